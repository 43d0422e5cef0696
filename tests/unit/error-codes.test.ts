import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { ERROR_CODES, factsOf, httpStatus } from '../../src/platform/error-codes';

const ROOT = path.join(__dirname, '../..');
const CODES = Object.keys(ERROR_CODES);
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** The rows of a document that begin with a code and go on with an HTTP status. */
function rowsOf(file: string): { code: string; status: number; rest: string }[] {
  return [...read(file).matchAll(/^\| `([A-Z_]+)` +\| +(\d{3}) \|(.*)$/gm)].map(([, code, status, rest]) => ({
    code: String(code),
    status: Number(status),
    rest: String(rest),
  }));
}

function filesIn(folder: string, ending: RegExp): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(folder, file))
    .filter((file) => ending.test(file));
}

test('docs/errors.md has every code, with its status and whether the same may be asked again', () => {
  const documented = rowsOf('docs/errors.md').map(({ code, status, rest }) => [
    code,
    { status, passing: rest.split('|')[0]?.trim() === 'yes' },
  ]);
  const declared = Object.entries(ERROR_CODES).map(([code, { status, passing }]) => [code, { status, passing }]);

  expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(declared));
});

test('every other table of the docs that gives a code a status gives it the same one', () => {
  const rows = filesIn('docs', /\.md$/).flatMap(rowsOf);

  expect(rows.length).toBeGreaterThan(CODES.length);
  expect(rows.filter(({ code, status }) => httpStatus(code) !== status)).toEqual([]);
});

test('every code of Apollo Server is in the table', () => {
  expect(Object.values(ApolloServerErrorCode).filter((code) => !factsOf(code))).toEqual([]);
});

test('every code that an extension in the source is given is in the table', () => {
  const given = filesIn('src', /\.ts$/).flatMap((file) =>
    [...read(file).matchAll(/extensions: \{ code: '(\w+)'/g)].map(([, code]) => String(code)),
  );

  expect(given.filter((code) => !factsOf(code))).toEqual([]);
});

test('no code is in the table that nothing gives', () => {
  const own = filesIn('src', /\.ts$/)
    .filter((file) => !file.endsWith('error-codes.ts'))
    .map(read)
    .join('');
  const ofApollo: readonly string[] = Object.values(ApolloServerErrorCode);

  expect(CODES.filter((code) => !ofApollo.includes(code) && !own.includes(`'${code}'`))).toEqual([]);
});

test('the close codes of refused sockets are in the docs', () => {
  const documented = read('docs/subscriptions.md');

  const codes = CODES.flatMap((code) => factsOf(code)?.closeCode ?? []);

  expect(codes.length).toBeGreaterThan(0);
  expect(codes.filter((code) => !documented.includes(`| ${code} `))).toEqual([]);
});

test.each(['constructor', '__proto__', 'NO_SUCH_CODE', undefined, 17])('%p is no code, and is masked', (code) => {
  expect(factsOf(code)).toBeUndefined();
  expect(httpStatus(code)).toBe(500);
});

test("the partner's example asks again for every code that passes", () => {
  const text = read('examples/partner/hub.mjs');

  expect(CODES.filter((code) => factsOf(code)?.passing && !text.includes(`'${code}'`))).toEqual([]);
});
