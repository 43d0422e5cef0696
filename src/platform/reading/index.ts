export { filterKind, Readable, type EnumObject, type FilterKind } from './readable';
export {
  Model,
  type HasMany,
  type LoggedLinks,
  type PastLinks,
  type Relation,
  type Scope,
  type ToMany,
} from './model';
export { belongsTo, hasMany, linked } from './relation';
export { foldedSql } from './folding';
export { describedEnum, enumValue } from './schema/enums';
export { typesOf } from './schema/generated-types';
export { Reads } from './reads';
export type { Info, Row } from './row';
export { columnList } from './row-statement';
export type { ListArguments, Page } from './page';
export { conjunction, knowableSql, readableSql } from './scope';
export type { SearchOptions } from './search-options';
export { Statement } from './statement';
export { historyWork } from './work/past-work';
export { whereSql, type Where } from './where';
