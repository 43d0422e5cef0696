/** The most characters that a text of a record may have. */
export const LONGEST_TEXT = 5_000;

/** How many characters a text has, as people and Postgres count them: one beyond U+FFFF is one, though a program's text holds it as two. */
export function lengthOf(text: string): number {
  return text.length - (text.match(/[\u{10000}-\u{10FFFF}]/gu)?.length ?? 0);
}

/** More marks on one character than any script has; Unicode's stream-safe texts have no more than 30. */
const TOO_MANY_MARKS = /\p{M}{31,}/u;

/**
 * One form of each text: `é` is one character, whether it came as one or as `e` with an accent. What is stored and what is asked for has it. A text
 * with more marks on a character than any that is stored stays as it is: to bring marks into their order takes time that grows with their square.
 */
export function normalText(text: string): string {
  return TOO_MANY_MARKS.test(text) ? text : text.normalize('NFC');
}

/** A text as it is written: in its normal form, without the blanks around it. Separators of lines and paragraphs are no blanks. */
export function writtenText(text: string): string {
  const start = text.search(NO_BLANK);
  if (start === -1) return '';
  let end = text.length;
  while (!NO_BLANK.test(text.charAt(end - 1))) end -= 1;
  return normalText(text.slice(start, end));
}

const NO_BLANK = /[^\p{Zs}\t-\r\uFEFF]/u;

/** Brings every text of an input, however deep, into a form. Values that are no texts stay as they are. */
export function normalInput<T>(value: T, form?: (text: string) => string): T;
export function normalInput(value: unknown, form = normalText): unknown {
  if (typeof value === 'string') return form(value);
  if (Array.isArray(value)) return value.map((item: unknown) => normalInput(item, form));
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]: [string, unknown]) => [name, normalInput(entry, form)]),
  );
}

/** Whether Postgres can hold a text: it takes neither U+0000 nor half a character. A text that it cannot hold is that of no record. */
export function isStorable(text: string): boolean {
  return !/[\0\p{Cs}]/u.test(text);
}

/** A text of a client's as a message repeats it: in quotes, of a long one the first 100 characters. */
export function quoted(text: string): string {
  const beginning = /^[^]{0,100}/u.exec(text)?.[0] ?? '';
  return JSON.stringify(beginning === text ? text : `${beginning}…`);
}

