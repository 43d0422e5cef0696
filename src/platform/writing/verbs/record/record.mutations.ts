import { fieldName } from '../../../naming';
import { onceFor } from '../../../once-for';
import { isUuid } from '../../../uuid';
import { Draft, slugName } from '../../rules/draft';
import { refuseNeeding, refuseUsed } from '../../rules/in-use';
import { createInput, identityInput, setInput, updateInput } from '../../schema/inputs';
import { payloadType, type Mutation, type PayloadType } from '../../schema/mutation';
import { notFound, resolveReferences } from '../../rules/named-records';
import type { StoredRow, Values } from '../../unit/stored-rows';
import { comparedOf } from '../alike';
import { refuseArchived, refuseStale, save } from '../save';
import type { Unit } from '../../unit/unit';
import { refuseLeaving } from '../../rules/inside';
import { serializeTrees } from '../../rules/trees';
import { refuseTaken } from '../../rules/uniqueness';
import type { WriteModel } from '../../model/write-model';
import type { Result } from '../../unit/work';

/** `create`, `update`, `archive` and `restore` of a record type. */
export function recordMutations(record: WriteModel): Mutation[] {
  const { type, noun } = record.model.options;
  const payload = recordPayload(record);
  const isCited = record.model.options.cited !== false;
  const mutation = (verb: string, description: string, input: Mutation['input'], work: RecordWork): Mutation => ({
    name: `${verb}${type}`,
    description,
    input,
    payload,
    work: (given, unit) => perform(record, given, unit, work),
  });
  const written = (...parts: Parameters<typeof mutation>): Mutation => ({
    ...mutation(...parts),
    ...(isCited && { cited: [parts[2]] }),
  });
  return [
    written('create', `Creates ${noun}.`, createInput(record), create),
    written('update', `Updates ${noun}. Fields that are left out keep their values.`, updateInput(record), update),
    mutation(
      'archive',
      `Archives ${noun}. Rejected while current records need it.`,
      identityInput('Archive', record),
      archive,
    ),
    mutation('restore', `Restores ${noun} from the archive.`, identityInput('Restore', record), restore),
  ];
}

/** `ProgramPayload { program, errors, … }`, for all mutations about one record of the type. */
export const recordPayload = onceFor(({ model }: WriteModel): PayloadType => {
  const { type, noun } = model.options;
  const description = 'The record after the change; null if the input was rejected.';
  return payloadType(`${type}Payload`, `The result of a mutation of ${noun}.`, [
    { name: fieldName(type), model, description },
  ]);
});

/** A mutation that updates only one property. */
export function setMutation(
  record: WriteModel,
  { name, description, property }: Pick<Mutation, 'name' | 'description'> & { readonly property: string },
): Mutation {
  const input = setInput(record, name, description, property);
  return {
    name,
    description,
    input,
    cited: [input],
    payload: recordPayload(record),
    work: (given, unit) => perform(record, given, unit, set),
  };

  async function set(unit: Unit, _record: WriteModel, draft: Draft): Promise<void> {
    const names = [property, slugName(property)];
    if (names.every((given) => draft.input[given] === undefined)) {
      draft.refuse('INVALID', property, `${names.join(' or ')} is missing; give one, or null to clear it.`);
    }
    await update(unit, record, draft);
  }
}

type RecordWork = (unit: Unit, record: WriteModel, draft: Draft) => Promise<void>;

async function perform(record: WriteModel, input: Values, unit: Unit, work: RecordWork): Promise<Result> {
  const draft = new Draft(input);
  await serializeTrees(unit, record, [draft]);
  await work(unit, record, draft);
  return { ...recordResult(record, draft), ...comparedOf(record, [draft]) };
}

export function recordResult({ model }: WriteModel, { errors, failed, id }: Draft): Result {
  return { fields: { [fieldName(model.type)]: failed ? null : id }, errors, refused: failed };
}

function create(unit: Unit, record: WriteModel, draft: Draft): Promise<void> {
  return save(unit, record, [draft]);
}

async function update(unit: Unit, record: WriteModel, draft: Draft): Promise<void> {
  if (await findCurrent(unit, record, draft)) refuseArchived(draft);
  await save(unit, record, [draft]);
}

async function archive(unit: Unit, record: WriteModel, draft: Draft): Promise<void> {
  const current = await findCurrent(unit, record, draft);
  if (!current) return;
  refuseArchived(draft);
  await refuseUsed(unit, record.model, draft);
  if (!draft.failed) unit.change(record, current, { archivedAt: new Date().toISOString() }, 'ARCHIVED');
}

async function restore(unit: Unit, record: WriteModel, draft: Draft): Promise<void> {
  const current = await findCurrent(unit, record, draft);
  if (!current) return;
  if (current.mergedIntoId) refuseArchived(draft);
  else if (!current.archivedAt)
    draft.refuse('CONFLICT', 'id', 'The record is not archived; there is nothing to restore.');
  const { errors } = await drafted(unit, record, current);
  await refuseNeeding(unit, record.model, draft);
  for (const { code, message } of errors)
    draft.refuse(code, 'id', code === 'ALREADY_EXISTS' ? `${message} Change that record first.` : message);
  if (!draft.failed) unit.change(record, current, { archivedAt: null }, 'RESTORED');
}

/** Checks an archived record before it is restored: its references must be current, and its unique values still free. */
async function drafted(unit: Unit, record: WriteModel, current: StoredRow): Promise<Draft> {
  const { properties } = record;
  const values = Object.fromEntries(properties.map(({ property }) => [property, current[property]]));
  const draft = new Draft(values);
  draft.current = current;
  draft.values = { ...values, archivedAt: null };
  await refuseTaken(unit, record, [draft]);
  await resolveReferences(unit, properties, [draft]);
  await refuseLeaving(unit, record, [draft]);
  return draft;
}

/** Locks the record to change. Errors of its id or version go into the draft. */
export async function findCurrent(unit: Unit, { model }: WriteModel, draft: Draft): Promise<Draft['current']> {
  const value = String(draft.input.id).toLowerCase();
  const rows = isUuid(value) ? await unit.lock(model, [value]) : undefined;
  draft.current = rows?.get(value);
  draft.id = draft.current?.id;
  if (!draft.current) draft.refuseId('id', value, notFound(model, { key: 'id', value }));
  refuseStale(draft);
  return draft.current;
}
