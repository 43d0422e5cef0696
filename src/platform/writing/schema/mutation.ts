import { ID, Int } from 'type-graphql';
import { Cursor } from '../../change-log/cursor';
import type { Model } from '../../reading';
import { addField, inputClass, objectClass, type TypeClass } from '../../reading/schema/dynamic';
import { Node } from '../../record';
import type { Values } from '../unit/stored-rows';
import type { Unit } from '../unit/unit';
import { UserError } from './user-errors';
import type { Result } from '../unit/work';

/** A field of a payload that holds a record, or several in the order of the input. */
export interface RecordField {
  readonly name: string;
  /** The record's type; absent where it may be of several, and the result says which. */
  readonly model?: Model;
  readonly list?: boolean;
  readonly description: string;
}

export interface PayloadType {
  readonly type: TypeClass;
  readonly records: readonly RecordField[];
  /** What its lists hold where nothing came of the request. */
  readonly empty: Values;
}

/** One field of the Mutation type, and what it does. */
export interface Mutation {
  readonly name: string;
  readonly description: string;
  readonly input: TypeClass;
  readonly payload: PayloadType;
  /** @param input without its options */
  readonly work: (input: Values, unit: Unit) => Promise<Result>;
}

const options = inputClass('MutationOptions', 'How a mutation is to be done.');
addField(options, 'idempotencyKey', () => String, {
  nullable: true,
  description:
    'Makes a retry safe: a second request with the key gets the response to the first, and nothing is done twice. Up to 200 characters, yours alone; kept for 30 days.',
});
addField(options, 'dryRun', () => Boolean, {
  nullable: true,
  defaultValue: false,
  description: 'Does everything, tells what would have been, and undoes it.',
});

/** An input type with `options`; the fields that are its own are added by the caller. */
export function mutationInput(name: string, description: string): TypeClass {
  const input = inputClass(name, description);
  addField(input, 'options', () => options, { nullable: true, description: 'How it is to be done.' });
  return input;
}

/** `id` and `expectedVersion`: which record, and in which state. */
export function addIdentity(input: TypeClass, noun: string): void {
  addField(input, 'id', () => ID, { description: `The id of ${noun}.` });
  addField(input, 'expectedVersion', () => Int, {
    nullable: true,
    description: 'The version that you read. If the record has another one by now, nothing is changed.',
  });
}

export function payloadType(name: string, description: string, records: readonly RecordField[]): PayloadType {
  const type = objectClass(name, description);
  for (const { name: field, model, list, description: text } of records) {
    const target = (): unknown => model?.entity ?? Node;
    if (list) addField(type, field, () => [target()], { nullable: 'items', description: text });
    else addField(type, field, target, { nullable: true, description: text });
  }
  addField(type, 'errors', () => [UserError], { description: 'What is wrong with the input: all of it at once.' });
  addField(type, 'dryRun', () => Boolean, { description: 'Nothing was written: this is what would have been.' });
  addField(type, 'cursor', () => Cursor, {
    nullable: true,
    description:
      'The place in the change log at which the change is told: read with `atLeast` to see it anywhere. Null where nothing was changed, and where the log cannot be asked right now.',
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
      description: 'What was changed, record by record, or would be: the entries of the change log.',
    });
  }
}

/** The model of the change log's entries. */
export function isChangeLog({ table }: Model): boolean {
  return table === 'change';
}
