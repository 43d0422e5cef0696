/** The most characters that a text of a record may have. */
export const LONGEST_TEXT = 5_000;

/** More marks on one character than any script has; Unicode's stream-safe texts have no more than 30. */
const TOO_MANY_MARKS = /\p{M}{31,}/u;

/**
 * One form of each text: `é` is one character, whether it came as one or as `e` with an accent. What is stored and what is asked for has it. A text
 * with more marks on a character than any that is stored stays as it is: to bring marks into their order takes time that grows with their square.
 */
export function normalText(text: string): string {
  return TOO_MANY_MARKS.test(text) ? text : text.normalize('NFC');
}

/** The same for every text of an input, however deep. Values that are no texts stay as they are. */
export function normalInput<T>(value: T): T;
export function normalInput(value: unknown): unknown {
  if (typeof value === 'string') return normalText(value);
  if (Array.isArray(value)) return value.map((item: unknown) => normalInput(item));
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]: [string, unknown]) => [name, normalInput(entry)]),
  );
}

/** Whether Postgres can hold a text: it takes neither U+0000 nor half a character. A text that it cannot hold is that of no record. */
export function isStorable(text: string): boolean {
  return !/[\0\p{Cs}]/u.test(text);
}

/** How much of a client's text a message repeats. */
const REPEATED = 100;

/** A text of a client's as a message repeats it: in quotes, its beginning only where it is long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > REPEATED ? `${text.slice(0, REPEATED)}…` : text);
}

/** Prose: lines of it end in LF, whatever they ended in. */
export function withPlainBreaks(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

type Check = readonly [form: RegExp, fault: string];

const SEPARATOR: Check = [/[\p{Zl}\p{Zp}]/u, 'holds a line or paragraph separator (U+2028, U+2029); take it out'];
/** Embeddings, overrides and isolates can make a text read as another one. The marks U+200E and U+200F cannot, and Hebrew and Arabic need them. */
const DIRECTION: Check = [
  /[\u202A-\u202E\u2066-\u2069]/u,
  'holds a control of the direction of writing (U+202A to U+202E, U+2066 to U+2069); take it out',
];
const MARKS: Check = [TOO_MANY_MARKS, 'has more than 30 marks, such as accents, on one character; take some out'];
const NO_CHARACTER: Check = [/\p{Noncharacter_Code_Point}/u, 'holds a code that is no character; take it out'];
/** What has no shape at all, and no meaning within a name: soft hyphens, zero-width blanks, fillers. Joiners have one, as in emoji and in Persian. */
const INVISIBLE: Check = [
  /[\u00AD\u115F\u1160\u180E\u200B\u2060-\u2064\u206A-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB]/u,
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
  return faultIn(text, IN_A_LINE);
}

/** The same for some sentences, which may have line breaks and tabs. */
export function proseFault(text: string): string | undefined {
  return faultIn(text, IN_PROSE);
}

function faultIn(text: string, checks: readonly Check[]): string | undefined {
  const [, fault] = checks.find(([form]) => form.test(text)) ?? [];
  return fault ?? (VISIBLE.test(text) ? undefined : SHOWS_NOTHING);
}

/** `https://example.org/a?b`: what every reader takes for the same host. A backslash or a user name before an `@` would hide it. */
const WEB = /^https?:\/\/[^\s\\<>"@/?#]+(?:[/?#][^\s\\<>"]*)?$/iu;

export function isWebAddress(text: string): boolean {
  return WEB.test(text) && URL.canParse(text);
}
