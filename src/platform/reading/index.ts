export { Readable, type EnumObject } from './readable';
export { Model } from './model';
export { belongsTo, hasMany, linked } from './relation';
export { describedEnum } from './types/enums';
export { KeyArgs, oneKey } from './keys';
export { Reads, type Info } from './reads';
export { columnList, type Row } from './rows';
export type { ListArguments, Page } from './page';
export { knowableSql, readableSql, type Scope } from './scope';
