import 'reflect-metadata';
import { GraphQLBoolean, GraphQLFloat, GraphQLID, GraphQLInt } from 'graphql';
import { DateTime } from '../moment';
import { Day, Decimal } from '../scalars';

/** How a property is compared in `where`. An enum is given as its TypeScript object. */
export type FilterKind =
  'ID' | 'String' | 'Int' | 'Float' | 'Decimal' | 'Boolean' | 'DateTime' | 'Date' | 'StringList' | EnumObject;
export type EnumObject = Record<string, string>;

/** The options of `@Readable`. */
export interface ReadableProperty {
  readonly property: string;
  readonly type: () => unknown;
  readonly description: string;
  readonly nullable: boolean;
  /** Whether `where` can use it. */
  readonly filterable: boolean;
  /** Whether `orderBy` can use it. */
  readonly orderable: boolean;
  /** Whether `groups(by:)` can use it: an enum or a small number by value, a date by day, month and year. */
  readonly groupable: boolean;
  /** Only for `where`, not a field: a foreign key, whose record is a separate field. */
  readonly filterOnly: boolean;
  /** The property of its column, if it is another one's. */
  readonly of: string;
}

export interface ReadableOptions {
  readonly description: string;
  readonly nullable?: boolean;
  readonly filterable?: boolean;
  readonly orderable?: boolean;
  readonly groupable?: boolean;
  readonly filterOnly?: boolean;
  readonly of?: string;
}

const READABLE = 'hub:readable';

/**
 * Makes a column public: a field of the GraphQL type, and an entry of the type's filters, orders and groups.
 * A column without it is never read on behalf of a client.
 */
export function Readable(type: () => unknown, options: ReadableOptions): PropertyDecorator {
  return (prototype, key) => {
    const property = String(key);
    const entry: ReadableProperty = {
      property,
      type,
      description: options.description,
      nullable: options.nullable ?? false,
      filterable: options.filterable ?? true,
      orderable: options.orderable ?? false,
      groupable: options.groupable ?? false,
      filterOnly: options.filterOnly ?? false,
      of: options.of ?? property,
    };
    Reflect.defineMetadata(READABLE, [...ownReadable(prototype), entry], prototype);
  };
}

/** The readable properties of a class and its base classes, inherited ones first. */
export function readableProperties(target: Function): ReadableProperty[] {
  const inherited = Object.getPrototypeOf(target.prototype) as object | null;
  const base = inherited && inherited !== Object.prototype ? readableProperties(inherited.constructor) : [];
  return [...base, ...ownReadable(target.prototype as object)];
}

function ownReadable(prototype: object): readonly ReadableProperty[] {
  return (Reflect.getOwnMetadata(READABLE, prototype) as readonly ReadableProperty[] | undefined) ?? [];
}

/** The type of the property, or of an item if it is a list. */
export function itemType(property: Pick<ReadableProperty, 'type'>): unknown {
  const type = property.type();
  return Array.isArray(type) ? type[0] : type;
}

/** Derives the kind of comparison from the GraphQL type. */
export function filterKind(property: ReadableProperty): FilterKind {
  const type = property.type();
  if (Array.isArray(type)) return 'StringList';
  if (type === GraphQLID) return 'ID';
  if (type === GraphQLInt || type === Number) return 'Int';
  if (type === GraphQLFloat) return 'Float';
  if (type === Decimal) return 'Decimal';
  if (type === Boolean || type === GraphQLBoolean) return 'Boolean';
  if (type === DateTime) return 'DateTime';
  if (type === Day) return 'Date';
  return isEnumObject(type) ? type : 'String';
}

function isEnumObject(type: unknown): type is EnumObject {
  return typeof type === 'object' && type !== null && Object.getPrototypeOf(type) === Object.prototype;
}
