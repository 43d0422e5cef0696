import { ID } from 'type-graphql';
import { conjunction, readableSql, Statement, type Model } from '../platform/reading';
import { addField } from '../platform/reading/schema/dynamic';
import { isUuid, noSuchId } from '../platform/uuid';
import { Draft, rules, type Mutation, type Result, type Unit, type Values } from '../platform/writing';
import { mutationInput, payloadType } from '../platform/writing/schema/mutation';
import { comparedTypes, type Comparables } from './comparable';

const DISMISS =
  'Says that two records are not the same, so that `duplicates` and warnings leave them out. If one of them later gets another name, address or URL, they are compared again.';
const REOPEN = 'Takes a dismissal back: the two records are compared again.';

/** `dismissDuplicate` and `reopenDuplicate`. */
export function dismissalMutations(comparables: Comparables): Mutation[] {
  const payload = payloadType('DuplicatePayload', 'The result of judging two records that may be the same.', [
    { name: 'a', description: 'The one record; null if the input was rejected.' },
    { name: 'b', description: 'The other record; null if the input was rejected.' },
  ]);
  const dismissing = pairInput('DismissDuplicateInput', DISMISS);
  addField(dismissing, 'note', () => String, { nullable: true, description: 'Why they are not the same.' });
  return [
    {
      name: 'dismissDuplicate',
      description: DISMISS,
      input: dismissing,
      payload,
      work: (input, unit) => judge(comparables, input, unit, dismiss),
    },
    {
      name: 'reopenDuplicate',
      description: REOPEN,
      input: pairInput('ReopenDuplicateInput', REOPEN),
      payload,
      work: (input, unit) => judge(comparables, input, unit, reopen),
    },
  ];
}

function pairInput(name: string, description: string): Mutation['input'] {
  const input = mutationInput(name, description);
  addField(input, 'aId', () => ID, { description: 'The id of the one record.' });
  addField(input, 'bId', () => ID, { description: 'The id of the other record.' });
  return input;
}

interface Pair {
  readonly type: string;
  /** In the order of their ids. */
  readonly ids: readonly [string, string];
  readonly note: string | null;
}

async function judge(
  comparables: Comparables,
  input: Values,
  unit: Unit,
  work: (unit: Unit, pair: Pair) => Promise<boolean>,
): Promise<Result> {
  const draft = new Draft(input);
  const note = readNote(draft);
  const found = await findBoth(comparables, draft, unit);
  if (draft.failed || !found) return { fields: {}, errors: draft.errors, refused: true };
  const { model, a, b } = found;
  const ids: Pair['ids'] = a < b ? [a, b] : [b, a];
  const changed = await work(unit, { type: model.table, ids, note });
  // The log has changes of records, and this is none; what caches keep is outdated all the same.
  if (changed) await unit.client.query('SELECT hub_mark_changed()');
  const { type } = model;
  return { fields: { a: { type, id: a }, b: { type, id: b } }, errors: [], refused: false };
}

function readNote(draft: Draft): string | null {
  const { note = null } = draft.input;
  if (note === null) return null;
  const { success, data, error } = rules.line.safeParse(note);
  for (const { message } of error?.issues ?? []) draft.refuse('INVALID', 'note', `note ${message}.`);
  return success ? data : null;
}

// SQL: the table of dismissals belongs to no model, and what they compared is a function of Postgres.
async function dismiss({ client, viewer }: Unit, { type, ids, note }: Pair): Promise<boolean> {
  const { rows } = await client.query<object>(
    `INSERT INTO duplicate_dismissal AS known (record_type, a_id, b_id, compared, note, dismissed_by)
     VALUES ($1::text, $2::uuid, $3::uuid, coalesce(hub_likeness_of($1, $2, $3), ''), $4::text, $5::text)
     ON CONFLICT (record_type, a_id, b_id) DO UPDATE
     SET compared = excluded.compared, note = coalesce(excluded.note, known.note), dismissed_by = excluded.dismissed_by, dismissed_at = now()
     WHERE known.compared <> excluded.compared OR coalesce(excluded.note, known.note) IS DISTINCT FROM known.note RETURNING record_type`,
    [type, ...ids, note, viewer.principal],
  );
  return rows.length > 0;
}

async function reopen({ client }: Unit, { type, ids }: Pair): Promise<boolean> {
  const { rows } = await client.query<object>(
    'DELETE FROM duplicate_dismissal WHERE record_type = $1 AND a_id = $2 AND b_id = $3 RETURNING record_type',
    [type, ...ids],
  );
  return rows.length > 0;
}

/** Both records, if they are two that are compared with each other. What is wrong goes into the draft. */
async function findBoth(
  comparables: Comparables,
  draft: Draft,
  unit: Unit,
): Promise<{ readonly model: Model; readonly a: string; readonly b: string } | undefined> {
  const [a, b] = ['aId', 'bId'].map((name) => String(draft.input[name]).toLowerCase()) as [string, string];
  const types = await typesOf(comparables, [a, b], unit);
  for (const [name, id] of [
    ['aId', a],
    ['bId', b],
  ] as const) {
    if (!types.has(id)) {
      const message = `${noSuchId('record', id)} Give that of one of these types: ${comparedTypes(comparables)}.`;
      draft.refuseId(name, draft.input[name], message);
    }
  }
  const model = types.get(a);
  if (!model || draft.failed) return undefined;
  if (a !== b && types.get(b) === model) return { model, a, b };
  const fault =
    a === b
      ? 'Both ids are of the same record; give two records.'
      : 'The two records are of two types; give two of the same type.';
  draft.refuse('INVALID', 'bId', fault);
  return undefined;
}

/** The types of those records that the viewer may read, archived or not. */
async function typesOf(comparables: Comparables, ids: readonly string[], unit: Unit): Promise<Map<string, Model>> {
  const statement = new Statement();
  const asked = statement.bind(ids.filter(isUuid), 'uuid[]');
  const scope = { statement, viewer: unit.viewer, includeArchived: true };
  const arms = [...comparables.values()].map(
    (model) =>
      `SELECT '${model.table}' AS type, t.id FROM ${model.table} t WHERE ${conjunction([`t.id = ANY(${asked})`, ...readableSql(model, 't', scope)])}`,
  );
  const { rows } = await unit.client.query<{ type: string; id: string }>(arms.join(' UNION ALL '), statement.values);
  return new Map(rows.flatMap(({ type, id }) => [[id, comparables.get(type) as Model] as const]));
}
