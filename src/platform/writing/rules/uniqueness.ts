import { capital, snakeCase } from '../../naming';
import { foldedSql, type Model } from '../../reading';
import { quoted } from '../../text';
import { givenName, slugName, type Draft } from './draft';
import { Overtaken } from '../unit/overtaken';
import type { Unit } from '../unit/unit';
import type { Unique, WriteModel } from '../model/write-model';

/** Refuses drafts with unique values that another stored record or another draft has. One statement for each unique set of values. */
export async function refuseTaken(unit: Unit, record: WriteModel, drafts: readonly Draft[]): Promise<void> {
  for (const unique of record.options.unique) {
    const claims = drafts.filter((draft) => isClaimed(draft, unique));
    if (claims.length === 0) continue;
    refuseTwins(unique, claims);
    await refuseStored(unit, record, unique, claims);
  }
}

/** Whether the draft sets or changes these unique values. */
function isClaimed(draft: Draft, { properties, livingOnly }: Unique): boolean {
  const { whole } = draft;
  if (livingOnly && whole.archivedAt) return false;
  return (
    properties.every((property) => typeof whole[property] === 'string') &&
    properties.some((property) => property in draft.values)
  );
}

function refuseTwins(unique: Unique, claims: readonly Draft[]): void {
  const seen = new Set<string>();
  for (const draft of claims) {
    const key = JSON.stringify(unique.properties.map((property) => keyOf(draft.whole[property], unique)));
    if (seen.has(key)) refuse(draft, unique, { owner: 'Another item of this input' });
    seen.add(key);
  }
}

function keyOf(value: unknown, { ignoresCase }: Unique): string {
  return ignoresCase ? String(value).toLowerCase() : String(value);
}

async function refuseStored(unit: Unit, record: WriteModel, unique: Unique, claims: readonly Draft[]): Promise<void> {
  const { model } = record;
  const { properties, ignoresCase, livingOnly } = unique;
  const compared = (sql: string): string => (ignoresCase ? foldedSql(sql) : sql);
  const rows = claims.map(({ whole }, index) => ({ index, ...whole }));
  const columns = properties.map((property) => model.column(property));
  const same = columns.map(
    ({ name, sqlType }) => `${compared(`stored.${name}`)} = ${compared(`given."${name}"::${sqlType}`)}`,
  );
  // SQL: TypeORM cannot join a list of values, and one statement for all drafts needs it.
  const taken = await unit.manager.query<Taken[]>(
    `SELECT given.index, stored.id, stored.archived_at IS NOT NULL AS archived, ${nameSql(record, unique)} AS name${model.options.mergeable ? ', stored.merged_into_id AS winner' : ''}
     FROM jsonb_to_recordset($1::jsonb)
       AS given (index integer, id uuid, ${columns.map(({ name }) => `"${name}" text`).join(', ')})
     JOIN ${model.table} stored ON ${same.join(' AND ')} AND stored.id IS DISTINCT FROM given.id
     ${livingOnly ? 'AND stored.archived_at IS NULL' : ''}`,
    [JSON.stringify(rows.map((row) => project(row, properties)))],
  );
  for (const { index, ...owner } of taken) {
    const draft = claims[index] as Draft;
    if (draft.soughtBy === properties.join()) throw new Overtaken(draft.soughtBy);
    refuse(draft, unique, ownerOf(model, owner));
  }
}

/** SQL of what people call the record that has the values: its natural key, unless these values are that. */
function nameSql({ model, options, naturalUnique }: WriteModel, unique: Unique): string {
  const property = options.naturalKey.at(-1);
  if (unique === naturalUnique || property === undefined) return 'NULL';
  return `stored.${model.column(property).name}`;
}

interface Owner {
  readonly id: string;
  readonly name: string | null;
  readonly archived: boolean;
  /** The record that it was merged into. */
  readonly winner?: string | null;
}

type Taken = Owner & { readonly index: number };

interface TakenBy {
  readonly owner: string;
  /** What to do about it, if that is not obvious. */
  readonly advice?: string;
}

/** The record that has the values, as a message names it. An archived or merged one is hard to find, so the message has its id and what to do. */
function ownerOf({ options }: Model, { id, name, archived, winner }: Owner): TakenBy {
  const noun = options.noun.replace(/^an? /, '');
  if (typeof winner === 'string')
    return {
      owner: `${capital(options.noun)} that was merged into ${winner}`,
      advice: `Change ${winner}, or give another value.`,
    };
  if (archived) return { owner: `The archived ${noun} ${id}`, advice: 'Restore that record, or give another value.' };
  return { owner: name === null ? `Another ${noun}` : `Another ${noun}, ${name},` };
}

function project(row: Readonly<Record<string, unknown>>, properties: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(['index', 'id', ...properties].map((property) => [snakeCase(property), row[property]]));
}

function refuse(draft: Draft, { properties }: Unique, { owner, advice }: TakenBy): void {
  const isGiven = (name: string): boolean => name in draft.input || slugName(name) in draft.input;
  const property = [...properties].reverse().find(isGiven) ?? String(properties.at(-1));
  const taken =
    properties.length > 1
      ? `this combination of ${properties.join(' and ')}.`
      : `this ${property}: ${quoted(String(draft.whole[property]))}.`;
  const message = `${owner} already uses ${taken}${advice ? ` ${advice}` : ''}`;
  draft.refuse('ALREADY_EXISTS', givenName(draft, property), message);
}
