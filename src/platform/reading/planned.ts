import type { FieldNode } from 'graphql';
import { numbering, onceFor } from '../once-for';
import type { Model } from './model';
import type { RecordLoader } from './record-count';
import type { Info, Row } from './row';

/** What one planned statement has read for a field: a record, or the rows of a page with its counts. */
export interface PlannedPageRows {
  /** As `rowsSql` would return them: one more than the page has, where there are more. */
  readonly rows: readonly Row[];
  readonly total: number | undefined;
  /** The rows of what is computed of the whole list, by field. */
  readonly computed: ReadonlyMap<NodesKey, readonly Row[]>;
  readonly streamCursor?: string;
}

/** An error if the statement failed. */
export type PlannedRead = Row | null | PlannedPageRows | ReadonlyMap<string, Row> | Error;

/** The reads below a row, by the fields of the document that they are for. */
export type PlannedReads = ReadonlyMap<NodesKey, PlannedRead>;

/** Stands for the fields of a document that are merged into one field of an answer. */
export type NodesKey = FieldNode | string;

const numberOf = numbering();
const joined = onceFor((nodes: readonly FieldNode[]) => nodes.map(numberOf).join());

/**
 * Equal for equal fields. The first field alone would not do: a fragment that is spread in two places can be merged with more fields in one of them, and
 * `nodes` and `edges` of a page share their rows.
 */
export function nodesKey(nodes: readonly FieldNode[]): NodesKey {
  return nodes.length === 1 ? (nodes[0] as FieldNode) : joined(nodes);
}

/** Under this name, a row has what was read with it. */
export const PLANNED = Symbol('planned');

export interface WithPlanned {
  readonly [PLANNED]?: PlannedReads;
}

/** What was read for a field of a row; undefined if nothing was. @throws the error of the statement */
export function plannedFor(row: WithPlanned, { fieldNodes }: Info): Exclude<PlannedRead, Error> | undefined {
  const reads = row[PLANNED];
  const planned = reads?.get(nodesKey(fieldNodes));
  if (planned instanceof Error) throw planned;
  return planned;
}

/** The name of a record of `_entities` among those that were read with it. */
export function keyName({ type }: Model, key: string, value: string): string {
  return `${type}.${key} ${value}`;
}

/** Loads what a plan has read: one record, or those of `_entities`. @param key the property by which they were requested */
export function rowLoader(planned: PlannedRead, model: Model, key: string): RecordLoader {
  return {
    load: async (value) =>
      (planned instanceof Map ? (planned.get(keyName(model, key, value)) ?? null) : planned) as Row | null,
  };
}
