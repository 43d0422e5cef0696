import { ID, Int } from 'type-graphql';
import { Cursor } from '../../change-log/cursor';
import type { Model } from '../../reading';
import { addField, inputClass, objectClass, type TypeClass } from '../../reading/schema/dynamic';
import { Node } from '../../record';
import type { Values } from '../unit/stored-rows';
import type { Unit } from '../unit/unit';
import { UserError } from './user-errors';
import { UserWarning } from './user-warnings';
import type { Result } from '../unit/work';

/** A field of a payload that holds a record, or several in the order of the input. */
export interface RecordField {
  readonly name: string;
  /** The record's type; absent if it can be one of several. The result then says which. */
  readonly model?: Model;
  readonly list?: boolean;
  readonly description: string;
}

export interface PayloadType {
  readonly type: TypeClass;
  readonly records: readonly RecordField[];
  /** The entries of its lists if the mutation failed. */
  readonly empty: Values;
}

/** One field of the Mutation type, and what it does. */
export interface Mutation {
  readonly name: string;
  /** What it does with records of the type in its payload, where a declaration depends on it. */
  readonly verb?: 'merge' | 'upsert';
  readonly description: string;
  readonly input: TypeClass;
  /** The input types that take citations: its own, or those inside it. */
  readonly cited?: readonly TypeClass[];
  readonly payload: PayloadType;
  /** @param input without its options */
  readonly work: (input: Values, unit: Unit) => Promise<Result>;
}

const options = inputClass('MutationOptions', 'Options of a mutation: safe retries and dry runs.');
addField(options, 'idempotencyKey', () => String, {
  nullable: true,
  description:
    'Makes a retry safe: a second request with the same key changes nothing and gets the response to the first. Choose 1 to 200 printable characters. The key is private to you, and the hub keeps it for 30 days.',
});
addField(options, 'dryRun', () => Boolean, {
  nullable: true,
  defaultValue: false,
  description: 'Checks and runs the mutation, returns the result, and undoes all changes.',
});

/** An input type with `options`. The caller adds its other fields. */
export function mutationInput(name: string, description: string): TypeClass {
  const input = inputClass(name, description);
  addField(input, 'options', () => options, { nullable: true, description: 'Options: safe retries and dry runs.' });
  return input;
}

/** `id` and `expectedVersion`: which record, and in which state. */
export function addIdentity(input: TypeClass, noun: string): void {
  addField(input, 'id', () => ID, { description: `The id of ${noun}.` });
  addField(input, 'expectedVersion', () => Int, {
    nullable: true,
    description: 'The version that you read. If the record has another version by now, nothing is changed.',
  });
}

export function payloadType(name: string, description: string, records: readonly RecordField[]): PayloadType {
  const type = objectClass(name, description);
  for (const { name: field, model, list, description: text } of records) {
    const target = (): unknown => model?.entity ?? Node;
    if (list) addField(type, field, () => [target()], { nullable: 'items', description: text });
    else addField(type, field, target, { nullable: true, description: text });
  }
  addField(type, 'errors', () => [UserError], {
    description: 'Everything that is wrong with the input; empty if nothing is.',
  });
  addField(type, 'warnings', () => [UserWarning], {
    description: 'What to look at, although the change was made; empty if there is nothing.',
  });
  addField(type, 'dryRun', () => Boolean, {
    description:
      'Whether this was a dry run: nothing was written, and the payload shows the result that the mutation would have.',
  });
  addField(type, 'cursor', () => Cursor, {
    nullable: true,
    description:
      'The position of the changes in the change log. Give it as `atLeast` to a read that must see them. Null if nothing was changed, or if the log is unavailable.',
  });
  const empty = Object.fromEntries(records.filter(({ list }) => list).map(({ name: field }) => [field, []]));
  return { type, records, empty };
}

/** `changes` of every payload: entries of the change log, whose feature comes after those of the records. */
export function completePayloads(mutations: readonly Mutation[], models: readonly Model[]): void {
  const changes = models.find(isChangeLog);
  if (!changes) return;
  for (const type of new Set(mutations.map(({ payload }) => payload.type))) {
    addField(type, 'changes', () => [changes.entity], {
      description: 'The changes that were made to records, or would be made by a dry run, as the change log has them.',
    });
  }
}

/** The model of the change log's entries. */
export function isChangeLog({ table }: Model): boolean {
  return table === 'change';
}
