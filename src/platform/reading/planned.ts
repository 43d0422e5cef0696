import type { FieldNode } from 'graphql';
import type { Model } from './model';
import type { RecordLoader } from './record-count';
import type { Info, Row } from './row';

/** What one planned statement has read for a field: a record, or the rows of a page with its counts. */
export interface PlannedPageRows {
  /** As `rowsSql` would return them: one more than the page has, where there are more. */
  readonly rows: readonly Row[];
  readonly total: number | undefined;
  readonly streamCursor?: string;
}

/** An error if the statement failed. */
export type PlannedRead = Row | null | PlannedPageRows | ReadonlyMap<string, Row> | Error;

/** The reads below a row, by the field of the document that they are for. */
export type PlannedReads = ReadonlyMap<FieldNode, PlannedRead>;

/** Under this name, a row has what was read with it. */
export const PLANNED = Symbol('planned');

export interface WithPlanned {
  readonly [PLANNED]?: PlannedReads;
}

/** What was read for a field of a row; undefined if nothing was. @throws the error of the statement */
export function plannedFor(row: WithPlanned, { fieldNodes }: Info): Exclude<PlannedRead, Error> | undefined {
  const planned = row[PLANNED]?.get(fieldNodes[0] as FieldNode);
  if (planned instanceof Error) throw planned;
  return planned;
}

/** Loads what a plan has read: a record, or those of `_entities` by their type and key. */
export function rowLoader(planned: PlannedRead, { type }: Model): RecordLoader {
  return {
    load: async (key) => (planned instanceof Map ? (planned.get(`${type} ${key}`) ?? null) : planned) as Row | null,
  };
}
