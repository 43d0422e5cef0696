import { getMetadataArgsStorage, DataSource, type EntityMetadata } from 'typeorm';
import { EntityMetadataBuilder } from 'typeorm/metadata-builder/EntityMetadataBuilder';
import { SnakeCaseNaming } from '../naming';
import { RefusedDeclaration } from '../refused-declaration';
import { filterKind, readableProperties, type FilterKind, type ReadableProperty } from './readable';

/** TypeORM's metadata by entity. */
export type EntityTables = ReadonlyMap<EntityClass, EntityMetadata>;

/** An index of a table: the names of its columns, in their order. */
export interface TableIndex {
  readonly columns: readonly string[];
  readonly unique: boolean;
}

export type EntityClass = abstract new () => object;

/** A readable property with its column. */
export interface Column extends ReadableProperty {
  /** The column's name in Postgres. */
  readonly name: string;
  /** The column's type in Postgres, as in a cast: `uuid`, `text`, `timestamptz`… */
  readonly sqlType: string;
  readonly filter: FilterKind;
}

/** TypeORM's metadata of entities, as a data source has it, but without a database. */
export function entityMetadata(entities: readonly EntityClass[]): EntityTables {
  const classes = [...entities] as Function[];
  const dataSource = new DataSource({ type: 'postgres', entities: classes, namingStrategy: new SnakeCaseNaming() });
  const all = new EntityMetadataBuilder(dataSource, getMetadataArgsStorage()).build(classes);
  return new Map(all.map((metadata) => [metadata.target as EntityClass, metadata]));
}

/** The readable properties of an entity with their columns. @throws ReadableWithoutColumn */
export function columnsOf(metadata: EntityMetadata): Column[] {
  const target = metadata.target as Function;
  return readableProperties(target).map((property) => {
    const column = metadata.findColumnWithPropertyName(property.of);
    if (!column) throw new ReadableWithoutColumn(target.name, property.property);
    const type = column.type === 'timestamp with time zone' ? 'timestamptz' : String(column.type);
    return {
      ...property,
      name: column.databaseName,
      sqlType: column.isArray ? `${type}[]` : type,
      filter: filterKind(property),
    };
  });
}

/** The indexes of an entity's columns. Indexes of expressions are left out. */
export function indexesOf({ indices }: EntityMetadata): TableIndex[] {
  const declared = indices.map(({ columns, isUnique }) => ({
    columns: columns.map(({ databaseName }) => databaseName),
    unique: isUnique,
  }));
  return [{ columns: ['id'], unique: true }, ...declared.filter(({ columns }) => columns.length > 0)];
}

/** A property has `@Readable`, but no `@Column`. */
export class ReadableWithoutColumn extends RefusedDeclaration {
  constructor(type: string, property: string) {
    super(`${type}.${property} has @Readable but no @Column; add @Column.`);
  }
}
