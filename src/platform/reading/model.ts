import { Directive } from 'type-graphql';
import { getMetadataArgsStorage } from 'typeorm';
import type { Permission } from '../access/permissions';
import { snakeCase } from '../naming';
import { filterKind, readableProperties, type FilterKind, type ReadableProperty } from './readable';
import type { Relation } from './relation';
import type { Scope } from './scope';
import { modelTypes, type ModelTypes } from './schema/model-types';

export type EntityClass = abstract new () => object;

/** A readable property with its column. */
export interface Column extends ReadableProperty {
  /** The column's name in Postgres. */
  readonly name: string;
  /** The column's type in Postgres, as in a cast: `uuid`, `text`, `timestamptz`… */
  readonly sqlType: string;
  readonly filter: FilterKind;
}

export interface ModelOptions {
  /** The GraphQL type's name. */
  readonly type: string;
  /** In words, for generated descriptions: `a program`, `programs`. */
  readonly noun: string;
  readonly plural: string;
  /** The keys by which a gateway may refer to a record; absent for a type that is no entity of the graph. */
  readonly keys?: readonly string[];
  /** What lists are ordered by where the client does not say. The id always breaks ties. */
  readonly defaultOrder: readonly string[];
  /** The property that names a record to a person; the label of a group. */
  readonly label?: string;
  /** Records of this type may be merged: `merged_into_id` leads to the one that stays. */
  readonly mergeable?: boolean;
  /** The properties that a field with a resolver of its own reads from its record: `record` of a citation needs `recordId`. */
  readonly needs?: Readonly<Record<string, readonly string[]>>;
  /** Its root list tells of past states too. */
  readonly asOf?: boolean;
  /** Its lists tell where the change log stands, so that they can be kept up to date from there. */
  readonly streamed?: boolean;
  /** SQL that holds for the rows which the viewer may see, of the table aliased `alias`; nothing where it may see all. */
  readonly visible?: (scope: Scope, alias: string) => string | undefined;
  /** How many other records `visible` looks up for a row, at most. */
  readonly seenBy?: number;
}

/** What the policy table demands of those who read a model's records. */
export interface ModelAccess {
  readonly record: Permission;
  /** What certain properties and relations take beyond that. */
  readonly fields: ReadonlyMap<string, readonly Permission[]>;
}

/**
 * One record type as it is read: its table, its public columns, its relations and its generated GraphQL types.
 * A feature makes one for each of its entities; relations are added by the features that come later.
 */
export class Model {
  readonly table: string;
  readonly columns: ReadonlyMap<string, Column>;
  readonly relations = new Map<string, Relation>();
  readonly types: ModelTypes;
  /** Set from the policy table when the schema is built; until then nobody reads anything. */
  access: ModelAccess | undefined;

  constructor(
    readonly entity: EntityClass,
    readonly options: ModelOptions,
  ) {
    this.table = tableOf(entity);
    this.columns = new Map(columnsOf(entity).map((column) => [column.property, column]));
    this.types = modelTypes(this);
    for (const key of options.keys ?? []) Directive(`@key(fields: "${key}")`)(entity as never);
  }

  get type(): string {
    return this.options.type;
  }

  /** Its records can be archived. */
  get archivable(): boolean {
    return this.columns.has('archivedAt');
  }

  /** The column of a property that code (never a client) names. */
  column(property: string): Column {
    const column = this.columns.get(property);
    if (!column) throw new UnknownProperty(this.type, property);
    return column;
  }
}

/** Code named a property that the entity does not make readable. */
export class UnknownProperty extends Error {
  constructor(type: string, property: string) {
    super(`${type} has no readable property "${property}"; add @Readable to its column.`);
  }
}

function tableOf(entity: EntityClass): string {
  const table = getMetadataArgsStorage().tables.find((args) => args.target === entity);
  if (!table?.name) throw new UnknownProperty(entity.name, 'table name');
  return table.name;
}

function columnsOf(entity: EntityClass): Column[] {
  const sqlTypes = new Map(
    getMetadataArgsStorage()
      .filterColumns(ancestry(entity))
      .map((args) => [args.propertyName, sqlTypeOf(args.options.type, args.options.array)]),
  );
  return readableProperties(entity).map((property) => ({
    ...property,
    name: snakeCase(property.property),
    sqlType: sqlTypes.get(property.property) ?? 'text',
    filter: filterKind(property),
  }));
}

function sqlTypeOf(type: unknown, array: boolean | undefined): string {
  const name = type === 'timestamp with time zone' ? 'timestamptz' : String(type);
  return array ? `${name}[]` : name;
}

function ancestry(entity: Function): Function[] {
  const parent = Object.getPrototypeOf(entity) as Function | null;
  return parent?.prototype ? [entity, ...ancestry(parent)] : [entity];
}
