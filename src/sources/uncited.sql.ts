import { PUBLIC_VIEWER } from '../platform/access/viewer';
import type { FeatureGauge } from '../platform/metrics';
import { conjunction, endsSql, readableSql, Statement, type Model } from '../platform/reading';
import { factsIn, type LinkModel, type WriteModel, type WrittenTypes } from '../platform/writing';
import { citations } from './citation.entity';

/**
 * SQL of the fields of a record that have a value and no current citation, as a table with the column `field`: neither one of their own nor one of the
 * whole record since which they are unchanged. A citation that gives another value supports none.
 * @param alias of the record, as it is now or as it was in one of its versions
 */
export function uncitedSql(written: WriteModel | LinkModel, alias: string): string {
  return unsupportedSql(written, alias);
}

/** The same of fields that have citations, but only inferred ones. */
export function onlyInferredSql(written: WriteModel | LinkModel, alias: string): string {
  const stated = unsupportedSql(written, alias, `cited.assertion <> 'INFERRED'`);
  return `(SELECT field FROM ${stated} stated EXCEPT SELECT field FROM ${unsupportedSql(written, alias)} missing)`;
}

/** @param counts which citations count */
function unsupportedSql(written: WriteModel | LinkModel, alias: string, counts = 'true'): string {
  const { model } = written;
  const facts = factsIn(written).map(({ field, property: { property } }) => {
    const { name, sqlType } = model.column(property);
    const has = sqlType.endsWith('[]') ? `cardinality(${alias}.${name}) > 0` : `${alias}.${name} IS NOT NULL`;
    return `('${field}', ${has})`;
  });
  if (facts.length === 0) return `(SELECT NULL::text AS field WHERE false)`;
  return (
    `(SELECT fact.field FROM (VALUES ${facts.join(', ')}) fact (field, has) WHERE fact.has AND NOT EXISTS (` +
    `SELECT FROM ${citations.table} cited WHERE cited.record_id = ${alias}.id AND cited.record_type = '${model.table}' AND cited.agrees AND ${counts} ` +
    `AND cited.since_version <= ${alias}.version AND (cited.until_version IS NULL OR cited.until_version > ${alias}.version) ` +
    `AND (cited.field = fact.field OR cited.field IS NULL AND ` +
    `coalesce((cited.lapsed ->> fact.field)::int > ${alias}.version, true))))`
  );
}

/** The types of records and links whose facts need sources. */
export function citedIn({ records, links }: WrittenTypes): readonly (WriteModel | LinkModel)[] {
  return [...records, ...links].filter(({ model }) => model.options.cited !== false);
}

/** The conditions for current records, and links between such, that everybody may read: the metrics have no credential. */
function publicSql(model: Model): string[] {
  const scope = { statement: new Statement(), viewer: PUBLIC_VIEWER, includeArchived: false };
  const readable = (one: Model, alias: string): string[] => readableSql(one, alias, scope);
  return [...readable(model, 'record'), ...endsSql(model, 'record', readable)];
}

/** How many facts of current records and links have no source, by type. */
export function uncitedGauge(cited: readonly (WriteModel | LinkModel)[]): FeatureGauge {
  const arms = cited.map((written) => {
    const { type, table } = written.model;
    return (
      `SELECT '${type}' AS label, count(missing.field) AS value FROM ${table} record ` +
      `LEFT JOIN LATERAL ${uncitedSql(written, 'record')} missing ON true WHERE ${conjunction(publicSql(written.model))}`
    );
  });
  return {
    name: 'hub_uncited_facts',
    help: 'Values of current public records and links that no source supports, by type.',
    label: 'type',
    sql: arms.join(' UNION ALL '),
  };
}
