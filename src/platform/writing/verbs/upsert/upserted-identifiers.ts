import { onceFor } from '../../../once-for';
import { inputClass, type TypeClass } from '../../../reading/schema/dynamic';
import type { LinkModel } from '../../model/link-model';
import type { WriteModel } from '../../model/write-model';
import type { Draft } from '../../rules/draft';
import { addValues } from '../../schema/inputs';
import { Overtaken } from '../../unit/overtaken';
import type { Values } from '../../unit/stored-rows';
import type { Unit } from '../../unit/unit';

/** `IdentifierInput`: the key of an identifier, and its other values. */
export const identifierInput = onceFor(({ model, properties }: LinkModel): TypeClass => {
  const input = inputClass(`${model.type}Input`, 'The identifier of a record in another system.');
  const own = properties.filter(({ references }) => !references);
  addValues(input, own, true);
  return input;
});

interface Identifiers {
  readonly link: LinkModel;
  /** The property of an identifier that holds the record's id. */
  readonly by: string;
  /** The field of the record's changes that has the identifiers. */
  readonly field: string;
}

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
  const owners = await ownersOf(
    unit,
    identifiers,
    wanted.map(([, identifier]) => identifier),
  );
  return new Map(wanted.flatMap(([draft, identifier]) => ownerOf(draft, identifier, identifiers, owners)));
}

/**
 * Looks again for the identifiers of failed drafts: they may have failed because another writer created the same records meanwhile.
 * @throws Overtaken if one of them now has a record
 */
export async function findOvertaken(unit: Unit, record: WriteModel, drafts: readonly Draft[]): Promise<void> {
  const identifiers = identifiersOf(unit, record);
  const missed = drafts.filter(({ failed }) => failed).flatMap(({ identifier }) => (identifier ? [identifier] : []));
  if (!identifiers || missed.length === 0) return;
  const owners = await ownersOf(unit, identifiers, missed);
  if (owners.size > 0) throw new Overtaken('identifier');
}

/** The id of the record that has each identifier, if there is one. */
async function ownersOf(
  unit: Unit,
  { link, by }: Identifiers,
  identifiers: readonly Values[],
): Promise<Map<string, string | null>> {
  const { model, options } = link;
  const columns = options.key.map((property) => model.column(property));
  const { rows } = await unit.client.query<Values & { $record: string | null }>(
    `SELECT ${columns.map(({ name, property }) => `stored.${name} AS "${property}"`).join(', ')}, stored.${model.column(by).name} AS "$record"
     FROM jsonb_to_recordset($1::jsonb) AS given (${columns.map(({ property, sqlType }) => `"${property}" ${sqlType}`).join(', ')})
     JOIN ${model.table} stored ON ${columns.map(({ name, property }) => `stored.${name} = given."${property}"`).join(' AND ')}`,
    [JSON.stringify(identifiers)],
  );
  return new Map(rows.map(({ $record, ...identifier }) => [keyOf(identifier, link), $record]));
}

function ownerOf(
  draft: Draft,
  identifier: Values,
  { link, field }: Identifiers,
  owners: ReadonlyMap<string, string | null>,
): [Draft, string][] {
  const owner = owners.get(keyOf(identifier, link));
  if (owner === undefined) {
    draft.identifier = identifier;
    [draft.extraKind] = link.options.kinds;
    draft.extra.push({ field, link: link.identityOf(identifier), before: null, after: identifier });
  }
  const { id } = draft.input;
  if (owner === null || (owner !== undefined && typeof id === 'string' && id.toLowerCase() !== owner)) {
    const named = link.options.key.map((property) => String(identifier[property])).join(' ');
    draft.refuse(
      'ALREADY_EXISTS',
      'identifier',
      `Another record already has the identifier ${named}; give another identifier or leave it out.`,
    );
  }
  return owner ? [[draft, owner]] : [];
}

/** Adds new identifiers to the written records. Their logs have them as part of the same change. */
export function addIdentifiers(unit: Unit, record: WriteModel, drafts: readonly Draft[]): void {
  const identifiers = identifiersOf(unit, record);
  if (!identifiers) return;
  const { link, by } = identifiers;
  for (const { failed, id, identifier } of drafts) {
    if (!failed && identifier) unit.createPart(link.model, { ...identifier, [by]: id });
  }
}

function identifiersOf({ types }: Unit, { model }: WriteModel): Identifiers | undefined {
  const link = types.identifiersOf(model);
  const end = link?.options.ends.find((one) => one.model === model);
  return link && end?.field !== undefined ? { link, by: end.property, field: end.field } : undefined;
}

/** The identifier of a draft, if it has a valid one. */
function given(draft: Draft, { link }: Identifiers): [Draft, Values][] {
  const { identifier } = draft.input as { readonly identifier?: Values | null };
  if (!identifier) return [];
  const values: Record<string, unknown> = {};
  let isFit = true;
  for (const { property, rule } of link.properties) {
    if (!rule || identifier[property] === undefined) continue;
    const { success, data, error } = rule.safeParse(identifier[property]);
    values[property] = data;
    isFit &&= success;
    for (const { message } of error?.issues ?? []) {
      draft.refuse('INVALID', ['identifier', property], `${property} ${message}.`);
    }
  }
  return isFit ? [[draft, values]] : [];
}

function refuseTwins(wanted: readonly [Draft, Values][], { link }: Identifiers): void {
  const seen = new Set<string>();
  for (const [draft, identifier] of wanted) {
    const key = keyOf(identifier, link);
    if (seen.has(key))
      draft.refuse('ALREADY_EXISTS', 'identifier', 'Another item has the same identifier; give each identifier once.');
    seen.add(key);
  }
}

function keyOf(identifier: Values, { options }: LinkModel): string {
  return JSON.stringify(options.key.map((property) => identifier[property]));
}
