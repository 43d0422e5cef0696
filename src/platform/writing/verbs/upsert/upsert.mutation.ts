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

const OnError = describedEnum('UpsertOnError', 'What becomes of a bulk of records when some of them have faults.', {
  REJECT_ALL: 'Nothing is written.',
  REJECT_FAILED: 'Those without a fault are written.',
});

/**
 * `upsertPrograms`: records that are to be as given, whether they are there or not; a fixed number of statements for any number of them.
 * @param identifiers by which the records are found too, if they have any
 */
export function upsertMutation(record: WriteModel, identifiers?: LinkModel): Mutation {
  const { plural } = record.model.options;
  const name = `upsert${capital(plural)}`;
  const keys = ['id', ...(identifiers ? ['identifier'] : []), record.options.naturalKey].join(', ');
  const description = `Makes or changes up to ${MAX_ITEMS} ${plural}, each found by its ${keys}, whichever is given first; what is left out stays. The payload has the first ${MAX_ITEMS} errors.`;
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
    description: 'What becomes of the others where some have faults.',
  });
  return { name, description, input, payload: payloadOf(record), work: (given, unit) => upsert(record, given, unit) };
}

const IDENTIFIER =
  'How another system calls it. Finds the record that has it; where none has, it is given to the record that is found otherwise, or made.';

function payloadOf({ model }: WriteModel): PayloadType {
  const { type, plural } = model.options;
  const name = `Upsert${capital(plural)}Payload`;
  const description = `The ${plural} in the order of the items; null for those that were refused.`;
  const payload = payloadType(name, `What became of ${plural}.`, [{ name: plural, model, list: true, description }]);
  addField(payload.type, 'outcomes', () => [UpsertOutcome], {
    description: `What became of each ${type}, in the order of the items.`,
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
