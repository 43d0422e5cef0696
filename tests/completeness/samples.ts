import type { Pool } from 'pg';
import { domain } from '../../src/features';
import { fieldName } from '../../src/platform/naming';
import { filterKind } from '../../src/platform/reading/readable';
import type { Model } from '../../src/platform/reading';
import type { WritableProperty } from '../../src/platform/writing/model/writable';
import { makeTerm } from '../support/factories';
import type { Editor } from '../writing/mutate';

/** Values by property, as an input takes them. */
export type Values = Readonly<Record<string, unknown>>;

let made = 0;

/** Texts of every form that a rule may ask for. */
function texts(number: number): string[] {
  return [
    `Text ${number}`,
    `text-${number}`,
    `https://example.org/${number}`,
    `name${number}@example.org`,
    `+1 215 555 ${String(number).padStart(4, '0')}`,
    number % 2 === 0 ? 'USD' : 'EUR',
  ];
}

/** Another value of the property at each call: one that its rule accepts. */
export function sample(property: WritableProperty): unknown {
  made += 1;
  const kind = filterKind(property);
  if (typeof kind === 'object') return Object.keys(kind)[made % Object.keys(kind).length];
  switch (kind) {
    case 'Boolean':
      return made % 2 === 0;
    case 'Int':
      return 1_100 + (made % 900);
    case 'Float':
      return made + 0.5;
    case 'Date':
      return new Date(Date.UTC(2000, 0, made)).toISOString().slice(0, 10);
    case 'StringList':
      return [`Other ${made}`];
    case 'ID':
    case 'DateTime':
    case 'String': {
      const fitting = texts(made).find((text) => property.rule?.safeParse(text).success);
      if (fitting === undefined) throw new Error(`no sample fits the rule of ${property.property}; add one to texts()`);
      return fitting;
    }
  }
}

/** A value for each property of its own that clients may write; the records that it points to are made as well. */
export async function samples(editor: Editor, properties: readonly WritableProperty[], of: Model): Promise<Values> {
  const values: Record<string, unknown> = {};
  for (const property of properties) {
    const target = property.references?.();
    // A record of its own type would need another one, and so on.
    if (target === of && property.nullable) continue;
    values[property.property] = target ? await makeRecord(editor, target) : sample(property);
  }
  return values;
}

/** Makes a record of any type. @returns its id */
export async function makeRecord(editor: Editor, model: Model): Promise<string> {
  const record = domain.writes.recordOf(model);
  const load = LOADED.get(model.type);
  if (!record && load) return load(editor.hub.database.pool);
  if (!record) throw new Error(`${model.type} is made by no mutation; say in LOADED how it is made`);
  const name = `create${model.type}`;
  const input = await samples(editor, record.properties, model);
  const payload = await editor.do<{ record: { id: string } | null }>(
    name,
    input,
    `record: ${fieldName(model.type)} { id }`,
  );
  if (!payload.record) throw new Error(`${name}: ${JSON.stringify(payload.errors)}`);
  return payload.record.id;
}

/** What clients cannot make: it comes with the dataset. */
const LOADED: ReadonlyMap<string, (pool: Pool) => Promise<string>> = new Map([
  ['Term', (pool: Pool) => makeTerm(pool)],
]);
