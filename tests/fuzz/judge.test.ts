import { closeOf, judgeSocket } from '../../fuzz/judges/closing';
import { judgeGroups, judgePartition, judgeWalk, type Page } from '../../fuzz/judges/laws';
import { judgePayload } from '../../fuzz/judges/payload';
import { judgeResponse, statusesOf } from '../../fuzz/judges/response';
import { demandSameAnswer } from '../../fuzz/judges/same';
import { ShapeJudge } from '../../fuzz/judges/shape';
import { Tally } from '../../fuzz/tally';

const SDL = `
  scalar DateTime
  enum Kind { A B }
  interface Node { id: ID! }
  type PageInfo { hasNextPage: Boolean! }
  type ThingConnection { nodes: [Thing!]! pageInfo: PageInfo! }
  type Thing implements Node @key(fields: "id") { id: ID! kind: Kind! count: Int at: DateTime next: Thing things(first: Int): ThingConnection! }
  type Query { thing: Thing node: Node things(first: Int, last: Int): ThingConnection! }
`;
const judge = new ShapeJudge(SDL);
const extensions = { code: 'FORBIDDEN', requestId: 'x' };
const QUERY = '{ thing { kind id ... { count } } }';

describe('the judge of shapes', () => {
  it.each<[string, string, object]>([
    ['what is asked for', QUERY, { thing: { kind: 'A', id: '1', count: null } }],
    ['nothing where there may be nothing', QUERY, { thing: null }],
    ['keys in the order of the first of each', '{ thing { a: id kind a: id } }', { thing: { a: '1', kind: 'B' } }],
    [
      'what is selected twice, together',
      '{ thing { next { id } kind next { kind } } }',
      { thing: { next: { id: '1', kind: 'A' }, kind: 'A' } },
    ],
    [
      'what stands in a type',
      '{ node { __typename ... on Thing { kind } } }',
      { node: { __typename: 'Thing', kind: 'A' } },
    ],
    ['what is left out', '{ thing { id kind @skip(if: true) } }', { thing: { id: '1' } }],
    ['a full page', '{ things(first: 2) { nodes { id } } }', { things: { nodes: [{ id: '1' }, { id: '2' }] } }],
  ])('takes %s', (_, query, data) => {
    expect(() => judge.judge({ query }, { data: { ...data } })).not.toThrow();
  });

  it.each<[string, string, object, string]>([
    ['a missing key', QUERY, { thing: { kind: 'A', id: '1' } }, 'the key count is missing'],
    ['a key too many', QUERY, { thing: { kind: 'A', id: '1', count: 1, at: null } }, 'other keys'],
    ['keys in another order', QUERY, { thing: { id: '1', kind: 'A', count: 1 } }, 'other keys'],
    ['null where it may not be', QUERY, { thing: { kind: null, id: '1', count: 1 } }, 'Cannot return null'],
    ['a value that the enum has not', QUERY, { thing: { kind: 'C', id: '1', count: 1 } }, 'cannot represent'],
    ['another type of value', QUERY, { thing: { kind: 'A', id: '1', count: 'many' } }, 'Int cannot represent'],
    ['a number that is no Int', QUERY, { thing: { kind: 'A', id: '1', count: 2 ** 40 } }, 'Int cannot represent'],
    ['a list for an object', QUERY, { thing: [] }, 'missing'],
    ['a moment of another form', '{ thing { at } }', { thing: { at: '2026-01-01' } }, 'is no DateTime'],
    [
      'another type',
      '{ node { __typename id } }',
      { node: { __typename: 'PageInfo', id: '1' } },
      'not a possible type',
    ],
    ['what is left out', '{ thing { id kind @skip(if: true) } }', { thing: { id: '1', kind: 'A' } }, 'other keys'],
    [
      'more than a page',
      '{ a: things(first: 1) { b: nodes { id } } }',
      { a: { b: [{ id: '1' }, { id: '2' }] } },
      'has 2 entries; at most 1',
    ],
    [
      'the inner page, larger than it may be',
      '{ thing { things(first: 0) { nodes { id } } } }',
      { thing: { things: { nodes: [{ id: '1' }] } } },
      'at most 0',
    ],
  ])('finds %s', (_, query, data, what) => {
    expect(() => judge.judge({ query }, { data: { ...data } })).toThrow(what);
  });

  it.each<[string, object, string]>([
    ['without data and errors', {}, 'neither'],
    ['with something else', { data: null, errors: [{ message: 'x', extensions }], more: 1 }, 'the answer has more'],
    ['with null and no error', { data: null }, 'without an error'],
    ['with an empty list of errors', { data: { thing: null }, errors: [] }, 'errors is empty'],
    ['with an error that has no code', { data: { thing: null }, errors: [{ message: 'x' }] }, 'no code or id'],
    [
      'with a fault of the hub',
      {
        data: { thing: null },
        errors: [{ message: 'x', extensions: { ...extensions, code: 'INTERNAL_SERVER_ERROR' } }],
      },
      'INTERNAL_SERVER_ERROR',
    ],
    [
      'with an error where there is a value',
      { data: { thing: { id: '1' } }, errors: [{ message: 'x', path: ['thing', 'id'], extensions }] },
      'and a value',
    ],
  ])('finds an answer %s', (_, result, what) => {
    expect(() => judge.judge({ query: '{ thing { id } }' }, result)).toThrow(what);
  });
});

