import {
  execute,
  getNamedType,
  isScalarType,
  parse,
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { isConnection, schemaOf } from '../generators/api';
import type { Request, Result } from '../client';
import { demand, demandSame, Wrong } from './verdict';

/** The default and the maximum numbers of records on a page and of groups. */
const PAGE = { usual: 20, most: 100 };
const GROUPS = { usual: 100, most: 1_000 };

type Check = (value: unknown) => boolean;

/** The formats of the custom scalars. */
const SCALARS: Readonly<Record<string, Check>> = {
  DateTime: (value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) && valid(value),
  Date: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && valid(value),
  URL: (value) => typeof value === 'string' && URL.canParse(value),
  EmailAddress: (value) => typeof value === 'string' && /^[^@\s]+@[^@\s]+$/.test(value),
  Cursor: (value) => typeof value === 'string' && value.length > 0,
};

/**
 * Judges the form of answers. It executes the document with the answer as its data: the result must be the same answer. So the reference
 * implementation of GraphQL judges types, enum values, nulls, and the keys and their order.
 */
export class ShapeJudge {
  private readonly schema: GraphQLSchema;

  constructor(sdl: string) {
    this.schema = schemaOf(sdl);
    for (const [name, check] of Object.entries(SCALARS)) {
      const type = this.schema.getType(name);
      if (isScalarType(type)) type.serialize = (value: unknown) => checked(name, check, value);
    }
  }

  /** @throws Wrong */
  judge({ query, variables }: Request, { data, errors, ...rest }: Result): void {
    const others = Object.keys(rest).filter((key) => key !== 'extensions');
    demand(others.length === 0, `the answer has ${others.join(', ')}`);
    demand(data !== undefined || errors !== undefined, 'the answer has neither data nor errors');
    for (const error of errors ?? []) judgeError(error, data);
    demand(errors === undefined || errors.length > 0, 'errors is empty');
    if (data === null) demand(errors !== undefined, 'data is null without an error');
    if (data) this.mirror(parse(query), variables, data);
  }

  private mirror(
    document: DocumentNode,
    variableValues: Request['variables'],
    data: NonNullable<Result['data']>,
  ): void {
    const pages = new Pages();
    const mirrored = execute({
      schema: this.schema,
      document,
      rootValue: data,
      variableValues,
      fieldResolver: (source, args, _context, info) => pages.read(source as Source, args as Args, info),
      typeResolver: (value) => (value as { __typename?: string }).__typename,
    });
    if (mirrored instanceof Promise) throw new Wrong('an answer has a promise in it');
    const [fault] = mirrored.errors ?? [];
    if (fault) throw new Wrong(`${fault.path?.join('.')}: ${fault.message}`);
    demandSame(
      'the answer has other keys, or in another order, than the document',
      JSON.stringify(data),
      JSON.stringify(mirrored.data),
    );
  }
}

type Source = Readonly<Record<string, unknown>>;
type Args = Readonly<Record<string, unknown>>;

/** Resolves fields with the values of an answer, and checks the sizes of its pages. */
class Pages {
  /** The arguments of each page. */
  private readonly asked = new WeakMap<object, Args>();

  read(source: Source, args: Args, info: GraphQLResolveInfo): unknown {
    const { fieldName, parentType, path, returnType } = info;
    const value = Object.hasOwn(source, path.key) ? source[path.key] : undefined;
    demand(value !== undefined, `the key ${path.key} is missing in a ${parentType.name}`);
    const connection = getNamedType(returnType);
    if (isConnection(connection) && typeof value === 'object' && value !== null) this.asked.set(value, args);
    if (Array.isArray(value)) {
      const most = this.mostOf(source, args, info);
      demand(
        value.length <= most,
        `${parentType.name}.${fieldName} has ${value.length} entries; at most ${most} were asked for`,
      );
    }
    return value;
  }

  private mostOf(source: Source, args: Args, { fieldName, parentType }: GraphQLResolveInfo): number {
    if (fieldName === 'groups') return sizeOf(args, GROUPS);
    if (fieldName === 'search') return sizeOf(args, PAGE);
    if (isConnection(parentType) && (fieldName === 'nodes' || fieldName === 'edges')) {
      return sizeOf(this.asked.get(source) ?? {}, PAGE);
    }
    return Infinity;
  }
}

function sizeOf({ first, last }: Args, { usual, most }: typeof PAGE): number {
  const sizes = [first, last].filter((size) => typeof size === 'number');
  return sizes.length > 0 ? Math.min(...sizes, most) : usual;
}

/** Every error has a message, a code and the request's id. If it belongs to a field, that field is null. */
function judgeError({ message, path, extensions }: GraphQLFormattedError, data: Result['data']): void {
  const code = extensions?.['code'];
  demand(typeof message === 'string' && message.length > 0, 'an error has no message');
  demand(
    typeof code === 'string' && typeof extensions?.['requestId'] === 'string',
    `an error has no code or id: ${message}`,
  );
  demand(code !== 'INTERNAL_SERVER_ERROR', `INTERNAL_SERVER_ERROR at ${path?.join('.')}: ${message}`);
  if (!path || !data) return;
  let value: unknown = data;
  for (const step of path) {
    if (value === null) return;
    value = (value as Record<string | number, unknown>)[step];
  }
  demand(value === null, `there is an error at ${path.join('.')}, and a value`);
}

function checked(name: string, check: Check, value: unknown): unknown {
  if (!check(value)) throw new Wrong(`${JSON.stringify(value)} is no ${name}`);
  return value;
}

function valid(text: string): boolean {
  return !Number.isNaN(Date.parse(text));
}
