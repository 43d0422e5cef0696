import { types } from 'pg';
import { Unplannable } from './plan';

/** Between the tokens of a list, by its depth. A text can contain them; then the number of tokens does not fit, and resolvers answer. */
const SEPARATORS = ['\x1f', '\x1e', '\x1d', '\x1c', '\x1b', '\x1a', '\x19', '\x18', '\x17', '\x16'];

/** @throws Unplannable for lists that are nested deeper */
export function separatorOf(depth: number): string {
  const separator = SEPARATORS[depth - 1];
  if (separator === undefined) throw new Unplannable('lists are nested too deeply');
  return separator;
}

/** The separator as an SQL literal. */
export function separatorSql(depth: number): string {
  return `E'\\x${separatorOf(depth).charCodeAt(0).toString(16)}'`;
}

/** A nullable value begins with this mark where there is one. So no value is taken for a missing one. */
export const MARK = '=';

/** SQL of a value as a token. @param nullable whether it can be missing: the token is then marked, or empty */
export function tokenSql(sql: string, sqlType: string, nullable: boolean): string {
  const text = sqlType === 'text' ? sql : `${sql}::text`;
  return nullable ? `coalesce('${MARK}' || ${text}, '')` : text;
}

/** Gives a column's text the value that the driver would give it. */
export type Parse = (text: string) => unknown;

const asIs: Parse = (text) => text;
/** Postgres' numbers of types, by which the driver finds its parsers. */
const OIDS: Readonly<Record<string, number>> = {
  timestamptz: 1184,
  'text[]': 1009,
  numeric: 1700,
  bigint: 20,
  jsonb: 3802,
};
const PARSERS: Readonly<Record<string, Parse>> = {
  uuid: asIs,
  text: asIs,
  date: asIs,
  integer: Number,
  boolean: (text) => text === 'true',
};

/** @throws Unplannable for a type of column that plans do not read */
export function parserOf(sqlType: string): Parse {
  const own = PARSERS[sqlType];
  if (own) return own;
  const oid = OIDS[sqlType];
  if (oid === undefined) throw new Unplannable(`a column of the type ${sqlType}`);
  return types.getTypeParser(oid, 'text') as Parse;
}
