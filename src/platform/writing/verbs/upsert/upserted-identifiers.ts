import { addField, inputClass } from '../../../reading/schema/dynamic';
import { snakeCase } from '../../../naming';
import type { HasMany } from '../../../reading/relation';
import type { Draft } from '../../rules/draft';
import { Overtaken } from '../../unit/overtaken';
import { line } from '../../rules/values';
import type { Unit } from '../../unit/unit';
import type { WriteModel } from '../../model/write-model';

export const identifierInput = inputClass('IdentifierInput', 'How another system calls a record.');
addField(identifierInput, 'scheme', () => String, { description: 'The system, such as EIN.' });
addField(identifierInput, 'value', () => String, { description: 'The identifier as that system writes it.' });

interface Identifier {
  readonly scheme: string;
  readonly value: string;
}

/**
 * The ids of the records that have the drafts' identifiers, in one statement. An identifier that nobody has yet is noted down for the record
 * that the draft turns out to be about.
 */
export async function findIdentified(
  unit: Unit,
  record: WriteModel,
  drafts: readonly Draft[],
): Promise<Map<Draft, string>> {
  const relation = relationOf(record);
  const wanted = relation ? drafts.flatMap((draft) => given(draft)) : [];
  if (!relation || wanted.length === 0) return new Map();
  refuseTwins(wanted);
  const owners = await ownersOf(
    unit,
    relation,
    wanted.map(([, identifier]) => identifier),
  );
  return new Map(wanted.flatMap(([draft, identifier]) => ownerOf(draft, identifier, owners)));
}

/**
 * Looks again for the identifiers of drafts that failed: their faults may be that another writer made the very records meanwhile.
 * @throws Overtaken where one of them has a record now
 */
export async function findOvertaken(unit: Unit, record: WriteModel, drafts: readonly Draft[]): Promise<void> {
  const relation = relationOf(record);
  const missed = drafts.filter(({ failed }) => failed).flatMap(({ extra }) => extra.map(({ after }) => after));
  if (!relation || missed.length === 0) return;
  const owners = await ownersOf(unit, relation, missed as readonly Identifier[]);
  if (owners.size > 0) throw new Overtaken('identifier');
}

/** The id of the record that has each identifier, as far as they are there. */
async function ownersOf(
  unit: Unit,
  { by, target }: HasMany,
  identifiers: readonly Identifier[],
): Promise<Map<string, string | null>> {
  const { rows } = await unit.client.query<Identifier & { record: string | null }>(
    `SELECT scheme, value, ${snakeCase(by)} AS record
     FROM jsonb_to_recordset($1::jsonb) AS given (scheme text, value text) JOIN ${target.table} USING (scheme, value)`,
    [JSON.stringify(identifiers)],
  );
  return new Map(rows.map(({ record: owner, ...identifier }) => [keyOf(identifier), owner]));
}

function ownerOf(draft: Draft, identifier: Identifier, owners: ReadonlyMap<string, string | null>): [Draft, string][] {
  const owner = owners.get(keyOf(identifier));
  if (owner === undefined) draft.extra.push({ field: 'identifiers', before: null, after: identifier });
  const { id } = draft.input;
  if (owner === null || (owner !== undefined && typeof id === 'string' && id.toLowerCase() !== owner)) {
    draft.refuse('ALREADY_EXISTS', 'identifier', `${identifier.scheme} ${identifier.value} is that of another record.`);
  }
  return owner ? [[draft, owner]] : [];
}

/** Gives new identifiers to the records that are written. */
export function addIdentifiers(unit: Unit, record: WriteModel, drafts: readonly Draft[]): void {
  const relation = relationOf(record);
  if (!relation) return;
  for (const { failed, id, extra } of drafts) {
    if (failed) continue;
    for (const { after } of extra) unit.createPart(relation.target, { ...(after as Identifier), [relation.by]: id });
  }
}

function relationOf({ model }: WriteModel): HasMany | undefined {
  const relation = model.relations.get('identifiers');
  return relation?.kind === 'hasMany' ? relation : undefined;
}

/** The identifier of a draft, if it has one that can be used. */
function given(draft: Draft): [Draft, Identifier][] {
  const { identifier } = draft.input as { readonly identifier?: Identifier | null };
  if (!identifier) return [];
  const parsed = { scheme: line.safeParse(identifier.scheme), value: line.safeParse(identifier.value) };
  for (const [name, { error }] of Object.entries(parsed)) {
    for (const { message } of error?.issues ?? []) draft.refuse('INVALID', ['identifier', name], `${name} ${message}.`);
  }
  const { scheme, value } = parsed;
  return scheme.success && value.success ? [[draft, { scheme: scheme.data, value: value.data }]] : [];
}

function refuseTwins(wanted: readonly [Draft, Identifier][]): void {
  const seen = new Set<string>();
  for (const [draft, identifier] of wanted) {
    const key = keyOf(identifier);
    if (seen.has(key)) draft.refuse('ALREADY_EXISTS', 'identifier', 'Another item has the same identifier.');
    seen.add(key);
  }
}

function keyOf({ scheme, value }: Identifier): string {
  return JSON.stringify([scheme, value]);
}
