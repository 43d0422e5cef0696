import { describedEnum } from '../../../reading';
import { addField } from '../../../reading/schema/dynamic';
import { Draft, UpsertOutcome } from '../../rules/draft';
import { capital } from '../../../naming';
import { upsertItem } from '../../schema/inputs';
import { mutationInput, payloadType, type Mutation, type PayloadType } from '../../schema/mutation';
import type { Values } from '../../unit/stored-rows';
import { save } from '../save';
import type { Unit } from '../../unit/unit';
import { findUpserted } from './upserted-records';
import { addIdentifiers, findOvertaken, identifierInput } from './upserted-identifiers';
import { InputError } from '../../schema/user-errors';
import type { LinkModel } from '../../model/link-model';
import type { WriteModel } from '../../model/write-model';
import type { Result } from '../../unit/work';

/** The most records that one upsert takes. */
const MAX_ITEMS = 1_000;

const OnError = describedEnum('UpsertOnError', 'What an upsert does if some of its records have errors.', {
  REJECT_ALL: 'Writes no record.',
  REJECT_FAILED: 'Writes the records without errors.',
});

/**
 * `upsertPrograms`: creates or updates records. A fixed number of statements for any number of records.
 * @param identifiers by which records are found too, if the type has identifiers
 */
export function upsertMutation(record: WriteModel, identifiers?: LinkModel): Mutation {
  const { plural } = record.model.options;
  const name = `upsert${capital(plural)}`;
  const keys = ['id', ...(identifiers ? ['identifier'] : []), record.options.naturalKey].join(', ');
  const description = `Creates or updates up to ${MAX_ITEMS} ${plural}. Each is found by the first of these keys that is given: ${keys}. Fields that are left out keep their values. The payload has the first ${MAX_ITEMS} errors.`;
  const item = upsertItem(record);
  if (identifiers) {
    const identifier = identifierInput(identifiers);
    addField(item, 'identifier', () => identifier, { nullable: true, description: IDENTIFIER });
  }
  const input = mutationInput(`${capital(name)}Input`, description);
  addField(input, 'items', () => [item], { description: `The ${plural}: 1 to ${MAX_ITEMS}.` });
  addField(input, 'onError', () => OnError, {
    nullable: true,
    defaultValue: OnError.REJECT_ALL,
    description: 'What to do with the other records if some have errors.',
  });
  return { name, description, input, payload: payloadOf(record), work: (given, unit) => upsert(record, given, unit) };
}

const IDENTIFIER =
  'Its identifier in another system. Finds the record that has it. If no record has it, the record that is found by another key, or created, gets it.';

function payloadOf({ model }: WriteModel): PayloadType {
  const { plural } = model.options;
  const name = `Upsert${capital(plural)}Payload`;
  const description = `The ${plural}, in the order of the items; null for each that was rejected.`;
  const payload = payloadType(name, `The result of an upsert of ${plural}.`, [
    { name: plural, model, list: true, description },
  ]);
  addField(payload.type, 'outcomes', () => [UpsertOutcome], {
    description: 'The outcome for each item, in the order of the items.',
  });
  return { ...payload, empty: { ...payload.empty, outcomes: [] } };
}

async function upsert(record: WriteModel, { items, onError }: Values, unit: Unit): Promise<Result> {
  const { plural } = record.model.options;
  const given = items as readonly Values[];
  if (given.length === 0 || given.length > MAX_ITEMS) {
    const message = `There are ${given.length} items; give 1 to ${MAX_ITEMS}.`;
    return { fields: {}, errors: [new InputError('INVALID', ['items'], message)], refused: true };
  }
  const drafts = given.map((item, index) => new Draft(item, ['items', String(index)]));
  await record.options.prepare?.(unit, drafts);
  await findUpserted(unit, record, drafts);
  await save(unit, record, drafts);
  await findOvertaken(unit, record, drafts);
  addIdentifiers(unit, record, drafts);
  const failed = drafts.filter((draft) => draft.failed).length;
  return resultOf(plural, drafts, failed > 0 && (onError !== OnError.REJECT_FAILED || failed === drafts.length));
}

function resultOf(plural: string, drafts: readonly Draft[], refused: boolean): Result {
  const outcome = (draft: Draft): string => {
    if (draft.failed) return 'FAILED';
    return refused ? 'UNCHANGED' : draft.outcome;
  };
  const kept = (draft: Draft): boolean => !draft.failed && !(refused && draft.outcome === 'CREATED');
  return {
    fields: {
      [plural]: drafts.map((draft) => (kept(draft) ? (draft.id ?? null) : null)),
      outcomes: drafts.map(outcome),
    },
    errors: drafts.flatMap(({ errors }) => errors).slice(0, MAX_ITEMS),
    refused,
  };
}