/** Prose: lines of it end in LF, whatever they ended in. */
export function withPlainBreaks(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

type Check = readonly [form: RegExp, fault: string];

const SEPARATOR: Check = [/[\p{Zl}\p{Zp}]/u, 'holds a line or paragraph separator (U+2028, U+2029); take it out'];
/** Embeddings, overrides and isolates can make a text read as another one. */
const DIRECTION: Check = [
  /[\u202A-\u202E\u2066-\u2069]/u,
  'holds a control of the direction of writing (U+202A to U+202E, U+2066 to U+2069); take it out',
];
const MARKS: Check = [TOO_MANY_MARKS, 'has more than 30 marks, such as accents, on one character; take some out'];
const NO_CHARACTER: Check = [/\p{Noncharacter_Code_Point}/u, 'holds a code that is no character; take it out'];
/** Joiners, marks of direction, variation selectors and tags: they mean something next to some characters, and make a twin of a name elsewhere. */
const DEPENDENT = '[\\u180B-\\u180D\\u180F\\uFE00-\\uFE0F\\u{E0100}-\\u{E01EF}\\u200C-\\u200F\\u{E0020}-\\u{E007F}]';
const DEPENDENT_ONE = new RegExp(DEPENDENT, 'u');
/** What has no shape at all, and no meaning within a name: soft hyphens, zero-width blanks, fillers. */
const INVISIBLE: Check = [
  new RegExp(`(?!${DEPENDENT})[\\p{Default_Ignorable_Code_Point}\\uFFF9-\\uFFFB]`, 'u'),
  'holds an invisible character, such as a zero-width blank or a soft hyphen; take it out',
];
/** A letter, a digit or a sign. U+2800 is a sign without a dot. */
const VISIBLE = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;
const SHOWS_NOTHING = 'has no visible character; give a letter, a digit or a sign';

const IN_A_LINE: readonly Check[] = [
  [/[\p{Cc}\p{Cs}]/u, 'holds a line break, another control character or half of a character; take it out'],
  SEPARATOR,
  DIRECTION,
  MARKS,
  NO_CHARACTER,
  INVISIBLE,
];
const IN_PROSE: readonly Check[] = [
  [/(?![\n\t])[\p{Cc}\p{Cs}]/u, 'holds a control character or half of a character; take it out'],
  SEPARATOR,
  DIRECTION,
  MARKS,
  NO_CHARACTER,
];

/** What is wrong with a text of one line, such as a name, an address or a key; nothing where it can be used. Linear in its length. */
export function lineFault(text: string): string | undefined {
  return faultIn(text, IN_A_LINE) ?? misplaced(text);
}

/** The same for some sentences, which may have line breaks and tabs. */
export function proseFault(text: string): string | undefined {
  return faultIn(text, IN_PROSE);
}

function faultIn(text: string, checks: readonly Check[]): string | undefined {
  const [, fault] = checks.find(([form]) => form.test(text)) ?? [];
  return fault ?? (VISIBLE.test(text) ? undefined : SHOWS_NOTHING);
}

/** Letters that join, and so have another shape next to a joiner. */
const JOINING =
  '(?=[\\p{L}\\p{M}\\p{N}])[\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Mand}\\p{scx=Mong}\\p{scx=Nkoo}\\p{scx=Phag}\\p{scx=Adlm}\\p{scx=Rohg}]';
/** The signs by which the letters of Indic scripts are bound to each other, which joiners tell how to. */
const VIRAMA =
  '[\\u094D\\u09CD\\u0A4D\\u0ACD\\u0B4D\\u0BCD\\u0C4D\\u0CCD\\u0D3B\\u0D3C\\u0D4D\\u0DCA\\u1039\\u103A\\u17D2\\u1B44\\u1BAA\\u1BAB\\uA953\\uA9C0\\u{11046}\\u{1107F}\\u{11133}]';
/** Where a letter or a sign takes one. Nothing but the dependent character is consumed, so that the next one sees it. */
const PLACED = new RegExp(
  [
    `(?<=${JOINING})(?:\\u200C(?=${JOINING})|\\u200D)`,
    `(?<=${VIRAMA})(?:\\u200C(?=\\p{L})|\\u200D)`,
    `(?<=\\p{L})\\u200D(?=${VIRAMA})`,
    // Emoji: made of several, shown as a sign or as a picture, on a key, and flags of countries that are parts of others.
    '(?<=\\p{Extended_Pictographic}[\\uFE0F\\p{Emoji_Modifier}]?)\\u200D(?=\\p{Extended_Pictographic})',
    '(?<=\\p{Extended_Pictographic})[\\uFE0E\\uFE0F]|(?<=[0-9#*])\\uFE0F(?=\\u20E3)',
    '(?<=\\u{1F3F4})[\\u{E0030}-\\u{E0039}\\u{E0061}-\\u{E007A}]{3,6}\\u{E007F}',
    '(?<=\\p{Ideographic})[\\uFE00-\\uFE02\\u{E0100}-\\u{E01EF}]|(?<=\\p{sc=Mong})[\\u180B-\\u180D\\u180F]',
    '(?<=(?!\\p{ASCII})\\p{Sm}|\\p{sc=Mymr}|\\p{sc=Phag})\\uFE00',
  ].join('|'),
  'gu',
);
/** A mark of direction beside a blank or a sign, which is the only thing that it can turn. */
const PLACED_MARKS = /(?<=[^\p{L}\p{M}])[\u200E\u200F]|[\u200E\u200F](?=[^\p{L}\p{M}])/gu;
/** The blocks of the scripts that are written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** A dependent character that changes nothing where it stands: the text would look the same without it. */
function misplaced(text: string): string | undefined {
  if (!DEPENDENT_ONE.test(text)) return undefined;
  const others = text.replace(PLACED, '');
  const [left] = DEPENDENT_ONE.exec(RIGHT_TO_LEFT.test(text) ? others.replace(PLACED_MARKS, '') : others) ?? [];
  if (left === undefined) return undefined;
  const code = left.codePointAt(0)?.toString(16).toUpperCase();
  return `holds an invisible character, U+${code}, where no letter or sign beside it takes it; take it out`;
}

/** `https://example.org/a?b`: what every reader takes for the same host. A backslash or a user name before an `@` would hide it, and so would `%2e`. */
const WEB = /^https?:\/\/(?:\[[\da-f:.]+\]|(?:[\w.-]|(?!\s)\P{ASCII})+)(?::\d*)?(?:[/?#][^\s\\<>"]*)?$/iu;
/** An address of the network, or names parted by single dots. */
const HOST = /^(?:\[.+\]|[^.]+(?:\.[^.]+)*\.?)$/;
const NUMBERS = /^\d+\.\d+\.\d+\.\d+$/;

export function isWebAddress(text: string): boolean {
  if (!WEB.test(text) || !URL.canParse(text)) return false;
  const { hostname } = new URL(text);
  // `https://2130706433` is read as numbers that it does not have.
  return HOST.test(hostname) && (!NUMBERS.test(hostname) || text.includes(`//${hostname}`));
}
