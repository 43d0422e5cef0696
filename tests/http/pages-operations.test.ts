import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { prefersPage } from '../../src/platform/http/pages/page-type';
import { html, toScript } from '../../src/platform/http/pages/html';
import { readOperations } from '../../src/platform/http/pages/curated-operations';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'hub-operations-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  writeFileSync(path.join(folder, name), text);
}

describe('curated operations', () => {
  test('are read with their question, their hint and their variables', () => {
    const document =
      '# For front ends: Who leads it? Look at `lead`,\n# which may be null.\nquery WhoLeads($slug: String!) { a }\n';
    write('who-leads.graphql', document);
    write('who-leads.variables.json', '{ "slug": "secure" }\n');
    write('notes.md', 'no operation');
    expect(readOperations(folder)).toEqual([
      {
        name: 'WhoLeads',
        audience: 'front ends',
        question: 'Who leads it?',
        hint: 'Look at `lead`, which may be null.',
        document,
        variables: '{ "slug": "secure" }',
      },
    ]);
  });

  test('come by audience, those of one audience in the order of their files', () => {
    for (const [name, audience] of [
      ['b', 'front ends'],
      ['a', 'partners'],
      ['d', 'front ends'],
      ['c', 'analysts'],
    ])
      write(`${name}.graphql`, `# For ${audience}: ${name}?\nquery ${name} { a }`);
    expect(readOperations(folder).map(({ name }) => name)).toEqual(['b', 'd', 'c', 'a']);
  });

  test.each([
    ['without a question', 'query A { a }', '{}'],
    ['without an audience', '# What?\nquery A { a }', '{}'],
    ['with an audience that there is not', '# For poets: What?\nquery A { a }', '{}'],
    ['without a name', '# For analysts: What?\n{ a }', '{}'],
    ['with two operations', '# For analysts: What?\nquery A { a } query B { b }', '{}'],
    ['with variables that are no JSON', '# For analysts: What?\nquery A { a }', '{ slug }'],
  ])('are refused %s', (_fault, document, variables) => {
    write('one.graphql', document);
    write('one.variables.json', variables);
    expect(() => readOperations(folder)).toThrow('is not a valid curated operation');
  });

  test('of the hub itself can be read', () => {
    const operations = readOperations();
    expect(operations.length).toBeGreaterThanOrEqual(8);
    expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length);
  });
});

describe('what a client accepts', () => {
  test.each([
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
    ['text/html', true],
    ['text/html, */*', true],
    ['*/*', false],
    [undefined, false],
    ['', false],
    ['application/json', false],
    ['text/html;q=0', false],
    ['text/html, application/json', false],
    ['text/html;q=0.9, application/json;q=0.8', true],
    ['text/event-stream', false],
  ])('%s: a page? %s', (accept, expected) => {
    expect(prefersPage(accept)).toBe(expected);
  });
});

describe('what is put into a page', () => {
  test('stays text in HTML', () => {
    expect(html`<p title="${'"'}">${'<b>&'}${[html`<i>${"'"}</i>`, 1]}${undefined}</p>`.text).toBe(
      '<p title="&quot;">&lt;b&gt;&amp;<i>&#39;</i>1</p>',
    );
  });

  test('cannot end a script', () => {
    expect(toScript({ text: '</script><!--' })).toBe('{"text":"\\u003c/script>\\u003c!--"}');
  });
});
