import type { EntityMetadata } from 'typeorm';
import { snakeCase } from '../naming';
import type { Model } from '../reading/model';
import { LinkModel, type Unique, type WriteModel } from '../writing';

const LIVING = 'archived_at IS NULL';

/** A record is read by its keys, so no two may have the same. */
export function modelIndexFaults({ type, options, columns }: Model, table: EntityMetadata): string[] {
  const keys = (options.keys ?? []).filter((key) => key !== 'id' && columns.has(key));
  return keys.flatMap((key) => indexFaults(type, { properties: [key] }, table));
}

/**
 * Two writers at the same moment do not see each other's rows: only an index keeps them from writing the same twice. A link is identified by
 * its ends and its key, or by its key alone.
 */
export function writeIndexFaults(written: WriteModel | LinkModel, table: EntityMetadata): string[] {
  const { model } = written;
  const sets: readonly Unique[] =
    written instanceof LinkModel ? [{ properties: written.identity }] : written.options.unique;
  const keys = model.options.keys ?? [];
  return sets
    .filter(({ properties }) => properties.length > 0 && properties.every((property) => model.columns.has(property)))
    .filter(({ properties, livingOnly }) => livingOnly || !keys.includes(properties.join()))
    .flatMap((unique) => indexFaults(model.type, unique, table));
}

function indexFaults(type: string, unique: Unique, table: EntityMetadata): string[] {
  if (unique.ignoresCase ? hasExpression(unique, table) : hasIndex(unique, table)) return [];
  const { properties, livingOnly, ignoresCase } = unique;
  const name = `${table.tableName}_${livingOnly ? 'living_' : ''}${properties.map(snakeCase).join('_')}_key`;
  const columns = properties.map((property) => `'${property}'`).join(', ');
  const rest = ignoresCase
    ? '{ synchronize: false }'
    : `[${columns}], { unique: true${livingOnly ? `, where: '${LIVING}'` : ''} }`;
  const rows = `${livingOnly ? 'current ' : ''}rows with the same ${properties.join(' and ')}`;
  return [`${type} must have no two ${rows}; add @Index('${name}', ${rest}), and the index to its migration.`];
}

function hasIndex({ properties, livingOnly = false }: Unique, { indices, uniques }: EntityMetadata): boolean {
  const covers = ({ columns }: Pick<EntityMetadata, 'columns'>): boolean =>
    columns.length === properties.length && columns.every(({ propertyName }) => properties.includes(propertyName));
  return (
    indices.some((index) => index.isUnique && covers(index) && (index.where === LIVING) === livingOnly) ||
    (!livingOnly && uniques.some(covers))
  );
}

/** TypeORM has no indexes of expressions. An entity has only their names: with the columns, and with `key` at the end if they are unique. */
function hasExpression({ properties }: Unique, { indices }: EntityMetadata): boolean {
  return indices.some(
    ({ name, columns }) =>
      columns.length === 0 &&
      name.endsWith('_key') &&
      properties.every((property) => name.includes(snakeCase(property))),
  );
}