/** Pages of these ids, as they are walked. */
function pages(...ids: string[][]): Page[] {
  const totalCount = ids.flat().length;
  return ids.map((each, index) => ({
    edges: each.map((id) => ({ cursor: `c${id}`, node: { id } })),
    nodes: each.map((id) => ({ id })),
    pageInfo: {
      hasNextPage: index < ids.length - 1,
      hasPreviousPage: index > 0,
      startCursor: each[0] === undefined ? null : `c${each[0]}`,
      endCursor: each.length > 0 ? `c${each.at(-1)}` : null,
    },
    totalCount,
  }));
}

describe('the judge of lists', () => {
  it('takes a walk through all pages', () => {
    expect(judgeWalk(pages(['1', '2'], ['3']), 2, 'forward')).toEqual(['1', '2', '3']);
    expect(judgeWalk(pages([]), 2, 'forward')).toEqual([]);
  });

  const [page] = pages(['1', '2']) as [Page];
  it.each<[string, Page[], string]>([
    ['a record that comes twice', pages(['1', '2'], ['2']), 'came twice'],
    ['a count that is another one', [{ ...page, totalCount: 3 }], 'finds 2 records of 3'],
    ['nodes that are not those of the edges', [{ ...page, nodes: [{ id: '2' }, { id: '1' }] }], 'nodes are not'],
    ['a cursor that is not the last', [{ ...page, pageInfo: { ...page.pageInfo, endCursor: 'c1' } }], 'endCursor'],
    [
      'more pages than are said',
      [{ ...page, pageInfo: { ...page.pageInfo, hasNextPage: true } }],
      'whether there are more',
    ],
    ['a page that is not full', pages(['1'], ['2', '3']), 'has 1 of 2 records'],
  ])('finds %s', (_, walked, what) => {
    expect(() => judgeWalk(walked, 2, 'forward')).toThrow(what);
  });

  it('takes a filter and its negation that divide the list', () => {
    expect(() => judgePartition(['1', '2'], ['2'], ['1'])).not.toThrow();
  });

  it.each([
    ['what matches both', ['1'], ['1'], ['1'], 'matches the filter and its negation'],
    ['what matches neither', ['1', '2'], ['1'], [], 'matches neither'],
    ['what is not in the list', ['1'], ['1'], ['2'], 'not in the list'],
  ])('finds %s', (_, all, matching, others, what) => {
    expect(() => judgePartition(all, matching, others)).toThrow(what);
  });

  const group = (count: number, value: string) => ({ count, keys: [{ by: 'KIND', value }] });
  it('takes groups that add up', () => {
    expect(() => judgeGroups([group(2, 'A'), group(1, 'B')], 3, true)).not.toThrow();
    expect(() => judgeGroups([group(2, 'A'), group(2, 'B')], 3, false)).not.toThrow();
  });

  it.each([
    ['groups that do not add up', [group(2, 'A')], true, 'the groups count 2 records of 3'],
    ['a group of more than there are', [group(4, 'A')], false, 'a group counts 4'],
    ['an empty group', [group(0, 'A')], false, 'a group counts 0'],
    ['the same group twice', [group(1, 'A'), group(1, 'A')], false, 'the same keys'],
    ['groups in another order', [group(1, 'A'), group(2, 'B')], true, 'largest'],
  ])('finds %s', (_, groups, single, what) => {
    expect(() => judgeGroups(groups, 3, single)).toThrow(what);
  });
});

