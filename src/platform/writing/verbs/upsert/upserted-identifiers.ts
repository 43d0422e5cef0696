import { onceFor } from '../../../once-for';
import { inputClass, type TypeClass } from '../../../reading/schema/dynamic';
import type { LinkModel } from '../../model/link-model';
import type { WriteModel } from '../../model/write-model';
import type { Draft } from '../../rules/draft';
import { addValues } from '../../schema/inputs';
import { Overtaken } from '../../unit/overtaken';
import type { Values } from '../../unit/stored-rows';
import type { Unit } from '../../unit/unit';

/** `IdentifierInput`: what tells one identifier from another, and what else is known of it. */
export const identifierInput = onceFor(({ model, properties }: LinkModel): TypeClass => {
  const input = inputClass(`${model.type}Input`, 'How another system calls a record.');
  const own = properties.filter(({ references }) => !references);
  addValues(input, own, true);
  return input;
});

interface Identifiers {
  readonly link: LinkModel;
  /** The property of an identifier that holds the record's id. */
  readonly by: string;
  /** The field under which the record's log has it. */
  readonly field: string;
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
 * Looks again for the identifiers of drafts that failed: their faults may be that another writer made the very records meanwhile.
 * @throws Overtaken where one of them has a record now
 */
export async function findOvertaken(unit: Unit, record: WriteModel, drafts: readonly Draft[]): Promise<void> {
  const identifiers = identifiersOf(unit, record);
  const missed = drafts.filter(({ failed }) => failed).flatMap(({ identifier }) => (identifier ? [identifier] : []));
  if (!identifiers || missed.length === 0) return;
  const owners = await ownersOf(unit, identifiers, missed);
  if (owners.size > 0) throw new Overtaken('identifier');
}

/** The id of the record that has each identifier, as far as they are there. */
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
    draft.extra.push({ field, link: link.identityOf(identifier), before: null, after: identifier });
  }
  const { id } = draft.input;
  if (owner === null || (owner !== undefined && typeof id === 'string' && id.toLowerCase() !== owner)) {
    const named = link.options.key.map((property) => String(identifier[property])).join(' ');
    draft.refuse('ALREADY_EXISTS', 'identifier', `Another record has the identifier ${named} already.`);
  }
  return owner ? [[draft, owner]] : [];
}

/** Gives new identifiers to the records that are written, whose logs have them as a part of the same change. */
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

/** The identifier of a draft, if it has one that can be used. */
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
    if (seen.has(key)) draft.refuse('ALREADY_EXISTS', 'identifier', 'Another item has the same identifier.');
    seen.add(key);
  }
}

function keyOf(identifier: Values, { options }: LinkModel): string {
  return JSON.stringify(options.key.map((property) => identifier[property]));
}
