import { getArgumentValues } from 'graphql/execution/values';
import type { Variables } from '../limits/cost';
import { LIMITS } from '../limits/limits';
import type { Column } from '../reading/column';
import type { NodesKey } from '../reading/planned';
import { askedKey, type KeyArgs } from '../reading/schema/key-args';
import { storedKey } from '../reading/stored-key';
import { Unplannable, type Plan, type PlannedEntities, type PlannedEntity, type PlannedRecord } from './plan';

/** A record that a gateway refers to. */
export interface Reference {
  readonly type: PlannedEntity;
  readonly column: Column;
  /** In the form in which Postgres returns it. */
  readonly key: string;
}

/** A cursor of the change log that the reads of a root field must not be older than. */
export interface Reach {
  readonly cursor: string;
  readonly nodesKey: NodesKey;
}

/** What the root fields ask for by key. */
export interface Roots {
  /** The column of the key of each slot of a root field; null where there cannot be such a record. */
  readonly columns: readonly (string | null)[];
  /** The values of those that there can be. */
  readonly bound: readonly unknown[];
  readonly references: ReadonlyMap<PlannedEntities, readonly Reference[]>;
  readonly atLeast: readonly Reach[];
}

export function rootsOf({ slots }: Plan, variables: Variables): Roots {
  const columns: (string | null)[] = [];
  const bound: unknown[] = [];
  const references = new Map<PlannedEntities, readonly Reference[]>();
  const requested = new Map<number, Set<string>>();
  const atLeast: Reach[] = [];
  slots.forEach((slot, index) => {
    if (slot.kind === 'record') {
      const { column, value, since } = askedOf(slot.record, variables);
      columns.push(column);
      if (column !== null) bound.push(value);
      if (since !== undefined) atLeast.push({ cursor: since, nodesKey: slot.record.nodesKey });
    } else if (slot.kind === 'entities') {
      if (!references.has(slot.entities)) {
        const all = referencesOf(slot.entities, variables);
        references.set(slot.entities, all);
        addRequested(requested, all);
      }
      const keys = requested.get(index);
      columns.push(keys ? slot.key.property : null);
      if (keys) bound.push([...keys]);
    }
  });
  return { columns, bound, references, atLeast };
}

/** Adds the keys of references, each once, by the slot that reads their records. */
function addRequested(requested: Map<number, Set<string>>, references: readonly Reference[]): void {
  for (const { type, column, key } of references) {
    const slot = type.slots.get(column) as number;
    const known = requested.get(slot);
    if (known) known.add(key);
    else requested.set(slot, new Set([key]));
  }
}

function askedOf(
  { definition, node, model, bySlug }: PlannedRecord,
  variables: Variables,
): { column: string | null; value: string; since: string | undefined } {
  const args = getArgumentValues(definition, node, variables) as unknown as KeyArgs;
  if (args.asOf) throw new Unplannable('asOf');
  const since = typeof args.atLeast === 'string' ? args.atLeast : undefined;
  const [key, value] = askedKey(args, bySlug);
  const stored = storedKey(model.column(key), value);
  return stored === undefined ? { column: null, value, since } : { column: key, value: stored, since };
}

/** @throws Unplannable if one of them is not valid, or is of a type that cannot be planned: resolvers then say what is wrong with it */
function referencesOf({ definition, node, types }: PlannedEntities, variables: Variables): Reference[] {
  const { representations } = getArgumentValues(definition, node, variables) as { representations: readonly unknown[] };
  if (representations.length > LIMITS.representations) throw new Unplannable('too many references');
  return representations.map((representation) => {
    const given = (representation ?? {}) as Readonly<Record<string, unknown>>;
    const type = typeof given.__typename === 'string' ? types.get(given.__typename) : undefined;
    if (type === undefined) throw new Unplannable('a reference without a type');
    if (type instanceof Unplannable) throw type;
    const { model } = type.rows;
    const name = model.options.keys?.find((key) => typeof given[key] === 'string');
    if (name === undefined) throw new Unplannable('a reference without a key');
    const column = model.column(name);
    const key = storedKey(column, given[name] as string);
    if (key === undefined) throw new Unplannable('a reference that cannot exist');
    return { type, column, key };
  });
}