test('answers are the same but for the ids of their requests', () => {
  const error = (id: string, message = 'x') =>
    `{"errors":[{"message":"${message}","path":["a"],"extensions":{"requestId":"${id}"}}],"data":null}`;
  expect(() => demandSameAnswer('this', error('1'), error('2'))).not.toThrow();
  expect(() => demandSameAnswer('this', error('1'), error('1', 'y'))).toThrow('this');
  expect(() => demandSameAnswer('this', '{"data":{"a":1,"b":2}}', '{"data":{"b":2,"a":1}}')).toThrow('this');
  expect(() => demandSameAnswer('this', '{"data":null}', error('1'))).toThrow('only one of the two has errors');
});

test('finds a dry run that does not say so, or has a record and errors, or neither', () => {
  const faults = [{ code: 'INVALID' }];
  expect(() => judgePayload({ dry: true, faults: [], shown: { version: 1 } })).not.toThrow();
  expect(() => judgePayload({ dry: true, faults, shown: null })).not.toThrow();
  expect(() => judgePayload({ dry: false, faults, shown: null })).toThrow('does not say');
  expect(() => judgePayload({ dry: true, faults, shown: { version: 1 } })).toThrow('though there are errors');
  expect(() => judgePayload({ dry: true, faults: [], shown: null })).toThrow('neither');
});

test('finds an answer over HTTP that is a fault of the hub, also after others', () => {
  const answer = (status: number, body = '') => `HTTP/1.1 ${status} X\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  expect(statusesOf(answer(200, '{}') + answer(400))).toEqual([200, 400]);
  expect(() => judgeResponse(answer(200, '{}') + answer(400))).not.toThrow();
  expect(() => judgeResponse(answer(503, '{"code":"OVERLOADED"}'))).not.toThrow();
  expect(() => judgeResponse(answer(503, '{"code":"UNAVAILABLE"}'))).toThrow('status 503');
  expect(() => judgeResponse(answer(200, '{}') + answer(500))).toThrow('status 500');
});

test('finds a WebSocket that is closed with a fault of the hub, also after other frames', () => {
  const text = Buffer.from([0x81, 2, 0x7b, 0x7d]);
  const close = (code: number) => Buffer.concat([text, Buffer.from([0x88, 2, code >> 8, code & 255])]);
  expect(closeOf(text)).toBeUndefined();
  expect(closeOf(close(4400))).toEqual({ code: 4400, reason: '' });
  expect(() => judgeSocket(close(4400))).not.toThrow();
  expect(() => judgeSocket(close(4500))).toThrow('closed with 4500');
  expect(() => judgeSocket(close(1011))).toThrow('closed with 1011');
  expect(() => judgeSocket(Buffer.from('…"code":"INTERNAL_SERVER_ERROR"'))).toThrow('INTERNAL_SERVER_ERROR');
});

test('the tally knows which part of the cases was answered, by role', () => {
  const tally = new Tally();
  tally.take('public', { data: {} });
  tally.take('public', { data: null, errors: [{ message: 'x', extensions }] });
  tally.take('editor', { data: {} });
  expect([tally.share('answered'), tally.share('answered', 'public')]).toEqual([2 / 3, 0.5]);
  expect(tally.asJson()).toEqual({ public: { answered: 1, FORBIDDEN: 1 }, editor: { answered: 1 } });
});
