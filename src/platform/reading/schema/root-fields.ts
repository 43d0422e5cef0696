import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { Args, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../../context';
import { fieldName } from '../../naming';
import type { FieldWork } from '../../limits/weights';
import type { Model } from '../model';
import type { ListArguments } from '../page';
import { emptyClass, type TypeClass } from './dynamic';
import { typesOf } from './generated-types';
import { askedKey, IdArgs, KeyArgs, PresentArgs } from './key-args';
import { markRead, type RootRead } from './read-marks';

type Resolve = GraphQLFieldResolver<unknown, HubContext>;

/** A field of the Query type that reads one record, or lists records. */
export interface RootField {
  readonly name: string;
  readonly description: string;
  readonly type: () => unknown;
  readonly nullable: boolean | 'items';
  readonly args: TypeClass;
  readonly resolve: Resolve;
  /** What it reads, for plans. Absent if only its resolver can read it. */
  readonly read?: RootRead;
  /** What it makes Postgres do beyond that. */
  readonly work?: FieldWork;
  /** Whether the SDL of the subgraph leaves it out. */
  readonly apiOnly?: boolean;
}

/** `program(id:, slug:)`: one record by its keys. @param past whether it has past states to read */
export function recordField(model: Model, description: string, { past = true } = {}): RootField {
  const bySlug = model.options.keys?.includes('slug');
  return {
    name: fieldName(model.type),
    description,
    type: () => model.entity,
    nullable: true,
    args: bySlug ? KeyArgs : past ? IdArgs : PresentArgs,
    read: { kind: 'record', model, bySlug: bySlug === true },
    resolve: (_root, args: KeyArgs, { reads }, info) => {
      const [key, value] = askedKey(args, bySlug === true);
      return reads.byKey(model, key, value, info, args);
    },
  };
}

/** `program successions` → `programSuccessions` */
export function listName({ options }: Model): string {
  return options.plural.replace(/ (\w)/g, (_space, letter: string) => letter.toUpperCase());
}

/** `programs(where:, orderBy:, first:, …)`: the records of a type. */
export function listField(model: Model, description: string): RootField {
  const { connection, rootArgs } = typesOf(model);
  return {
    name: listName(model),
    description,
    type: () => connection,
    nullable: false,
    args: rootArgs,
    read: { kind: 'list', model },
    resolve: (_root, args: ListArguments, { reads }, info) => reads.list(model, args, info),
  };
}

/** A type-graphql resolver class that declares the fields. Their resolvers are attached to the built schema. */
export function rootFieldsClass(fields: readonly RootField[]): Function {
  const Queries = emptyClass('Queries');
  const prototype = Queries.prototype as Record<string, unknown>;
  for (const { name, description, type, nullable, args } of fields) {
    prototype[name] = () => undefined;
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name) as PropertyDescriptor;
    Query(type as () => object, { description, nullable })(prototype, name, descriptor);
    Args(() => args)(prototype, name, 0);
  }
  Resolver()(Queries);
  return Queries;
}

export function attachRootFields(schema: GraphQLSchema, fields: readonly RootField[]): void {
  const roots = schema.getQueryType()?.getFields() ?? {};
  for (const { name, resolve, read, work, apiOnly } of fields) {
    const root = roots[name];
    if (!root) continue;
    Object.assign(root, {
      resolve,
      extensions: { ...root.extensions, ...(work && { work }), ...(apiOnly && { apiOnly }) },
    });
    if (read) markRead(root, read);
  }
}
