import { snakeCase } from '../../../naming';
import { isUuid, noSuchId } from '../../../uuid';
import { readCitations } from '../../citing/given-citations';
import { refuseUncited } from '../../citing/required';
import { Draft, givenName, slugName } from '../../rules/draft';
import type { LinkModel } from '../../model/link-model';
import { logLink } from './logged-link';
import { resolveReferences } from '../../rules/named-records';
import { refuseDisorder } from '../../rules/order-faults';
import { lockRows, type StoredRow, type Values } from '../../unit/stored-rows';
import { difference, type Unit } from '../../unit/unit';

/** Adds a link, restores an archived one, or updates a current one. */
export async function assign(unit: Unit, link: LinkModel, draft: Draft): Promise<void> {
  draft.readValues(link.properties);
  draft.complete(link.properties);
  await resolveEnds(unit, link, draft, false);
  refuseOddEnds(link, draft);
  refuseDisorder(draft, link.properties, draft.values);
  if (draft.failed) return;
  const [existing] = await lockLinks(unit, link, draft.values, link.identity);
  const living = existing?.archivedAt ? undefined : existing;
  if (living) {
    draft.current = living;
    draft.values = { ...link.identityOf(living), ...givenData(link, draft) };
    refuseDisorder(draft, link.properties, draft.whole);
  }
  await readCitations(unit, link, [draft]);
  refuseUncited(unit, link, draft);
  if (draft.errors.length === 0) await write(unit, link, draft, existing);
}

/** @param existing the stored link, current or archived */
async function write(unit: Unit, link: LinkModel, draft: Draft, existing: StoredRow | undefined): Promise<void> {
  if (existing) return rewrite(unit, link, draft, existing);
  const { values, citations } = draft;
  draft.id = unit.createPart(link.model, values);
  unit.citations?.give(draft.id, citations, new Set());
  logLink(unit, link, { id: draft.id, after: values }, recordsOf(draft));
}

async function rewrite(unit: Unit, link: LinkModel, draft: Draft, existing: StoredRow): Promise<void> {
  const { current: living, citations } = draft;
  const { id } = existing;
  const values = living ? draft.values : { ...draft.values, archivedAt: null };
  const changed = new Set(difference(existing, values).map(({ field }) => field));
  await unit.citations?.load([id]);
  const isCited = unit.citations?.give(id, citations, changed);
  if (changed.size === 0 && !isCited) {
    return draft.refuse('ALREADY_EXISTS', nameOf(link, draft), 'This link exists already with the same values.');
  }
  draft.id = id;
  unit.changePart(link.model, existing, values);
  const kind = changed.size === 0 ? 'CITED' : undefined;
  logLink(unit, link, { id, kind, before: living, after: { ...existing, ...values } }, recordsOf(draft));
}

/** Removes a link: archives it, and adds this to the history of its owners. */
export async function remove(unit: Unit, link: LinkModel, draft: Draft, given: Values): Promise<void> {
  draft.readValues(link.properties);
  await resolveEnds(unit, link, draft, true);
  refuseOddEnds(link, draft);
  if (draft.input.id) refuseAnother(link, draft, given);
  if (draft.failed) return;
  const known = link.identity.filter((property) => draft.values[property] !== undefined);
  const living = (await lockLinks(unit, link, draft.values, known)).filter(({ archivedAt }) => !archivedAt);
  const [existing] = living;
  if (!existing)
    return draft.refuse(
      'NOT_FOUND',
      nameOf(link, draft),
      'There is no such link; check its records and its other values.',
    );
  if (living.length > 1) {
    return draft.refuse('INVALID', 'id', `${living.length} links match; give the id of the link to remove.`);
  }
  draft.id = existing.id;
  unit.changePart(link.model, existing, { archivedAt: new Date().toISOString() });
  logLink(unit, link, { id: existing.id, before: existing }, recordsOf(draft));
}

