import fc from 'fast-check';
import { parseDocument, visit } from 'yaml';
import { domain } from '../../src/features';
import { writtenText } from '../../src/platform/text';
import { rules } from '../../src/platform/writing';
import { printed } from '../../src/sources/dataset/export/dataset.printer';
import { datasetShape, sectionsOf } from '../../src/sources/dataset/dataset.shape';

const [section] = sectionsOf(datasetShape(domain));

/** What means something in YAML, and what does not, in any order. */
const PIECES = fc.constantFrom(
  ...`- ? : , [ ] { } # & * ! | > ' " % @ \` ~ = < \\ / . --- ... << 👩🏽‍⚕️ é`.split(' '),
  ...[' ', '  ', '\t', '\n', '\n\n', '\n  ', ' #', ': ', '- ', ' \n', '\u00A0', '\u0085', '\u2003'],
  ...['null', 'yes', 'no', 'true', '0', '1_000', '12:30', '0o7', '.inf', '2026-01-31', 'A1', 'word'],
  'a longer run of words that makes a line too long for one line of a file, so that it is broken',
);

const text = fc
  .array(PIECES, { minLength: 1, maxLength: 12 })
  .map((pieces) => writtenText(pieces.join('')))
  .filter((each) => rules.prose.safeParse(each).success);

/** What the YAML library itself would print wrongly. */
const FOUND: [string[]][] = [[['-\n-', '-']], [[`${'a long line '.repeat(10)}\n \n-`]]];

test('every text that a record may have is read from a file as it was printed', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (texts) => {
      const [first] = texts;
      const contents = texts.map((each) => ({
        slug: 'a',
        name: each,
        alternateNames: texts,
        description: { is: each, cite: ['A1', 'A2'] },
        cite: 'A1',
        roles: [
          { organization: 'b', note: each, cite: 'A3-4 INFERRED' },
          { organization: 'c', note: first },
        ],
        tags: { audiences: { residents: 'A1', fellows: ['A1', 'A2'] } },
      }));
      if (!section) throw new TypeError('A dataset has sections.');
      const file = printed(section, contents);
      const document = parseDocument(file);
      expect([...document.errors, ...document.warnings]).toEqual([]);
      visit(document, { Alias: () => expect('an alias').toBe('none') });
      expect(document.toJS()).toEqual({ [section.list]: contents });
    }),
    { seed: 1, numRuns: 400, examples: FOUND },
  );
});
