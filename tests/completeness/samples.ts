import { Day } from '../../src/platform/scalars';
import { domain } from '../../src/features';
import { DateTime } from '../../src/platform/moment';
import { fieldName } from '../../src/platform/naming';
import { filterKind, itemType } from '../../src/platform/reading/readable';
import type { Model } from '../../src/platform/reading';
import { orderFaults } from '../../src/platform/writing';
import type { WritableProperty } from '../../src/platform/writing/model/writable';
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
    // Letters alone, and digits of a hash: another one for each number.
    String(number).replace(/\d/g, (digit) => 'ABCDEFGHIJ'.charAt(Number(digit))),
    number % 2 === 0 ? 'USD' : 'EUR',
    number.toString(16).padStart(64, '0'),
  ];
}

/** Another value of the property at each call: one that its rule accepts. */
export function sample(property: WritableProperty): unknown {
  made += 1;
  const found = candidates(property, made).find((value) => isAccepted(property, value));
  if (found === undefined) throw new Error(lacking(property.property));
  return found;
}

function candidates(property: WritableProperty, number: number): readonly unknown[] {
  const kind = filterKind(property);
  if (typeof kind === 'object') return [Object.keys(kind)[number % Object.keys(kind).length]];
  switch (kind) {
    case 'Boolean':
      return [number % 2 === 0];
    case 'Int':
      return [1_100 + (number % 900)];
    case 'Float':
      return [number + 0.5];
    case 'Decimal':
      return [`${number}.50`, `${number}`];
    case 'Date':
      return [new Date(Date.UTC(2000, 0, number)).toISOString().slice(0, 10)];
    case 'DateTime':
      return [new Date(Date.UTC(2000, 0, number, 9)).toISOString()];
    case 'StringList': {
      const items = candidates({ ...property, type: () => itemType(property) }, number);
      return items.map((item) => [item]);
    }
    case 'ID':
    case 'String':
      return texts(number);
  }
}

/** Rules take days and moments as GraphQL hands them over. */
function isAccepted(property: WritableProperty, value: unknown): boolean {
  const kind = filterKind(property);
  const scalar = kind === 'Date' ? Day : kind === 'DateTime' ? DateTime : undefined;
  const given: unknown = scalar ? scalar.parseValue(value) : value;
  return property.rule?.safeParse(given).success !== false;
}

function lacking(property: string): string {
  return `No sample fits the rule of ${property}; add one to tests/completeness/samples.ts.`;
}

/** Said once, before the first test: without a sample, tests of all types that need such a record would fail. */
const LACKING = [...domain.writes.records, ...domain.writes.links].flatMap(({ model, properties }) =>
  properties
    .filter((property) => !property.references && !candidates(property, 1).some((value) => isAccepted(property, value)))
    .map(({ property }) => lacking(`${model.type}.${property}`)),
);
if (LACKING.length > 0) throw new Error(LACKING.join('\n'));

/** A value for each property of its own that clients may write; the records that it points to are made as well. */
export async function samples(editor: Editor, properties: readonly WritableProperty[], of: Model): Promise<Values> {
  const values: Record<string, unknown> = {};
  for (const property of properties) {
    const target = property.references?.();
    // A record of its own type would need another one, and so on.
    if (target === of && property.nullable) continue;
    values[property.property] = target ? await makeRecord(editor, target) : sample(property);
  }
  return inOrder(properties, values);
}

/** The values, with those exchanged that are before the ones that they must not be before. */
export function inOrder(properties: readonly WritableProperty[], values: Values): Values {
  const ordered: Record<string, unknown> = { ...values };
  for (const [property, , other = property] of orderFaults(properties, values))
    [ordered[property], ordered[other]] = [values[other], values[property]];
  return ordered;
}

/** Makes a record of any type. @param given values that it must have @returns its id */
export async function makeRecord(editor: Editor, model: Model, given: Values = {}): Promise<string> {
  const record = domain.writes.recordOf(model);
  if (!record) throw new Error(`${model.type} is made by no mutation`);
  const name = `create${model.type}`;
  const input = { ...(await samples(editor, record.properties, model)), ...given };
  const payload = await editor.do<{ record: { id: string } | null }>(
    name,
    input,
    `record: ${fieldName(model.type)} { id }`,
  );
  if (!payload.record) throw new Error(`${name}: ${JSON.stringify(payload.errors)}`);
  return payload.record.id;
}

/** Makes a record with which another one can be merged: inside the same record, if records of the type stand inside others. @returns its id */
export async function makeTwin(editor: Editor, model: Model, of: unknown): Promise<string> {
  const within = domain.writes.recordOf(model)?.options.within;
  if (within === undefined) return makeRecord(editor, model);
  const { rows } = await editor.hub.database.pool.query<{ holder: string }>(
    `SELECT ${model.column(within).name} AS holder FROM ${model.table} WHERE id = $1`,
    [of],
  );
  return makeRecord(editor, model, { [within]: rows[0]?.holder });
}
