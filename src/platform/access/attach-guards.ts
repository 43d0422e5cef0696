import {
  defaultFieldResolver,
  getNullableType,
  isLeafType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import type { HubContext } from '../context';
import type { ClientError } from '../errors';
import { placedError } from '../placed-error';
import type { Model } from '../reading';
import { objectTypes, type Guards } from './guards';
import { demand, denial, may, type Permission } from './permissions';
import type { Policies } from './policy-table';

/**
 * Attaches the guards: before the resolvers of protected fields, and as `extensions.permissions` of types and fields, from which
 * the SDL is printed. Call it once for each schema.
 */
export function attachGuards(schema: GraphQLSchema, { types, fields }: Guards): void {
  for (const type of objectTypes(schema)) {
    const whole = types.get(type.name);
    if (whole) note(type, [whole]);
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      const own = fields.get(coordinate) ?? [];
      if (own.length > 0) protect(field, own, isWritten(schema, type));
      const permissions = whole ? [whole, ...own] : own;
      if (permissions.length > 0) guard(field as GraphQLField<unknown, HubContext>, coordinate, permissions);
    }
  }
}

/** Passes the guards to the models, which check them in filters, orders and groups. */
export function attachAccess(models: readonly Model[], { fields }: Guards, { records }: Policies): void {
  for (const model of models) {
    const record = records[model.type];
    const names = [...model.columns.keys(), ...model.relations.keys()];
    const guarded = names.map((name) => [name, fields.get(`${model.type}.${name}`)] as const);
    if (record) model.access = { record, fields: new Map(guarded.filter(isGuarded)) };
  }
}

/** The permissions that a type or field demands, as `attachGuards` set them. */
export function permissionsOf({ extensions }: { readonly extensions: unknown }): readonly Permission[] {
  return (extensions as { readonly permissions?: readonly Permission[] }).permissions ?? [];
}

/** A field that not every role may read is nullable, so that its refusal leaves its parent as it is. */
function protect(field: GraphQLField<unknown, unknown>, permissions: readonly Permission[], isEntry: boolean): void {
  note(field, permissions);
  if (!isEntry) field.type = getNullableType(field.type);
}

/** Whether a type has mutations or subscriptions: without its permission there is nothing else to answer. */
function isWritten(schema: GraphQLSchema, type: GraphQLObjectType): boolean {
  return type === schema.getMutationType() || type === schema.getSubscriptionType();
}

function note(element: { extensions: Readonly<Record<string, unknown>> }, permissions: readonly Permission[]): void {
  element.extensions = { ...element.extensions, permissions };
}

/**
 * A thrown error that the field itself does not catch fails the whole record at once. In a list, graphql-js then drops the promises of
 * the records before it. They reject unhandled, which would end the process. So only a nullable leaf, which becomes null by itself,
 * throws; every other field rejects.
 */
function guard(field: GraphQLField<unknown, HubContext>, coordinate: string, permissions: readonly Permission[]): void {
  const { resolve = defaultFieldResolver, subscribe } = field;
  const throws = isLeafType(field.type);
  field.resolve = (source, args, context, info) => {
    const refusal = denied(context, permissions, coordinate, info);
    if (!refusal) return resolve(source, args, context, info);
    if (throws) throw refusal;
    return Promise.reject(refusal);
  };
  if (!subscribe) return;
  field.subscribe = (source, args, context, info) => {
    demand(context.viewer, permissions, coordinate);
    return subscribe(source, args, context, info);
  };
}

function denied(
  context: HubContext,
  permissions: readonly Permission[],
  coordinate: string,
  info: GraphQLResolveInfo,
): ClientError | undefined {
  const { viewer } = context;
  const missing = permissions.find((permission) => !may(viewer, permission));
  return missing && placedError(context, coordinate, info, () => denial(viewer, missing, coordinate));
}

function isGuarded<T>(entry: readonly [string, T | undefined]): entry is readonly [string, T] {
  return entry[1] !== undefined;
}
