import { Document, isMap, isSeq, visit, type Pair, type Scalar } from 'yaml';
import { sources } from '../../source.entity';
import type { Content } from './dataset.links';
import type { RecordShape } from '../dataset.shape';

const ABOUT_LINES = ' The hub does not keep how many lines a document has: `lines` is the last line that is cited.';

/** A file with one list, as a person would write it: a record in lines, what stands inside it in brackets. */
export function printed({ list, record }: RecordShape, contents: readonly Content[]): string {
  // The reader refuses aliases, and other readers take a plain `yes` for a Boolean.
  const document = new Document({ [list]: contents }, { aliasDuplicateObjects: false, compat: 'yaml-1.1' });
  if (record.model === sources) document.commentBefore = ABOUT_LINES;
  const items = document.get(list);
  if (isSeq(items)) items.items.forEach(styleRecord);
  return document.toString({ lineWidth: 120, singleQuote: true, doubleQuotedMinMultiLineLength: Infinity });
}

function styleRecord(record: unknown, index: number): void {
  if (!isMap(record)) return;
  record.spaceBefore = index > 0;
  for (const { value } of record.items) styleValue(value);
}

function styleValue(value: unknown): void {
  if (isSeq(value) && value.items.some(isMap)) value.items.forEach(inBrackets);
  else if (isMap(value) && !value.has('is')) value.items.forEach((group: Pair) => inBrackets(group.value));
  else inBrackets(value);
}

function inBrackets(value: unknown): void {
  if (!isMap(value) && !isSeq(value)) return;
  value.flow = true;
  visit(value, { Scalar: (_key, scalar) => quoteOdd(scalar) });
}

/** In brackets some plain texts, such as a single hyphen, would be read as something else. */
function quoteOdd(scalar: Scalar): void {
  if (typeof scalar.value === 'string' && !PLAIN.test(scalar.value)) scalar.type = 'QUOTE_SINGLE';
}

const PLAIN = /^\p{L}(?:[\p{L}\p{N}.;'&()/+@_-]| (?! ))*$/u;
