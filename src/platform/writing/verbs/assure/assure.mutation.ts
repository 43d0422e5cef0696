import { noSuchId } from '../../../uuid';
import { Draft } from '../../rules/draft';
import { typeOfRecord } from '../../rules/type-of-record';
import { addIdentity, mutationInput, payloadType, type Mutation } from '../../schema/mutation';
import { findCurrent } from '../record/record.mutations';
import type { Values } from '../../unit/stored-rows';
import { refuseArchived } from '../save';
import type { Unit } from '../../unit/unit';
import type { WriteModel } from '../../model/write-model';
import type { Result } from '../../unit/work';

/** `assureRecord`: the viewer confirms that a record of any of these types is correct. */
export function assureMutation(records: readonly WriteModel[]): Mutation {
  const description = 'Confirms in your name that a record is correct as it is now.';
  const input = mutationInput('AssureRecordInput', description);
  addIdentity(input, 'the record');
  const record = { name: 'record', description: 'The record; null if the input was rejected.' };
  const payload = payloadType('AssureRecordPayload', 'The result of confirming a record.', [record]);
  return { name: 'assureRecord', description, input, payload, work: (given, unit) => assure(records, given, unit) };
}

async function assure(records: readonly WriteModel[], input: Values, unit: Unit): Promise<Result> {
  const draft = new Draft(input);
  const record = await typeOfRecord(records, String(input.id), unit);
  const current = record && (await findCurrent(unit, record, draft));
  if (!record) draft.refuseId('id', input.id, noSuchId('record', String(input.id)));
  refuseArchived(draft);
  if (!record || !current || draft.failed) return { fields: {}, errors: draft.errors, refused: true };
  unit.change(record, current, { assuredAt: new Date().toISOString(), assuredBy: unit.viewer.principal }, 'ASSURED');
  return { fields: { record: { type: record.model.type, id: current.id } }, errors: [], refused: false };
}
