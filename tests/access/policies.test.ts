import {
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import { domain } from '../../src/features';
import { hubSchema } from '../../src/hub';
import { guardsOf } from '../../src/platform/access/guards';
import { may, type Permission } from '../../src/platform/access/permissions';
import { PolicyFaults, type Policies } from '../../src/platform/access/policy-table';
import { KEY_ROLES, type Role } from '../../src/platform/access/viewer';
import { buildHubSchema } from '../../src/platform/schema';
import { policies } from '../../src/policies';
import { startTestHub, type TestHub } from '../support/hub';

const { schema } = hubSchema();
const base = buildHubSchema(domain, policies);
const models = domain.models;
const ROLES: readonly Role[] = ['public', ...KEY_ROLES];
const DENIED = ['UNAUTHENTICATED', 'FORBIDDEN'];

let hub: TestHub;
const headers: Partial<Record<Role, Record<string, string>>> = {};

beforeAll(async () => {
  hub = await startTestHub();
  for (const role of KEY_ROLES) headers[role] = await hub.signIn(role);
});
afterAll(() => hub.close());

/** A root field as it is called with the least that its arguments need. */
interface Root {
  readonly operation: 'query' | 'mutation';
  readonly type: string;
  readonly name: string;
  readonly call: string;
  readonly permission: Permission;
}

const roots: Root[] = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
  Object.values(type?.getFields() ?? {}).map((field) => ({
    operation: type === schema.getMutationType() ? ('mutation' as const) : ('query' as const),
    type: String(type),
    name: field.name,
    call: callOf(field),
    // A gateway's own two fields are not the features'; what they lead to is guarded by itself.
    permission: field.name.startsWith('_')
      ? 'READ'
      : (policies.roots[String(type) as 'Query']?.[field.name] as Permission),
  })),
);

function callOf({ name, args, type }: GraphQLField<unknown, unknown>): string {
  const given = args.filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);
  const list = given.map((arg) => `${arg.name}: ${leastOf(arg.type)}`).join(', ');
  return `${name}${list && `(${list})`}${isCompositeType(getNamedType(type)) ? ' { __typename }' : ''}`;
}

/** The least value of an input type, as a literal. */
function leastOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return leastOf(type.ofType);
  if (isListType(type)) return '[]';
  if (isEnumType(type)) return String(type.getValues()[0]?.name);
  if (isInputObjectType(type)) {
    const needed = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return `{ ${needed.map((field) => `${field.name}: ${leastOf(field.type)}`).join(', ')} }`;
  }
  return { Int: '1', Float: '1', Boolean: 'true', ID: '"00000000-0000-4000-8000-000000000000"' }[type.name] ?? '"x"';
}

describe.each(ROLES)('to the role %s', (role) => {
  test.each(roots)('$type.$name answers as its policy says: plain, by an alias, in a fragment', async (root) => {
    const forms = [
      `${root.operation} { ${root.call} }`,
      `${root.operation} { other: ${root.call} }`,
      `${root.operation} { ...F } fragment F on ${root.type} { ... { ${root.call} } }`,
    ];
    for (const form of forms) {
      const { errors } = await hub.query(form, {}, headers[role]);
      const denials = (errors ?? []).filter((error) => DENIED.includes(error.extensions.code));
      const code = role === 'public' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
      if (may({ role }, root.permission)) expect(denials).toEqual([]);
      else expect(denials).toMatchObject([{ extensions: { code } }]);
    }
  });

  test('a protected root field of a subscription is refused before it subscribes', () => {
    for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
      const permission = policies.roots.Subscription?.[field.name] as Permission;
      if (may({ role }, permission)) continue;
      const context = { viewer: { role, principal: 'a test' } };
      expect(() => field.subscribe?.({}, {}, context, undefined as never)).toThrow(/^(Sign in|Your role)/);
    }
  });
});

describe('the schema is not built', () => {
  const faultsOf = (changed: Partial<Policies>): readonly string[] => {
    try {
      guardsOf(base, models, { ...policies, ...changed });
    } catch (error) {
      if (error instanceof PolicyFaults) return error.faults;
    }
    return [];
  };
  const { program: _program, ...otherQueries } = policies.roots.Query ?? {};
  const { Core: _core, ...otherRecords } = policies.records;

  test.each<[string, Partial<Policies>, string]>([
    [
      'without a policy for a root field',
      { roots: { ...policies.roots, Query: otherQueries } },
      'Query.program has no policy; add it to roots.Query.',
    ],
    ['without a policy for a record type', { records: otherRecords }, 'Core has no policy; add it to records.'],
    [
      'with a policy for a root field that is gone',
      { roots: { ...policies.roots, Query: { ...policies.roots.Query, gone: 'READ' } } },
      'roots.Query names gone, which is not a field of Query; add the field to the roots or resolvers of its feature, or remove the policy.',
    ],
    [
      'with a policy for a record type that is gone',
      { records: { ...policies.records, Gone: 'READ' } },
      'records names Gone, which is not an object type; add its model to a feature, or remove the policy.',
    ],
    [
      'with a policy for a field that is gone',
      { fields: { 'Program.gone': 'WRITE' } },
      'fields names Program.gone, which does not exist; remove it.',
    ],
    [
      'with a policy for a field that no record has',
      { fields: { '*.gone': 'WRITE' } },
      'fields names *.gone, which does not exist; remove it.',
    ],
    [
      'with a protected key',
      { fields: { 'Program.slug': 'WRITE' } },
      'Program.slug is a key, a label or the default order, so it cannot be protected; remove its policy.',
    ],
  ])('%s', (_case, changed, fault) => {
    expect(faultsOf(changed)).toContain(fault);
  });

  test('and all faults are named at once', () => {
    expect(faultsOf({ roots: {}, records: {}, fields: {} }).length).toBe(
      Object.keys(policies.roots.Query ?? {}).length +
        Object.keys(policies.roots.Mutation ?? {}).length +
        Object.keys(policies.roots.Subscription ?? {}).length +
        Object.keys(policies.records).length,
    );
  });
});
