import { groupedBy } from '../../grouped-by';
import { isUuid, noSuchId } from '../../uuid';
import { isStorable, quoted } from '../../text';
import { Draft } from '../rules/draft';
import { refuseDisorder } from '../rules/order-faults';
import { lockRows, type StoredRow, type Values } from '../unit/stored-rows';
import type { Unit } from '../unit/unit';
import type { LinkModel } from '../model/link-model';
import type { WriteModel } from '../model/write-model';
import { citableIn, hasValue, isSame, passageKey, passageOf, type Citing, type Fact } from './facts';
import { readStated } from './stated-value';

/** The most citations that one record or link takes at once. */
const MOST = 100;

/** A citation on its way, with the record or link that it is for. */
interface Reading {
  readonly draft: Draft;
  readonly of: Draft;
  /** Its place among the citations of the input. */
  readonly place: number;
  readonly fact: Fact | undefined;
}

/**
 * Reads the citations in the inputs of drafts, in one statement for their sources and one for each type of record that values lead to. Valid ones go into the drafts,
 * and what is wrong into their errors. The drafts' own values must have been read before.
 */
export async function readCitations(
  unit: Unit,
  written: WriteModel | LinkModel,
  drafts: readonly Draft[],
): Promise<void> {
  const { citing } = unit.types;
  if (!citing) return;
  const readings = drafts.flatMap((of) => readingsOf(of, written, citing));
  if (readings.length === 0) return;
  const sources = await sourcesOf(unit, citing, readings);
  const stated = await readStated(
    unit,
    readings.map(({ draft, fact }) => [draft, fact] as const),
  );
  for (const reading of readings) {
    const own = reading.fact && reading.of.whole[reading.fact.property.property];
    keep(reading, sources.get(reading.draft), own, stated.has(reading.draft) ? stated.get(reading.draft) : own);
  }
  for (const of of drafts) refuseTwins(of);
}

/** @param own the value of the field @param value the value that the source gives */
function keep({ draft, of, fact, place }: Reading, source: string | undefined, own: unknown, value: unknown): void {
  if (fact && !draft.failed && !hasValue(value)) draft.refuse('INVALID', 'field', nothingToCite(fact.field));
  of.errors.push(...draft.errors);
  if (draft.failed || source === undefined) return;
  of.citations.push({
    fact,
    sourceId: source,
    passage: draft.values,
    value: value ?? null,
    agrees: isSame(value, own),
    place,
  });
}

function nothingToCite(field: string): string {
  return `${field} has no value that a source could be cited for; give the field a value, or give the value of the source.`;
}

function readingsOf(of: Draft, written: WriteModel | LinkModel, citing: Citing): Reading[] {
  const given = (of.input.citations ?? []) as readonly Values[];
  if (given.length > MOST) {
    of.refuse('INVALID', 'citations', `There are ${given.length} citations; give at most ${MOST} at once.`);
    return [];
  }
  return given.map((input, place) => {
    const draft = new Draft(withoutNulls(input), citationPath(of, place));
    return { place, ...readingOf(of, draft, written, citing) };
  });
}

/** A client may send what it leaves out as null. */
function withoutNulls(input: Values): Values {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
}

/** `citeRecord` has the values of its only citation in the input itself. */
function citationPath(of: Draft, index: number): readonly string[] {
  return of.citesItself ? of.path([]) : of.path(['citations', String(index)]);
}

function readingOf(of: Draft, draft: Draft, written: WriteModel | LinkModel, citing: Citing): Omit<Reading, 'place'> {
  const passage = passageOf(citing);
  draft.readValues(passage);
  draft.complete(passage);
  refuseDisorder(draft, passage, draft.values);
  const { field } = draft.input;
  const facts = citableIn(written);
  const fact = facts.find((one) => one.field === field);
  if (typeof field === 'string' && !fact) {
    const known = facts.map((one) => one.field).join(', ');
    const advice =
      known === '' ? 'leave it out to cite the whole' : `give one of ${known}, or leave it out to cite the whole`;
    draft.refuse('INVALID', 'field', `${quoted(field)} is not a field that a source can be cited for; ${advice}.`);
  }
  if (field === undefined && hasValue(draft.input.value))
    draft.refuse('INVALID', 'value', 'A value is given without its field; give the field too, or leave both out.');
  return { draft, of, fact };
}

/** The ids of the sources, which are locked so that nobody archives them meanwhile. */
async function sourcesOf(
  unit: Unit,
  { sources, key }: Citing,
  readings: readonly Reading[],
): Promise<Map<Draft, string>> {
  const wanted = readings.flatMap(({ draft }) => wantedSource(draft));
  const ids = wanted.flatMap(({ id }) => id ?? []);
  const keys = wanted.flatMap((one) => one.key ?? []);
  const { name } = sources.column(key);
  const rows =
    wanted.length === 0
      ? []
      : await lockRows(unit, sources, `id = ANY($1::uuid[]) OR ${name} = ANY($2::text[])`, [ids, keys], 'SHARE');
  const found = new Map<unknown, StoredRow>(rows.flatMap((row) => [[row.id, row] as const, [row[key], row] as const]));
  return new Map(wanted.flatMap((one) => foundSource(one, found.get(one.id ?? one.key))));
}

interface WantedSource {
  readonly draft: Draft;
  readonly id?: string;
  readonly key?: string;
}

function wantedSource(draft: Draft): WantedSource[] {
  const { sourceId: id, sourceKey: key } = draft.input;
  const isGiven = [id, key].map((value) => typeof value === 'string');
  if (isGiven.every(Boolean)) {
    draft.refuse('INVALID', 'sourceKey', 'sourceId and sourceKey are both given; give only one of them.');
    return [];
  }
  if (typeof id === 'string') {
    if (isUuid(id)) return [{ draft, id: id.toLowerCase() }];
    draft.refuseId('sourceId', id, noSuchId('source', id));
    return [];
  }
  if (typeof key === 'string' && isStorable(key)) return [{ draft, key }];
  if (typeof key === 'string')
    draft.refuse('NOT_FOUND', 'sourceKey', `There is no source with the key ${quoted(key)}.`);
  else draft.refuse('INVALID', 'sourceKey', 'sourceKey is missing; give it, or sourceId.');
  return [];
}

function foundSource({ draft, id, key }: WantedSource, row: StoredRow | undefined): [Draft, string][] {
  const name = id === undefined ? 'sourceKey' : 'sourceId';
  if (!row)
    draft.refuse(
      'NOT_FOUND',
      name,
      id === undefined
        ? `There is no source with the key ${quoted(String(key))}; create it with createSource, or give another key.`
        : noSuchId('source', id),
    );
  else if (row.archivedAt)
    draft.refuse('CONFLICT', name, `${name} refers to a source that is archived; restore it or choose another one.`);
  return row && !row.archivedAt ? [[draft, row.id]] : [];
}

/** The same lines of a source support a value once. */
function refuseTwins(of: Draft): void {
  for (const group of groupedBy(of.citations, passageKey).values()) {
    for (const { place } of group.slice(1)) {
      const message = 'The same lines are cited twice for the same field; keep one of the two.';
      of.refuse('INVALID', ['citations', String(place)], message);
    }
  }
}
