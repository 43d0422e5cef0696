import { v7 } from 'uuid';
import { onceFor } from '../../../once-for';
import { inputClass, type TypeClass } from '../../../reading/schema/dynamic';
import type { LinkModel } from '../../model/link-model';
import type { WriteModel } from '../../model/write-model';
import type { Draft } from '../../rules/draft';
import { addValues } from '../../schema/inputs';
import { Overtaken } from '../../unit/overtaken';
import type { Values } from '../../unit/stored-rows';
import type { Unit } from '../../unit/unit';
import { identifiersOf, isNew, withIdentifier, type Identified, type Identifiers } from './identifiers';

/** `IdentifierInput`: the key of an identifier, and its other values. */
export const identifierInput = onceFor(({ model, properties }: LinkModel): TypeClass => {
  const input = inputClass(`${model.type}Input`, 'The identifier of a record in another system.');
  const own = properties.filter(({ references }) => !references);
  addValues(input, own, true);
  return input;
});

/**
 * The ids of the records that have the drafts' identifiers, in one statement. An identifier that no record has yet is kept for the record
 * that the draft turns out to be about.
 */
export async function findIdentified(
  unit: Unit,
  record: WriteModel,
  drafts: readonly Draft[],
): Promise<Map<Draft, string>> {
  const identifiers = identifiersOf(unit, record);
  const wanted = identifiers ? drafts.flatMap((draft) => given(draft, identifiers)) : [];
  if (!identifiers || wanted.length === 0) return new Map();
  refuseTwins(wanted, identifiers);
  const owners = await ownersOf(unit, identifiers, wanted);
  return new Map(wanted.flatMap((one) => ownerOf(one, identifiers, owners)));
}

/**
 * Looks again for the identifiers of failed drafts: they may have failed because another writer created the same records meanwhile.
 * @throws Overtaken if one of them now has a record
 */
export async function findOvertaken(unit: Unit, record: WriteModel, drafts: readonly Draft[]): Promise<void> {
  const identifiers = identifiersOf(unit, record);
  const missed = drafts
    .filter(({ failed }) => failed)
    .flatMap(withIdentifier)
    .filter(isNew);
  if (!identifiers || missed.length === 0) return;
  const owners = await ownersOf(unit, identifiers, missed);
  if (owners.size > 0) throw new Overtaken('identifier');
}

interface Owner {
  /** The id of the identifier. */
  readonly $id: string;
  /** The id of the record that has it; null if that is of another type. */
  readonly $record: string | null;
}

/** The record that has each identifier, if there is one. */
async function ownersOf(
  unit: Unit,
  { link, by }: Identifiers,
  wanted: readonly Identified[],
): Promise<Map<string, Owner>> {
  const { model, options } = link;
  const columns = options.key.map((property) => model.column(property));
  const { rows } = await unit.client.query<Values & Owner>(
    `SELECT ${columns.map(({ name, property }) => `stored.${name} AS "${property}"`).join(', ')}, stored.id AS "$id", stored.${model.column(by).name} AS "$record"
     FROM jsonb_to_recordset($1::jsonb) AS given (${columns.map(({ property, sqlType }) => `"${property}" ${sqlType}`).join(', ')})
     JOIN ${model.table} stored ON ${columns.map(({ name, property }) => `stored.${name} = given."${property}"`).join(' AND ')}`,
    [JSON.stringify(wanted.map(({ identifier }) => identifier.values))],
  );
  return new Map(rows.map((row) => [keyOf(row, link), row]));
}

function ownerOf(
  { draft, identifier }: Identified,
  { link, field }: Identifiers,
  owners: ReadonlyMap<string, Owner>,
): [Draft, string][] {
  const { values } = identifier;
  const owner = owners.get(keyOf(values, link));
  identifier.id = owner?.$id ?? v7();
  draft.identifier = identifier;
  if (!owner) {
    identifier.outcome = 'CREATED';
    [draft.extraKind] = link.options.kinds;
    draft.extra.push({ field, link: link.identityOf(values), before: null, after: values });
    return [];
  }
  const { id } = draft.input;
  const { $record: record } = owner;
  if (record === null || (typeof id === 'string' && id.toLowerCase() !== record)) {
    const named = link.options.key.map((property) => String(values[property])).join(' ');
    draft.refuse(
      'ALREADY_EXISTS',
      'identifier',
      `Another record already has the identifier ${named}; give another identifier or leave it out.`,
    );
  }
  return record === null ? [] : [[draft, record]];
}

/** The identifier of a draft, if it has a valid one. */
function given(draft: Draft, { link }: Identifiers): Identified[] {
  const { identifier: input } = draft.input as { readonly identifier?: Values | null };
  if (!input) return [];
  const identifier = draft.inside('identifier', input);
  identifier.readValues(link.properties);
  return link.options.key.every((property) => property in identifier.values) ? [{ draft, identifier }] : [];
}

function refuseTwins(wanted: readonly Identified[], { link }: Identifiers): void {
  const seen = new Set<string>();
  for (const { draft, identifier } of wanted) {
    const key = keyOf(identifier.values, link);
    if (seen.has(key))
      draft.refuse('ALREADY_EXISTS', 'identifier', 'Another item has the same identifier; give each identifier once.');
    seen.add(key);
  }
}

function keyOf(identifier: Values, { options }: LinkModel): string {
  return JSON.stringify(options.key.map((property) => identifier[property]));
}
