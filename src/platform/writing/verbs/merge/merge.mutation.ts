import { GraphQLID, GraphQLInt } from 'graphql';
import { addField } from '../../../reading/schema/dynamic';
import { listName } from '../../../reading/schema/root-fields';
import { isUuid } from '../../../uuid';
import { Draft } from '../../rules/draft';
import { capital, fieldName } from '../../../naming';
import { moveLinks } from './moved-links';
import { movePointers } from './moved-pointers';
import type { Merge } from './merge';
import { addIdentity, mutationInput, type Mutation } from '../../schema/mutation';
import { recordPayload } from '../record/record.mutations';
import { notFound } from '../../rules/named-records';
import { refuseMergeAcross } from '../../rules/inside';
import { serializeTrees } from '../../rules/trees';
import { lockRows, type StoredRow, type Values } from '../../unit/stored-rows';
import { refuseArchived, refuseStale } from '../save';
import type { Unit } from '../../unit/unit';
import type { WriteModel } from '../../model/write-model';
import type { Result } from '../../unit/work';

/** `mergePrograms`: moves the links and references of one record to another one. The id of the first then leads to the second. */
export function mergeMutation(record: WriteModel): Mutation {
  const { noun } = record.model.options;
  const bare = noun.replace(/^an? /, '');
  const name = `merge${capital(listName(record.model))}`;
  const description = `Merges ${noun} into another one: moves its links to the other one, archives it, and makes its id lead to the other one.`;
  const input = mutationInput(`${capital(name)}Input`, description);
  addIdentity(input, `the ${bare} to archive`);
  addField(input, 'intoId', () => GraphQLID, { description: `The id of the ${bare} to keep.` });
  addField(input, 'expectedIntoVersion', () => GraphQLInt, {
    nullable: true,
    description: `The version that you read of the ${bare} to keep. If it has another version by now, nothing is changed.`,
  });
  return {
    name,
    verb: 'merge',
    description,
    input,
    payload: recordPayload(record),
    work: (given, unit) => merge(record, given, unit),
  };
}

async function merge(record: WriteModel, input: Values, unit: Unit): Promise<Result> {
  const draft = new Draft(input);
  await serializeTrees(unit, record, [draft]);
  const found = await findBoth(unit, record, draft);
  if (found && !draft.failed) await mergeFound(unit, found);
  const { errors, failed } = draft;
  return { fields: failed ? {} : { [fieldName(record.model.type)]: found?.winner.id }, errors, refused: failed };
}

async function mergeFound(unit: Unit, merged: Merge): Promise<void> {
  const { record, loser, winner } = merged;
  await movePointers(unit, merged);
  await moveLinks(unit, merged);
  // Records that were merged into the loser earlier now lead directly to the winner, because reads follow only one step.
  const earlier = await lockRows(unit, record.model, 'merged_into_id = $1', [loser.id]);
  const subject = { visibility: record.visibilityOf(loser, winner), subjectId: winner.id, alsoOfId: winner.id };
  for (const row of earlier) unit.change(record, row, { mergedIntoId: winner.id }, 'MERGED', subject);
  unit.change(record, loser, { archivedAt: new Date().toISOString(), mergedIntoId: winner.id }, 'MERGED', subject);
}

async function findBoth(unit: Unit, record: WriteModel, draft: Draft): Promise<Merge | undefined> {
  const [id, intoId] = [draft.input.id, draft.input.intoId].map((given) => String(given).toLowerCase()) as [
    string,
    string,
  ];
  const rows = await unit.lock(record.model, [id, intoId].filter(isUuid));
  const [loser, winner] = [rows.get(id), rows.get(intoId)];
  if (loser) refuseUnfit(draft, loser, 'id', 'expectedVersion');
  else draft.refuseId('id', id, notFound(record.model, { key: 'id', value: id }));
  if (winner) refuseUnfit(draft, winner, 'intoId', 'expectedIntoVersion');
  else draft.refuseId('intoId', intoId, notFound(record.model, { key: 'id', value: intoId }));
  if (loser && loser === winner)
    draft.refuse('INVALID', 'intoId', 'A record cannot be merged into itself; choose another record.');
  if (loser && winner) refuseMergeAcross(draft, record, loser, winner);
  return loser && winner && { record, loser, winner, draft };
}

function refuseUnfit(draft: Draft, row: StoredRow, id: string, version: string): void {
  draft.current = row;
  refuseStale(draft, version);
  refuseArchived(draft, id);
}
