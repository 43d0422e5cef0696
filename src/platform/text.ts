/** The most characters that a text of a record may have. */
export const LONGEST_TEXT = 5_000;

/** The number of characters, as people and Postgres count them: one beyond U+FFFF counts once, although JavaScript stores it as two units. */
export function lengthOf(text: string): number {
  return text.length - (text.match(/[\u{10000}-\u{10FFFF}]/gu)?.length ?? 0);
}

/** More marks on one character than any script uses; Unicode's stream-safe text format allows 30. */
const TOO_MANY_MARKS = /\p{M}{31,}/u;

/**
 * The normal form of a text: `é` becomes one character, even if it came as `e` with an accent. Stored texts and the texts of requests have it. A text
 * with too many marks on a character stays unchanged, because the time for sorting marks grows with the square of their number.
 */
export function normalText(text: string): string {
  return TOO_MANY_MARKS.test(text) ? text : text.normalize('NFC');
}

/** A text in normal form, without surrounding blanks. Line and paragraph separators do not count as blanks. */
export function writtenText(text: string): string {
  const start = text.search(NO_BLANK);
  if (start === -1) return '';
  let end = text.length;
  while (!NO_BLANK.test(text.charAt(end - 1))) end -= 1;
  return normalText(text.slice(start, end));
}

const NO_BLANK = /[^\p{Zs}\t-\r\uFEFF]/u;

/** Converts every text of an input, at any depth. Other values stay unchanged. */
export function normalInput<T>(value: T, form?: (text: string) => string): T;
export function normalInput(value: unknown, form = normalText): unknown {
  if (typeof value === 'string') return form(value);
  if (Array.isArray(value)) return value.map((item: unknown) => normalInput(item, form));
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]: [string, unknown]) => [name, normalInput(entry, form)]),
  );
}

/** Whether Postgres can store a text: it accepts neither U+0000 nor unpaired surrogates. So no record has another text. */
export function isStorable(text: string): boolean {
  return !/[\0\p{Cs}]/u.test(text);
}

/** A client's text for a message: in quotes, and at most its first 100 characters. */
export function quoted(text: string): string {
  const beginning = /^[^]{0,100}/u.exec(text)?.[0] ?? '';
  return JSON.stringify(beginning === text ? text : `${beginning}…`);
}

