import { BadUserInput } from '../errors';
import { quoted } from '../text';
import { isUuid } from '../uuid';
import type { Scope } from './model';
import type { Statement } from './statement';

/**
 * The ids of records. Front ends keep objects by type and id, so a state that is not the live one has an id of its own:
 * `<UUID>@<version>` for a past state, `<UUID>@preview-<random>` for what a dry run shows. Only `node` reads a state by its id.
 */
const STATE = /^(?<uuid>[^@]+)@(?:(?<version>[1-9]\d{0,9})|preview-\w+)$/;
const PREVIEW = '@preview-';
const MAX_VERSION = 2 ** 31 - 1;

/** What an id leads to: a record as it is now, or at a version. */
export interface RecordState {
  /** In the form in which Postgres returns it. */
  readonly uuid: string;
  readonly version?: number;
}

/** The ids of records in a past state. */
export const pastId = (alias: string): string => `${alias}.id || '@' || ${alias}.version`;

/** The ids of records as one dry run shows them. @param mark what no other dry run has; undefined outside of dry runs */
export function previewId(mark: string | undefined, statement: Statement): Scope['stateId'] {
  if (mark === undefined) return undefined;
  return (alias) => `${alias}.id || ${statement.bind(PREVIEW + mark, 'text')}`;
}

/** Whether an id is that of a past state. */
export function isPastId(id: unknown): boolean {
  return typeof id === 'string' && STATE.exec(id)?.groups?.['version'] !== undefined;
}

/** Why an id does not lead to a record as it is now, and what to give instead; undefined for any other text. */
export function stateFault(id: unknown): string | undefined {
  const { uuid } = (typeof id === 'string' && STATE.exec(id)?.groups) || {};
  if (uuid === undefined || !isUuid(uuid)) return undefined;
  const state = String(id).includes(PREVIEW) ? 'what a dry run showed' : 'a past state of a record';
  return `${quoted(String(id))} is the id of ${state}; give the record's recordId, "${uuid}".`;
}

/**
 * Refuses what no record as it is now can have as its id. If such an id only found nothing, its client would look for the mistake elsewhere.
 * @param place of the value in the request
 * @throws BadUserInput
 */
export function demandLive(place: string, id: string, advice = 'An id is a UUID.'): void {
  if (isUuid(id)) return;
  throw new BadUserInput(stateFault(id) ?? `${place} is ${quoted(id)}, which is not an id. ${advice}`);
}

/** Reads the id of an object. @throws BadUserInput for one that no object has, or that nothing can be read by */
export function recordState(id: string): RecordState {
  const { uuid = id, version } = STATE.exec(id)?.groups ?? {};
  if (!isUuid(uuid))
    throw new BadUserInput(`${quoted(id)} is not an id of this hub; give an \`id\` as the hub returned it.`);
  if (uuid === id) return { uuid: uuid.toLowerCase() };
  if (version === undefined)
    throw new BadUserInput(
      `${quoted(id)} is the id of what a dry run showed, which is gone; give "${uuid}" for the record as it is now.`,
    );
  return Number(version) > MAX_VERSION ? { uuid, version: 0 } : { uuid: uuid.toLowerCase(), version: Number(version) };
}
