import fc from 'fast-check';
import {
  getNamedType,
  GraphQLID,
  isInputObjectType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
} from 'graphql';
import type { Known } from './known';
import { FORMS, type FieldSelection, type Operation, type SelectionSet } from './operation';
import { Operations } from './selections';
import { Values } from './values';

/** How deep the record of a payload is looked into. */
const DEPTH = 5;

/** Arbitrary mutations of editors, one to three in a document, each of them a dry run. */
export function dryRuns(known: Known): fc.Arbitrary<Operation> {
  const root = known.schema.getMutationType();
  const values = new Values(known);
  const selections = new Operations(known, 'editor', false);
  const fields = Object.values(root?.getFields() ?? {}).map((field) => dryRun(field, values, selections));
  const set = fc
    .array(fc.oneof(...fields), { minLength: 1, maxLength: 3 })
    .map((all): SelectionSet => ({ type: 'Mutation', abstract: false, of: [], fields: all.map(numbered) }));
  return fc.record({
    role: fc.constant('editor' as const),
    kind: fc.constant('mutation' as const),
    form: fc.constantFrom(...FORMS),
    set,
  });
}

function numbered(selection: FieldSelection, index: number): FieldSelection {
  return { ...selection, alias: `m${index}` };
}

function dryRun(
  field: GraphQLField<unknown, unknown>,
  values: Values,
  selections: Operations,
): fc.Arbitrary<FieldSelection> {
  const [argument] = field.args;
  const type = getNamedType(argument?.type);
  const input = isInputObjectType(type) ? inputs(type, values) : fc.constant({});
  const key = fc.oneof(fc.constant({}), fc.constant({ idempotencyKey: 'fuzz' }));
  const payload = getNamedType(field.type) as GraphQLObjectType;
  return fc.record({ input, key, set: selections.set(payload, DEPTH) }).map(({ input: given, key: options, set }) => ({
    field,
    given: { input: { ...given, options: { ...options, dryRun: true } } },
    wrap: 'none',
    set: withOutcome(set, payload),
  }));
}

/** Inputs of links mostly name two ends, as they have to. */
function inputs(type: GraphQLInputObjectType, values: Values): fc.Arbitrary<object> {
  const any = values.of(type, { record: '', field: '' }).map((input) => input as object);
  const names = Object.keys(type.getFields()).filter((name) => /.Id$/.test(name));
  const [first, ...others] = names;
  if (first === undefined || others.length === 0 || /^(Create|Update|Merge|Set)/.test(type.name)) return any;
  const id = (name: string) => values.of(GraphQLID, { record: '', field: name }).map((value) => ({ [name]: value }));
  const linked = fc
    .tuple(any, id(first), fc.oneof(...others.map(id)))
    .map(([input, one, other]) => ({ ...withoutEnds(input), ...one, ...other }));
  return fc.oneof(any, { weight: 4, arbitrary: linked });
}

function withoutEnds(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([name]) => !/.(Id|Slug)$/.test(name)));
}

/** The payload says whether it was done, and that nothing was written. */
function withOutcome(set: SelectionSet, payload: GraphQLObjectType): SelectionSet {
  const fields = payload.getFields();
  const code = (fields['errors'] && getNamedType(fields['errors'].type)) as {
    getFields?: GraphQLObjectType['getFields'];
  };
  const codeField = code.getFields?.()['code'];
  const plain = (name: string, alias: string): FieldSelection[] => {
    const field = fields[name];
    return field ? [{ field, alias, given: {}, wrap: 'none' }] : [];
  };
  const errors: FieldSelection[] =
    fields['errors'] && codeField
      ? [
          {
            field: fields['errors'],
            alias: 'faults',
            given: {},
            wrap: 'none',
            set: { type: 'UserError', abstract: true, of: [], fields: [{ field: codeField, given: {}, wrap: 'none' }] },
          },
        ]
      : [];
  const record = Object.values(fields).find(({ type }) => isObjectType(type) && 'version' in type.getFields());
  const version = record && (getNamedType(record.type) as GraphQLObjectType).getFields()['version'];
  const shown: FieldSelection[] =
    record && version
      ? [
          {
            field: record,
            alias: 'shown',
            given: {},
            wrap: 'none',
            set: {
              type: getNamedType(record.type).name,
              abstract: false,
              of: [],
              fields: [{ field: version, given: {}, wrap: 'none' }],
            },
          },
        ]
      : [];
  return { ...set, fields: [...set.fields, ...plain('dryRun', 'dry'), ...errors, ...shown] };
}
