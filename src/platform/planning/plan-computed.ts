import { getNamedType, isLeafType, isObjectType, type GraphQLObjectType } from 'graphql';
import { computedAggregate, computedGroups } from '../reading/aggregating/computed';
import type { GroupArguments } from '../reading/aggregating/group-arguments';
import type { Model } from '../reading/model';
import { mayReadField } from '../reading/scope';
import { addSlot, variablesOf, type Draft, type Nodes } from './draft';
import {
  Unplannable,
  type PagePart,
  type PlannedComputed,
  type PlannedList,
  type Selected,
  type Slot,
  type ValueField,
} from './plan';

type Compute = PlannedComputed['compute'];

/** The fields of a connection that are computed of its whole list, by name. */
const COMPUTED: Readonly<Record<string, (model: Model, nodes: Nodes, draft: Draft) => Compute>> = {
  aggregate: (model, nodes, draft) => (_args, viewer) => computedAggregate(model, draft.selection(nodes), viewer),
  groups: (model, nodes, draft) => (args, viewer) =>
    computedGroups(model, args as unknown as GroupArguments, draft.selection(nodes), viewer),
};

/** Plans a field that is computed of a whole list; undefined for other fields. @param slots of the rows that have the list */
export function computedPart(
  draft: Draft,
  { key, nodes, selected }: { readonly key: string; readonly nodes: Nodes; readonly selected: Selected },
  list: PlannedList,
  slots: Slot[],
): PagePart | undefined {
  const compute = COMPUTED[selected.definition.name]?.(list.model, nodes, draft);
  if (!compute) return undefined;
  for (const name of variablesOf(selected.node)) list.variables.add(name);
  const type = getNamedType(selected.definition.type) as GraphQLObjectType;
  const computed: PlannedComputed = { ...selected, list, compute };
  const fields = valueFields(draft, list.model, type, nodes);
  return { kind: 'computed', key, slot: addSlot(slots, { kind: 'computed', computed }), computed, fields };
}

/** What is selected of computed values. @throws Unplannable for what the viewer may not read, and for records */
function valueFields(draft: Draft, model: Model, type: GraphQLObjectType, nodes: Nodes): ValueField[] {
  return draft.fieldsOf(type, nodes, (key, inner, selected): ValueField => {
    if (!selected) return { kind: 'constant', key, value: type.name };
    const { name, type: value } = selected.definition;
    const named = getNamedType(value);
    if (!isLeafType(named) && !isObjectType(named)) throw new Unplannable(`${type.name}.${name}`);
    if (model.columns.has(name) && !mayReadField(model, name, draft.viewer)) throw draft.denied(`${type.name}.${name}`);
    const fields = isObjectType(named) ? valueFields(draft, model, named, inner) : [];
    return { kind: 'value', key, name, type: value, fields };
  });
}