/** Prose: converts all line ends to LF. */
export function withPlainBreaks(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

type Check = readonly [form: RegExp, fault: string];

const SEPARATOR: Check = [/[\p{Zl}\p{Zp}]/u, 'contains a line or paragraph separator (U+2028, U+2029); remove it'];
/** Embeddings, overrides and isolates can make a text look like another one. */
const DIRECTION: Check = [
  /[\u202A-\u202E\u2066-\u2069]/u,
  'contains a text direction control (U+202A to U+202E, U+2066 to U+2069); remove it',
];
const MARKS: Check = [TOO_MANY_MARKS, 'has more than 30 marks, such as accents, on one character; remove some'];
const NO_CHARACTER: Check = [
  /\p{Noncharacter_Code_Point}/u,
  'contains a code point that is not a character; remove it',
];
/** Joiners, direction marks, variation selectors and tags: they have a meaning next to some characters. Elsewhere they only make two names look equal. */
const DEPENDENT = '[\\u180B-\\u180D\\u180F\\uFE00-\\uFE0F\\u{E0100}-\\u{E01EF}\\u200C-\\u200F\\u{E0020}-\\u{E007F}]';
const DEPENDENT_ONE = new RegExp(DEPENDENT, 'u');
/** Characters without a shape and without a meaning in a name: soft hyphens, zero-width blanks, fillers. */
const INVISIBLE: Check = [
  new RegExp(`(?!${DEPENDENT})[\\p{Default_Ignorable_Code_Point}\\uFFF9-\\uFFFB]`, 'u'),
  'contains an invisible character, such as a zero-width space or a soft hyphen; remove it',
];
/** A letter, a digit or a sign, but not U+2800, the empty Braille pattern. */
const VISIBLE = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;
const SHOWS_NOTHING = 'has no visible character; give a letter, a digit or a sign';

const IN_A_LINE: readonly Check[] = [
  [/[\p{Cc}\p{Cs}]/u, 'contains a line break, another control character or an unpaired surrogate; remove it'],
  SEPARATOR,
  DIRECTION,
  MARKS,
  NO_CHARACTER,
  INVISIBLE,
];
const IN_PROSE: readonly Check[] = [
  [/(?![\n\t])[\p{Cc}\p{Cs}]/u, 'contains a control character or an unpaired surrogate; remove it'],
  SEPARATOR,
  DIRECTION,
  MARKS,
  NO_CHARACTER,
];

/** What is wrong with a text of one line, such as a name, an address or a key; undefined if it is valid. Linear in its length. */
export function lineFault(text: string): string | undefined {
  return faultIn(text, IN_A_LINE) ?? misplaced(text);
}

/** The same for prose, which may have line breaks and tabs. */
export function proseFault(text: string): string | undefined {
  return faultIn(text, IN_PROSE);
}

function faultIn(text: string, checks: readonly Check[]): string | undefined {
  const [, fault] = checks.find(([form]) => form.test(text)) ?? [];
  return fault ?? (VISIBLE.test(text) ? undefined : SHOWS_NOTHING);
}

/** Letters that join, so that they have another shape next to a joiner. */
const JOINING =
  '(?=[\\p{L}\\p{M}\\p{N}])[\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Mand}\\p{scx=Mong}\\p{scx=Nkoo}\\p{scx=Phag}\\p{scx=Adlm}\\p{scx=Rohg}]';
/** The signs that connect letters of Indic scripts. Joiners change how they connect. */
const VIRAMA =
  '[\\u094D\\u09CD\\u0A4D\\u0ACD\\u0B4D\\u0BCD\\u0C4D\\u0CCD\\u0D3B\\u0D3C\\u0D4D\\u0DCA\\u1039\\u103A\\u17D2\\u1B44\\u1BAA\\u1BAB\\uA953\\uA9C0\\u{11046}\\u{1107F}\\u{11133}]';
/** The places where a letter or a sign allows a dependent character. Only that character is consumed, so that the next match can look back at it. */
const PLACED = new RegExp(
  [
    `(?<=${JOINING})(?:\\u200C(?=${JOINING})|\\u200D)`,
    `(?<=${VIRAMA})(?:\\u200C(?=\\p{L})|\\u200D)`,
    `(?<=\\p{L})\\u200D(?=${VIRAMA})`,
    // Emoji: sequences, text or picture style, keycaps, and flags of subdivisions.
    '(?<=\\p{Extended_Pictographic}[\\uFE0F\\p{Emoji_Modifier}]?)\\u200D(?=\\p{Extended_Pictographic})',
    '(?<=\\p{Extended_Pictographic})[\\uFE0E\\uFE0F]|(?<=[0-9#*])\\uFE0F(?=\\u20E3)',
    '(?<=\\u{1F3F4})[\\u{E0030}-\\u{E0039}\\u{E0061}-\\u{E007A}]{3,6}\\u{E007F}',
    '(?<=\\p{Ideographic})[\\uFE00-\\uFE02\\u{E0100}-\\u{E01EF}]|(?<=\\p{sc=Mong})[\\u180B-\\u180D\\u180F]',
    '(?<=(?!\\p{ASCII})\\p{Sm}|\\p{sc=Mymr}|\\p{sc=Phag})\\uFE00',
  ].join('|'),
  'gu',
);
/** A direction mark next to a blank or a sign: only these can change their direction. */
const PLACED_MARKS = /(?<=[^\p{L}\p{M}])[\u200E\u200F]|[\u200E\u200F](?=[^\p{L}\p{M}])/gu;
/** The blocks of right-to-left scripts. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** A dependent character without an effect in its place: the text looks the same without it. */
function misplaced(text: string): string | undefined {
  if (!DEPENDENT_ONE.test(text)) return undefined;
  const others = text.replace(PLACED, '');
  const [left] = DEPENDENT_ONE.exec(RIGHT_TO_LEFT.test(text) ? others.replace(PLACED_MARKS, '') : others) ?? [];
  if (left === undefined) return undefined;
  const code = left.codePointAt(0)?.toString(16).toUpperCase();
  return `contains an invisible character, U+${code}, that has no effect in its place; remove it`;
}

/** `https://example.org/a?b`: a URL whose host all parsers agree on. A backslash, a user name before an `@` or `%2e` could hide the real host. */
const WEB = /^https?:\/\/(?:\[[\da-f:.]+\]|(?:[\w.-]|(?!\s)\P{ASCII})+)(?::\d*)?(?:[/?#][^\s\\<>"]*)?$/iu;
/** An IP address, or names separated by single dots. */
const HOST = /^(?:\[.+\]|[^.]+(?:\.[^.]+)*\.?)$/;
const NUMBERS = /^\d+\.\d+\.\d+\.\d+$/;

export function isWebAddress(text: string): boolean {
  if (!WEB.test(text) || !URL.canParse(text)) return false;
  const { hostname } = new URL(text);
  // Parsers read `https://2130706433` as an IP address.
  return HOST.test(hostname) && (!NUMBERS.test(hostname) || text.includes(`//${hostname}`));
}
