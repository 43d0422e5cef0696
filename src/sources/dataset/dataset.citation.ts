import { z } from 'zod';
import { Assertion } from '../citation.entity';
import { isRecord } from './dataset.entries';
import type { Known } from './dataset.known';
import { form, noteForm } from './dataset.values';

/** The lines of a source that support something: `A37-39 INFERRED`. */
export interface Cite {
  source: string;
  from: number;
  to: number;
  assertion: Assertion;
  note?: string | undefined;
  /** The value that the source gives, if it is another one than that of the record. */
  gives?: unknown;
}

const FORM = /^([A-Z]+)([1-9]\d{0,5})(?:-([1-9]\d{0,5}))?(?: ([A-Z_]+))?$/;
const MISSING =
  'the citation is missing: add cite: with a source and its lines, e.g. cite: A9 or cite: A37-39, or { is: value, cite: A9 }';
const HOW =
  'write a source and its lines, e.g. A9 or A37-39; if the lines do not state it explicitly, A9 NAME_ONLY or A9 INFERRED';

/** Says that the hub knows no citation. A missing citation is a fault, so that nobody forgets one. */
export const UNCITED = 'NONE';

/**
 * One citation, a list with at least one, or `NONE`. Each is a text, or `{ at: A9, note: …, gives: … }`.
 * @param gives the form of a value that contradicts that of the record, where there can be one
 */
export function citationForm(known: Known, gives?: z.ZodType) {
  const at = z.string({ error: HOW }).transform((text, context): Cite | typeof UNCITED => {
    if (text === UNCITED) return UNCITED;
    const cite = parseCite(text);
    const fault = typeof cite === 'string' ? cite : rangeFault(cite, known);
    if (fault) context.addIssue({ code: 'custom', message: fault });
    return typeof cite === 'string' ? z.NEVER : cite;
  });
  const more = { note: noteForm.optional(), ...(gives && { gives: gives.optional() }) };
  const one = z
    .preprocess((value) => (isRecord(value) ? value : { at: value }), form({ at, ...more }))
    .transform((given): Cite | typeof UNCITED => {
      const { at: cite, ...rest } = given as { at: Cite | typeof UNCITED } & Pick<Cite, 'note' | 'gives'>;
      return cite === UNCITED ? UNCITED : { ...cite, ...rest };
    });
  const list = z
    .array(one, { error: ({ input }) => (input === undefined ? MISSING : HOW) })
    .min(1, MISSING)
    .refine(
      (cites) => cites.length === 1 || !cites.includes(UNCITED),
      `${UNCITED} stands alone: keep it or the citations`,
    )
    .refine((cites) => distinct(cites.filter(isCite)), 'the same lines are cited twice: keep one of the two')
    .transform((cites): readonly Cite[] => cites.filter(isCite));
  return z.preprocess((value) => (typeof value === 'string' ? [value] : value), list);
}

export type CitationForm = ReturnType<typeof citationForm>;

function parseCite(text: string): Cite | string {
  const [, source, from, to, word = 'EXPLICIT'] = FORM.exec(text) ?? [];
  if (!source || !from) return `"${text}" is not a citation: ${HOW}`;
  if (!isAssertion(word)) return `${word} is not an assertion: use one of ${Object.keys(Assertion).join(', ')}`;
  return { source, from: Number(from), to: Number(to ?? from), assertion: word };
}

/** The citation as the files write it: the reverse of what the form reads. Nothing where the form has no place for such lines. */
export function writtenCite({ source, from, to, assertion }: Cite): string | undefined {
  const lines = from === to ? `${from}` : `${from}-${to}`;
  const text = `${source}${lines}${assertion === 'EXPLICIT' ? '' : ` ${assertion}`}`;
  return FORM.test(text) ? text : undefined;
}

function isAssertion(word: string): word is Assertion {
  return Object.hasOwn(Assertion, word);
}

function rangeFault({ source, from, to }: Cite, known: Known): string | undefined {
  const lines = known.sources.get(source);
  if (lines === undefined) {
    return known.complete
      ? `there is no source "${source}": use one of ${[...known.sources.keys()].join(', ')}`
      : undefined;
  }
  if (from > to) return `${source}${from}-${to} ends before it begins: put the smaller line first`;
  return to > lines
    ? `source ${source} has ${lines} lines, so line ${to} cannot be cited: correct the line`
    : undefined;
}

function isCite(cite: Cite | typeof UNCITED): cite is Cite {
  return cite !== UNCITED;
}

function distinct(cites: readonly Cite[]): boolean {
  const lines = cites.filter(Boolean).map(({ source, from, to }) => `${source}${from}-${to}`);
  return new Set(lines).size === lines.length;
}
