import { onceFor } from '../../once-for';
import type { Column } from '../column';
import type { Model, Relation } from '../model';
import { enumValue } from './enums';

const BUCKETS = ['day', 'month', 'quarter', 'year'] as const;
/** A truncation that Postgres' `date_trunc` knows. */
export type Bucket = (typeof BUCKETS)[number];

/** One key that records can be grouped by. */
export type Grouping =
  | { readonly kind: 'column'; readonly column: Column }
  | { readonly kind: 'bucket'; readonly column: Column; readonly bucket: Bucket }
  | { readonly kind: 'relation'; readonly relation: Relation };

/** The keys that a model's records can be grouped by, under the names of the enum's values. */
export const groupings = onceFor((model: Model): ReadonlyMap<string, Grouping> => {
  const all = new Map<string, Grouping>();
  for (const column of model.columns.values()) {
    if (!column.groupable) continue;
    const name = enumValue(column.property);
    if (column.filter !== 'DateTime' && column.filter !== 'Date') all.set(name, { kind: 'column', column });
    else for (const bucket of BUCKETS) all.set(`${name}_${bucket.toUpperCase()}`, { kind: 'bucket', column, bucket });
  }
  for (const relation of model.relations.values()) {
    if (relation.groupable) all.set(enumValue(relation.name), { kind: 'relation', relation });
  }
  return all;
});
