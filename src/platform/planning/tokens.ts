import { types } from 'pg';
import type { Row } from '../reading/row';
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

/**
 * How values of one type are written as texts by Postgres, and read. JSON is left to resolvers: it can be large, and a plan reads a value again for each
 * record that leads to it.
 */
interface Form {
  readonly text: (sql: string) => string;
  /** Gives a text the value that the driver would give it. */
  readonly parse: (text: string) => unknown;
}

type TextColumn = Readonly<{ name: string; sqlType: string }>;

const cast = (sql: string): string => `${sql}::text`;
const parsedBy = (type: Parameters<typeof types.getTypeParser>[0]): Form => ({
  text: cast,
  parse: types.getTypeParser(type, 'text') as Form['parse'],
});
const FORMS: Readonly<Record<string, Form>> = {
  text: { text: (sql) => sql, parse: (text) => text },
  uuid: { text: cast, parse: (text) => text },
  date: { text: cast, parse: (text) => text },
  integer: { text: cast, parse: Number },
  float8: { text: cast, parse: Number },
  boolean: { text: cast, parse: (text) => text === 'true' },
  'text[]': { text: (sql) => `array_to_json(${sql})::text`, parse: (text) => JSON.parse(text) as unknown },
  timestamptz: parsedBy(types.builtins.TIMESTAMPTZ),
  numeric: parsedBy(types.builtins.NUMERIC),
  bigint: parsedBy(types.builtins.INT8),
};

/** @throws Unplannable for a type of column that plans do not read */
function formOf(sqlType: string): Form {
  const form = FORMS[sqlType];
  if (form === undefined) throw new Unplannable(`a column of the type ${sqlType}`);
  return form;
}

/** SQL of a value as a token. @param nullable whether it can be missing: the token is then marked, or empty */
export function tokenSql(sql: string, sqlType: string, nullable: boolean): string {
  const text = formOf(sqlType).text(sql);
  return nullable ? `coalesce('${MARK}' || ${text}, '')` : text;
}

/** Rows of a subquery as one token, in their order: for each row, the texts of its columns. Missing values are null. */
export function rowsSql(columns: readonly TextColumn[], subquery: string): string {
  const texts = columns.map(({ name, sqlType }) => formOf(sqlType).text(`found."${name}"`));
  return `(SELECT coalesce(json_agg(array_to_json(ARRAY[${texts.join(', ')}])), '[]')::text FROM (${subquery}) found)`;
}

/** Reads such a token. */
export function rowsParser(columns: readonly TextColumn[]): (token: string) => Row[] {
  const parsers = columns.map(({ name, sqlType }) => [name, parserOf(sqlType)] as const);
  return (token) =>
    (JSON.parse(token) as readonly (readonly (string | null)[])[]).map((texts) =>
      Object.fromEntries(
        parsers.map(([name, parse], index) => {
          const text = texts[index] ?? null;
          return [name, text === null ? null : parse(text)];
        }),
      ),
    );
}

export function parserOf(sqlType: string): Form['parse'] {
  return formOf(sqlType).parse;
}
