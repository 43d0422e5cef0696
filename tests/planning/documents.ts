import fc from 'fast-check';
import { getNamedType, isUnionType, type GraphQLObjectType } from 'graphql';
import type { Request } from '../../fuzz/client';
import { isConnection } from '../../fuzz/generators/api';
import type { Known } from '../../fuzz/generators/known';
import { requestOf, type Operation } from '../../fuzz/generators/operation';
import { Operations } from '../../fuzz/generators/selections';
import type { Role } from '../../src/platform/access/viewer';
import { changed, changes } from './document-changes';

export interface Case {
  readonly role: Role;
  readonly request: Request;
}

/** The depth of what is selected of a reference. */
const DEPTH = 8;
/** Keys that no record has, or that are not keys at all. */
const STRANGE_KEYS = [
  'no-uuid',
  '',
  '00000000-0000-4000-8000-ffffffffffff',
  'FFFFFFFF-0000-4000-8000-000000000001',
  'a\u0000b',
  7,
  null,
];

/** Random queries of one role. */
export class Documents {
  constructor(
    private readonly known: Known,
    private readonly role: Role,
  ) {}

  cases(): fc.Arbitrary<Case> {
    const modest = new Operations(this.known, this.role, false);
    const bold = new Operations(this.known, this.role, true);
    const plain = modest.queries((field) => isPlannable(field));
    const operations = fc.oneof(
      { weight: 8, arbitrary: plain },
      { weight: 3, arbitrary: this.references(modest) },
      {
        weight: 2,
        arbitrary: this.beside(
          plain,
          modest.queries((field) => !isPlannable(field)),
        ),
      },
      { weight: 1, arbitrary: modest.queries() },
      { weight: 1, arbitrary: bold.queries() },
    );
    return fc.tuple(operations, changes()).map(([operation, all]) => ({
      role: this.role,
      request: changed(this.known.schema, withFewerOddNames(requestOf(operation), all.length), all),
    }));
  }

  /** Fields that plans read beside fields that they do not read. */
  private beside(one: fc.Arbitrary<Operation>, other: fc.Arbitrary<Operation>): fc.Arbitrary<Operation> {
    return fc.tuple(one, other).map(([left, right]) => {
      const fields = right.set.fields.map((field, index) => ({ ...field, alias: `beside${index}` }));
      return { ...left, set: { ...left.set, fields: [...left.set.fields, ...fields] } };
    });
  }

  private references(operations: Operations): fc.Arbitrary<Operation> {
    const { schema } = this.known;
    const query = schema.getQueryType() as GraphQLObjectType;
    const field = query.getFields()['_entities'];
    const union = schema.getType('_Entity');
    if (!field || !isUnionType(union)) throw new TypeError('the schema has no entities');
    const selected = operations.set(union, DEPTH);
    const types = union.getTypes().map(({ name }) => name);
    return fc
      .record({
        given: fc.array(this.reference(types), { maxLength: 12 }),
        strange: fc.oneof(
          { weight: 8, arbitrary: fc.constant([]) },
          fc.array(strangeReference(types), { maxLength: 2 }),
        ),
        form: fc.constantFrom('variables' as const, 'mixed' as const),
        set: selected,
        again: fc.boolean(),
      })
      .map(({ given, strange, form, set, again }) => {
        const representations = [...given, ...strange, ...(again ? given.slice(0, 3) : [])];
        const fields = [{ field, given: { representations }, wrap: 'none' as const, set }];
        return { role: this.role, kind: 'query', form, set: { type: query.name, abstract: false, fields, of: [] } };
      });
  }

  private reference(types: readonly string[]): fc.Arbitrary<unknown> {
    const { ids, values } = this.known;
    const all = types.flatMap((type) => {
      const slugs = values.get(`${type}.slug`) ?? [];
      const byId = fc.constantFrom(...(ids.get(type) ?? [])).map((id) => ({ __typename: type, id }));
      const upper = byId.map(({ id }) => ({ __typename: type, id: id.toUpperCase() }));
      return [
        { weight: 40, arbitrary: byId },
        { weight: 10, arbitrary: upper },
        ...slugs.map((slug) => ({ weight: 1, arbitrary: fc.constant({ __typename: type, slug }) })),
      ];
    });
    return fc.oneof(...all);
  }
}

function strangeReference(types: readonly string[]): fc.Arbitrary<unknown> {
  const type = fc.constantFrom(...types, 'Source', 'Nothing', 3, null);
  const key = fc.constantFrom(...STRANGE_KEYS);
  return fc.oneof(
    fc.record({ __typename: type, id: key }),
    fc.record({ __typename: type, slug: key }),
    fc.record({ __typename: type, id: key, slug: key }),
    fc.record({ id: key }),
    fc.constantFrom('text', 3, [], {}),
  );
}

/** Lists and records, without those that belong to a feature. */
function isPlannable({ type, args, name }: Parameters<Parameters<Operations['queries']>[0] & object>[0]): boolean {
  const named = getNamedType(type);
  if (isConnection(named)) return args.some((argument) => argument.name === 'where');
  return args.some((argument) => argument.name === 'id') && name !== 'node';
}

/** A document with a field named `__proto__` is never planned, so that only some may have one. */
function withFewerOddNames({ query, ...others }: Request, number: number): Request {
  return { ...others, query: number % 6 === 0 ? query : query.replaceAll('__proto__:', 'proto:') };
}
