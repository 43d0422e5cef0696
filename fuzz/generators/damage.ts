import fc from 'fast-check';

/** A damage to valid bytes. `at` is the place: 0 is the beginning, 1 the end. */
export type Damage =
  | { readonly kind: 'put'; readonly at: number; readonly bytes: string }
  | { readonly kind: 'over'; readonly at: number; readonly bytes: string }
  | { readonly kind: 'cut'; readonly at: number; readonly length: number }
  | { readonly kind: 'again'; readonly at: number; readonly length: number; readonly times: number }
  /** Replaces a JSON value with another one. `at` chooses among all values. */
  | { readonly kind: 'value'; readonly at: number; readonly json: string };

/** Byte sequences that parsers often mishandle, written as Latin-1. */
const BYTES: readonly string[] = [
  ...[
    '\0',
    '\n',
    '\r',
    '\r\n',
    '\r\n\r\n',
    ' ',
    '\t',
    ':',
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    '%',
    '&',
    '=',
    '?',
    '#',
    '/',
  ],
  ...[
    '\x7f',
    '\x80',
    '\xff',
    '\xc0\xaf',
    '\xed\xa0\x80',
    '\xf4\x90\x80\x80',
    '\xef\xbb\xbf',
    '\xc3',
    '\x1f\x8b\x08\x00',
  ],
  ...[
    '%00',
    '%0d%0a',
    '%ff',
    '%E0%A4%A',
    '%',
    '+',
    '../../',
    '//',
    ';',
    '\\u0000',
    '\\ud83d',
    '__proto__',
    'constructor',
  ],
  ...[
    '...',
    '@',
    '$',
    '!',
    '"""',
    '#',
    '0x',
    '1e999',
    '-',
    '9'.repeat(40),
    'a'.repeat(5_000),
    '['.repeat(3_000),
    '{"a":'.repeat(800),
  ],
];
const VALUES: readonly string[] = [
  ...[
    'null',
    'true',
    'false',
    '0',
    '-1',
    '1e999',
    '1.5',
    '9007199254740993',
    '""',
    '" "',
    '[]',
    '{}',
    '[null]',
    '[[]]',
    '{"":0}',
  ],
  ...[
    '"\\u0000"',
    '"\\ud83d"',
    '"__proto__"',
    '{"__proto__":{"a":1}}',
    '{"constructor":{"prototype":1}}',
    '{"toString":1}',
  ],
  `"${'x'.repeat(20_000)}"`,
  `${'['.repeat(500)}${']'.repeat(500)}`,
  `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`,
];

const at = fc.double({ min: 0, max: 1, noNaN: true, noDefaultInfinity: true });
const bytes = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...BYTES) },
  fc.nat({ max: 255 }).map((code) => String.fromCharCode(code)),
);

/** One to three damages. @param json whether the bytes are JSON, so that values can be replaced */
export function damages(json: boolean): fc.Arbitrary<Damage[]> {
  const length = fc.integer({ min: 1, max: 40 });
  const choices: fc.Arbitrary<Damage>[] = [
    fc.record({ kind: fc.constant('put' as const), at, bytes }),
    fc.record({ kind: fc.constant('over' as const), at, bytes }),
    fc.record({ kind: fc.constant('cut' as const), at, length }),
    fc.record({ kind: fc.constant('again' as const), at, length, times: fc.constantFrom(1, 2, 50) }),
  ];
  const values = fc.record({ kind: fc.constant('value' as const), at, json: fc.constantFrom(...VALUES) });
  return fc.array(fc.oneof(...choices, ...(json ? [values, values, values] : [])), { minLength: 1, maxLength: 3 });
}

export function damage(valid: Buffer, faults: readonly Damage[]): Buffer {
  return faults.reduce((whole, fault) => damageOnce(whole, fault), valid);
}

function damageOnce(whole: Buffer, fault: Damage): Buffer {
  const from = Math.floor(fault.at * whole.length);
  const head = whole.subarray(0, from);
  switch (fault.kind) {
    case 'put':
      return Buffer.concat([head, raw(fault.bytes), whole.subarray(from)]);
    case 'over':
      return Buffer.concat([head, raw(fault.bytes), whole.subarray(from + fault.bytes.length)]);
    case 'cut':
      return Buffer.concat([head, whole.subarray(from + fault.length)]);
    case 'again': {
      const part = whole.subarray(from, from + fault.length);
      return Buffer.concat([
        head,
        ...Array.from({ length: fault.times + 1 }, () => part),
        whole.subarray(from + fault.length),
      ]);
    }
    case 'value':
      return exchange(whole, fault.at, fault.json);
  }
}

/** Strings, numbers and words of JSON, and the beginnings of objects and lists. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null/g;

function exchange(whole: Buffer, place: number, json: string): Buffer {
  const text = whole.toString('latin1');
  const tokens = [...text.matchAll(TOKEN)];
  const token = tokens[Math.min(Math.floor(place * tokens.length), tokens.length - 1)];
  if (!token) return whole;
  return raw(text.slice(0, token.index) + json + text.slice(token.index + token[0].length));
}

function raw(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
