import { describedEnum } from '../../../reading';
import { addField } from '../../../reading/schema/dynamic';
import { listName } from '../../../reading/schema/root-fields';
import { Draft, UpsertOutcome } from '../../rules/draft';
import { capital } from '../../../naming';
import { serializeTrees } from '../../rules/trees';
import { upsertItem } from '../../schema/inputs';
import { mutationInput, payloadType, type Mutation, type PayloadType } from '../../schema/mutation';
import type { Values } from '../../unit/stored-rows';
import { comparedOf } from '../alike';
import { save } from '../save';
import type { Unit } from '../../unit/unit';
import { findUpserted } from './upserted-records';
import { findOvertaken, identifierInput } from './upserted-identifiers';
import { InputError } from '../../schema/user-errors';
import type { WriteModel } from '../../model/write-model';
import type { WrittenTypes } from '../../model/written-types';
import type { Result } from '../../unit/work';

/** The most records that one upsert takes. */
const MAX_ITEMS = 1_000;

const OnError = describedEnum('UpsertOnError', 'What an upsert does if some of its records have errors.', {
  REJECT_ALL: 'Writes no record.',
  REJECT_FAILED: 'Writes the records without errors.',
});

/**
 * `upsertPrograms`: creates or updates records. A fixed number of statements for any number of records.
 * @param writes the domain's: records are found too by the links that identify them, whichever feature declares these
 */
export function upsertMutation(record: WriteModel, writes: WrittenTypes): Mutation {
  const { plural } = record.model.options;
  const identifiers = writes.identifiersOf(record.model);
  const name = `upsert${capital(listName(record.model))}`;
  const keys = ['id', ...(identifiers ? ['identifier'] : []), record.options.naturalKey.join(' and ')].join(', ');
  const description = `Creates or updates up to ${MAX_ITEMS} ${plural}. Each is found by the first of these keys that is given: ${keys}. Fields that are left out keep their values. The payload has the first ${MAX_ITEMS} errors.`;
  const item = upsertItem(record);
  const identifier = identifiers && identifierInput(identifiers);
  if (identifier) addField(item, 'identifier', () => identifier, { nullable: true, description: IDENTIFIER });
  const input = mutationInput(`${capital(name)}Input`, description);
  addField(input, 'items', () => [item], { description: `The ${plural}: 1 to ${MAX_ITEMS}.` });
  addField(input, 'onError', () => OnError, {
    nullable: true,
    defaultValue: OnError.REJECT_ALL,
    description: 'What to do with the other records if some have errors.',
  });
  return {
    name,
    verb: 'upsert',
    description,
    input,
    cited: [...(isCited(record) ? [item] : []), ...(identifier && isCited(identifiers) ? [identifier] : [])],
    payload: payloadOf(record),
    work: (given, unit) => upsert(record, given, unit),
  };
}

const IDENTIFIER =
  'Its identifier in another system. Finds the record that has it. If no record has it, the record that is found by another key, or created, gets it.';

function isCited({ model }: Pick<WriteModel, 'model'>): boolean {
  return model.options.cited !== false;
}

function payloadOf({ model }: WriteModel): PayloadType {
  const { plural } = model.options;
  const field = listName(model);
  const name = `Upsert${capital(field)}Payload`;
  const description = `The ${plural}, in the order of the items; null for each that was rejected.`;
  const payload = payloadType(name, `The result of an upsert of ${plural}.`, [
    { name: field, model, list: true, description },
  ]);
  addField(payload.type, 'outcomes', () => [UpsertOutcome], {
    description: 'The outcome for each item, in the order of the items.',
  });
  return { ...payload, empty: { ...payload.empty, outcomes: [] } };
}

async function upsert(record: WriteModel, { items, onError }: Values, unit: Unit): Promise<Result> {
  const given = items as readonly Values[];
  if (given.length === 0 || given.length > MAX_ITEMS) {
    const message = `There are ${given.length} items; give 1 to ${MAX_ITEMS}.`;
    return { fields: {}, errors: [new InputError('INVALID', ['items'], message)], refused: true };
  }
  const drafts = given.map((item, index) => new Draft(item, ['items', String(index)]));
  await serializeTrees(unit, record, drafts);
  await findUpserted(unit, record, drafts);
  await save(unit, record, drafts);
  await findOvertaken(unit, record, drafts);
  const failed = drafts.filter((draft) => draft.failed).length;
  const refused = failed > 0 && (onError !== OnError.REJECT_FAILED || failed === drafts.length);
  return { ...resultOf(listName(record.model), drafts, refused), ...comparedOf(record, drafts) };
}

function resultOf(field: string, drafts: readonly Draft[], refused: boolean): Result {
  const outcome = (draft: Draft): string => {
    if (draft.failed) return 'FAILED';
    return refused ? 'UNCHANGED' : draft.outcome;
  };
  const kept = (draft: Draft): boolean => !draft.failed && !(refused && draft.outcome === 'CREATED');
  return {
    fields: {
      [field]: drafts.map((draft) => (kept(draft) ? (draft.id ?? null) : null)),
      outcomes: drafts.map(outcome),
    },
    errors: drafts.flatMap(({ errors }) => errors).slice(0, MAX_ITEMS),
    refused,
  };
}
