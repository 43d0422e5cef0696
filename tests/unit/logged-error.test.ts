import { DatabaseError } from 'pg';
import { QueryFailedError } from 'typeorm';
import { loggedError } from '../../src/platform/logging/logged-error';

const KEY = `hub_${'a'.repeat(12)}_${'b'.repeat(43)}`;

test.each([
  ['connect to postgresql://hub:canary@db/hub?password=canary failed', 'connect to postgresql://… failed'],
  ['no mailbox canary.person+tag@example.org here', 'no mailbox …@… here'],
  [`the key ${KEY} is unknown`, 'the key hub_… is unknown'],
  ['header Authorization: Bearer canary.canary', 'header Authorization: Bearer …'],
  ['token eyJhbGciOiJub25lIn0.eyJzdWIiOiJjYW5hcnkifQ.sig', 'token …'],
  ['Unexpected token c, "{"a": canary}" is not valid JSON', 'Unexpected token c, "…"'],
  ['String cannot represent value: { name: canary }', 'String cannot represent value: …'],
  ["Cannot read properties of undefined (reading 'name')", "Cannot read properties of undefined (reading 'name')"],
])('%s', (message, logged) => {
  expect(loggedError(new TypeError(message)).message).toContain(logged);
  expect(JSON.stringify(loggedError(new TypeError(message)))).not.toMatch(/canary|eyJ|bbbb/);
});

test('an error of Postgres keeps names, and loses all that quotes values', () => {
  const driver = Object.assign(new DatabaseError('new row for relation "contact" violates "no_bird"', 1, 'error'), {
    code: '23514',
    severity: 'ERROR',
    detail: 'Failing row contains (canary).',
    hint: 'canary',
    where: 'canary',
    internalQuery: 'canary',
    table: 'contact',
    constraint: 'no_bird',
    routine: 'ExecConstraints',
  });
  const failed = new QueryFailedError('SELECT canary', ['canary'], driver);
  const logged = {
    type: expect.any(String),
    message: 'new row for relation "contact" violates "no_bird"',
    code: '23514',
    severity: 'ERROR',
    table: 'contact',
    constraint: 'no_bird',
    routine: 'ExecConstraints',
    stack: expect.any(String),
  };

  expect(loggedError(driver)).toEqual(logged);
  expect(loggedError(failed)).toEqual(logged);
});

test.each(['22P02', 'P0001', 'XX000', '28P01'])('a message of SQLSTATE %s quotes nothing', (code) => {
  const error = Object.assign(new DatabaseError('invalid input: "canary"', 1, 'error'), { code });

  expect(loggedError(error).message).toBe('invalid input: "…"');
});

test('a message with line breaks does not come back as a line of the stack', () => {
  const { stack } = loggedError(new Error('one\n    at canary (file.ts:1:1)\nthree'));

  expect(stack).toContain('logged-error.test.ts');
  expect(stack).not.toContain('canary');
});

test('what is no error is logged without its value', () => {
  expect(JSON.stringify(loggedError('canary'))).not.toContain('canary');
});

test('causes are logged with their errors, and a circle of them ends', () => {
  const inner = new Error('inner');
  const outer = new Error('outer', { cause: inner });
  inner.cause = outer;

  expect(loggedError(outer)).toMatchObject({ message: 'outer', cause: { message: 'inner' } });
});
