import type { QueryConfig } from 'pg';
import { HEAD_COLUMNS, logHead, type LogHead, type LogHeadRow } from './head';

/** The place of the log: as long as it stays the same, so does everything that reads return. */
export interface LogPlace extends LogHead {
  /** The number of changes of records that are not in the log, such as those of a migration. */
  readonly edition: bigint;
}

/** The place from pg. */
export interface LogPlaceRow extends LogHeadRow {
  readonly edition: string;
}

const PLACE_COLUMNS = `${HEAD_COLUMNS}, edition::text`;

/** How long a server may take to return its place, in milliseconds. */
export const PLACE_TIMEOUT = 2_000;

/** Asks a server for its place. */
export const PLACE: QueryConfig & { query_timeout: number } = {
  name: 'hub_place',
  text: `SELECT ${PLACE_COLUMNS} FROM change_head`,
  query_timeout: PLACE_TIMEOUT,
};

/** The most changes that are searched for one that affects what viewers may see. If there are more, the hub assumes that there is one. */
export const LOOKED_THROUGH = 1_000;

/** Whether, since a position in the log, anything besides values of followed records has changed that can affect which changes a viewer may see. */
const SINCE = `EXISTS (
  SELECT FROM change WHERE change.seq > greatest($1::bigint, change_head.seq - ${LOOKED_THROUGH})
  AND (record_type <> ALL ($2::text[]) OR kind IN ('ARCHIVED', 'RESTORED', 'MERGED'))) AS revised`;

/** Asks the primary for its place, and for such changes since a position. */
export const PLACE_SINCE = {
  name: 'hub_head_since',
  text: `SELECT ${PLACE_COLUMNS}, ${SINCE} FROM change_head`,
} as const;

export function logPlace({ edition, ...head }: LogPlaceRow): LogPlace {
  return { ...logHead(head), edition: BigInt(edition) };
}

/** Equal for equal places. */
export function placeText({ epoch, edition, trimmed, seq }: LogPlace): string {
  return `${epoch}.${edition}.${trimmed}.${seq}`;
}

/** The place that all servers have reached; undefined if one of them has another log. */
export function lowestPlace(places: readonly LogPlace[]): LogPlace | undefined {
  const [first] = places;
  if (!first || places.some(({ epoch }) => epoch !== first.epoch)) return undefined;
  return places.reduce((lowest, place) => ({
    epoch: lowest.epoch,
    seq: least(lowest.seq, place.seq),
    trimmed: least(lowest.trimmed, place.trimmed),
    edition: least(lowest.edition, place.edition),
  }));
}

function least(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}