/** Refuses values that contradict the link with the given id: one of the two is a mistake, and the hub does not guess which. */
function refuseAnother(link: LinkModel, draft: Draft, given: Values): void {
  const actual = Object.fromEntries(
    link.identity.flatMap((property) => [
      [slugName(property), draft.references.get(property)?.slug],
      [property, draft.values[property]],
    ]),
  );
  for (const [name, value] of Object.entries(actual)) {
    if (!isOther(given[name], value ?? null)) continue;
    draft.refuse('INVALID', name, `The link with this id has another ${name}; leave out either the id or ${name}.`);
  }
}

function isOther(given: unknown, actual: unknown): boolean {
  if (given === undefined) return false;
  return typeof given === 'string' && isUuid(given) ? given.toLowerCase() !== actual : given !== actual;
}

/** Finds the link of an input: by its id, or by its ends and its key. */
export async function linkDraft(unit: Unit, link: LinkModel, input: Values): Promise<Draft> {
  const { id } = input;
  if (typeof id !== 'string') return new Draft(input);
  const { rows } = isUuid(id)
    ? await unit.client.query(
        `SELECT ${link.identity.map(snakeCase).join(', ')} FROM ${link.model.table} WHERE id = $1`,
        [id],
      )
    : { rows: [] };
  const [row] = rows;
  const draft = new Draft(row ? { ...identityOf(link, row), id } : input);
  if (!row) draft.refuseId('id', id, noSuchId('link', id));
  return draft;
}

function identityOf(link: LinkModel, row: Values): Values {
  return Object.fromEntries(link.identity.map((property) => [property, row[snakeCase(property)]]));
}

/** Locks the owners of the link for an update, and the other records so that nobody archives them meanwhile. */
function resolveEnds(unit: Unit, { options, properties }: LinkModel, draft: Draft, archived: boolean): Promise<void> {
  const owners = new Set(options.ends.filter(({ field }) => field).map(({ property }) => property));
  return resolveReferences(unit, properties, [draft], {
    strength: (property) => (owners.has(property) ? 'UPDATE' : 'SHARE'),
    archived,
  });
}

function refuseOddEnds(link: LinkModel, draft: Draft): void {
  const { targets, options } = link;
  const names = targets.map(({ property }) => property);
  const given = names.filter((name) => (draft.input[name] ?? draft.input[slugName(name)] ?? null) !== null);
  if (targets.length > 0 && given.length !== 1) {
    const path = givenName(draft, given[1] ?? (names[0] as string));
    draft.refuse('INVALID', path, `Give exactly one of ${names.join(', ')}, by id or by slug.`);
  }
  if (link.isLoop(draft.values)) {
    draft.refuse(
      'INVALID',
      givenName(draft, String(options.ends[1]?.property)),
      'A record cannot be linked to itself; choose another record.',
    );
  }
}

/** Locks the links with these values, current or archived. */
function lockLinks(
  unit: Unit,
  { model }: LinkModel,
  values: Values,
  properties: readonly string[],
): Promise<StoredRow[]> {
  const conditions = properties.map((property, index) => {
    const { name, sqlType } = model.column(property);
    return `${name} IS NOT DISTINCT FROM $${index + 1}::${sqlType}`;
  });
  return lockRows(
    unit,
    model,
    conditions.join(' AND '),
    properties.map((property) => values[property] ?? null),
  );
}

/** A function that finds the records at the ends of a draft's link by id. */
function recordsOf({ references }: Draft): (id: unknown) => StoredRow | undefined {
  const byId = new Map([...references.values()].map((row) => [row.id, row]));
  return (id) => byId.get(String(id));
}

/** The given values of the link that do not identify it. */
function givenData(link: LinkModel, draft: Draft): Values {
  const given = link.data.filter(({ property }) => draft.input[property] !== undefined);
  return Object.fromEntries(given.map(({ property }) => [property, draft.values[property]]));
}

/** The input field at which to report an error of the link as a whole. */
function nameOf(link: LinkModel, { input }: Draft): string {
  if (input.id !== undefined) return 'id';
  return (
    link.options.key.find((property) => input[property] !== undefined) ?? (link.options.ends[0]?.property as string)
  );
}
