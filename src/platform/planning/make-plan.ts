import { namesPrototype } from '../execution/prototype-name';
import { ShapeMeasure } from '../limits/shape';
import type { Column } from '../reading/column';
import type { Model } from '../reading/model';
import { readOf } from '../reading/schema/read-marks';
import { Draft, type Nodes, type Planning } from './draft';
import { FieldPlanner } from './plan-fields';
import {
  Unplannable,
  type Plan,
  type PlannedEntities,
  type PlannedEntity,
  type PlannedField,
  type PlannedRecord,
  type PlannedRows,
  type Selected,
} from './plan';

/** The most selections of a planned operation. A selection of a plan takes up to 3 kB. */
const MAX_SELECTIONS = 1_000;

/**
 * Plans a query. Where some of its fields need resolvers, the plan reads for them what it can.
 * @throws Unplannable if resolvers must read everything
 */
export function makePlan(planning: Planning): Plan {
  if (selectionsOf(planning) > MAX_SELECTIONS) throw new Unplannable('it has too many selections');
  if (namesPrototype(planning.document)) throw new Unplannable('a field is named __proto__');
  try {
    return planOf(new Draft(planning));
  } catch (error) {
    if (!(error instanceof Unplannable)) throw error;
    const plan = planOf(new Draft(planning, error.reason));
    if (plan.slots.length === 0) throw error;
    return plan;
  }
}

/** The number of selections of an operation, at least 1; those of a fragment count each time it is spread. */
export function selectionsOf({ document, operation }: Pick<Planning, 'document' | 'operation'>): number {
  return Math.max(new ShapeMeasure(document).of(operation.selectionSet).selections, 1);
}

function planOf(draft: Draft): Plan {
  const roots = new RootPlanner(draft);
  const fields = draft.rootFieldsOf((key, nodes, selected, { name }): PlannedField =>
    selected ? roots.field(key, nodes, selected) : { kind: 'constant', key, value: name },
  );
  return { fields, slots: draft.slots, lists: draft.lists, resolved: [...draft.resolved] };
}

/** Plans the fields of the Query type. */
class RootPlanner {
  private readonly planner: FieldPlanner;

  constructor(private readonly draft: Draft) {
    this.planner = new FieldPlanner(draft);
  }

  /** @throws Unplannable for a field with a resolver of its feature */
  field(key: string, nodes: Nodes, selected: Selected): PlannedField {
    const read = readOf(selected.definition);
    switch (read?.kind) {
      case 'list':
        return { kind: 'page', key, page: this.planner.page(nodes, selected, read.model, {}) };
      case 'record':
        return this.record(key, nodes, selected, read);
      case 'entities':
        return this.entities(key, nodes, selected, read.models);
      case undefined:
        throw new Unplannable(`Query.${selected.definition.name}`);
    }
  }

  private record(
    key: string,
    nodes: Nodes,
    selected: Selected,
    { model, bySlug }: { readonly model: Model; readonly bySlug: boolean },
  ): PlannedField {
    const { lists, slots } = this.draft;
    const record: PlannedRecord = {
      kind: 'record',
      ...selected,
      ...this.rowsOf(model, true),
      bySlug,
      index: lists.length,
    };
    lists.push(record);
    const fields = this.fieldsOf(nodes, record);
    const slot = slots.push({ kind: 'record', record }) - 1;
    return { kind: 'root', key, slot, record, fields };
  }

  private entities(key: string, nodes: Nodes, selected: Selected, models: ReadonlyMap<string, Model>): PlannedField {
    const types = new Map<string, PlannedEntity | Unplannable>();
    const entities: PlannedEntities = { ...selected, types };
    for (const [type, model] of models) types.set(type, this.entity(nodes, entities, model));
    return { kind: 'entities', key, entities };
  }

  private entity(nodes: Nodes, entities: PlannedEntities, model: Model): PlannedEntity | Unplannable {
    try {
      const rows = this.rowsOf(model, false);
      // The key by which a record was requested.
      rows.slots.push({ kind: 'sql', sql: `${rows.alias}.asked::text` });
      const fields = this.fieldsOf(nodes, rows);
      const slots = new Map<Column, number>();
      const entity = { rows, fields, slots };
      for (const key of (model.options.keys ?? []).map((name) => model.column(name)))
        slots.set(key, this.draft.slots.push({ kind: 'entities', entities, type: entity, key }) - 1);
      return entity;
    } catch (error) {
      if (error instanceof Unplannable) return error;
      throw error;
    }
  }

  private rowsOf(model: Model, single: boolean): PlannedRows {
    this.draft.demandRecord(model);
    return this.draft.rows(model, 1, single);
  }

  private fieldsOf(nodes: Nodes, rows: PlannedRows): readonly PlannedField[] {
    const { alias, model } = rows;
    const { fields, values } = this.planner.record(nodes, { rows, alias, model, optional: false, shared: false });
    rows.values.push(...values);
    return fields;
  }
}
