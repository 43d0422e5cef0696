import type { EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { filterKind, itemType, type FilterKind, type ReadableProperty } from '../reading/readable';
import type { LinkModel, WriteModel } from '../writing';
import type { WritableProperty } from '../writing/model/writable';

/** The column types, as TypeORM names them, that keep each kind of value exactly as it is logged. */
const KEPT_IN: Readonly<Record<Exclude<FilterKind, object>, readonly string[]>> = {
  ID: ['uuid', 'text'],
  String: ['text', 'varchar', 'character varying'],
  Int: ['integer', 'int', 'int4', 'smallint', 'int2'],
  Float: ['double precision', 'float8'],
  Decimal: ['numeric', 'decimal'],
  Boolean: ['boolean', 'bool'],
  Date: ['date'],
  DateTime: ['timestamp with time zone', 'timestamptz'],
  StringList: ['text'],
};

/** A value of each kind, as GraphQL hands it to a rule. */
const GIVEN: Readonly<Record<Exclude<FilterKind, object>, unknown>> = {
  ID: 'a',
  String: 'a',
  Int: 1,
  Float: 1,
  Decimal: '1',
  Boolean: true,
  Date: new Date('2000-01-01'),
  DateTime: new Date('2000-01-01'),
  StringList: ['a'],
};

/** What would be logged in another way than it is stored, would fail in Postgres, or could never be written. */
export function ruleFaults(table: EntityMetadata, { model, properties }: WriteModel | LinkModel): string[] {
  return properties.flatMap((property) => {
    const column = table.findColumnWithPropertyName(property.property);
    const name = `${model.type}.${property.property}`;
    if (!column) return [];
    const unfit = [...typeFaults(property, name), ...columnFaults(property, column, name)];
    return unfit.length > 0 || property.references ? unfit : valueFaults(property, column, name);
  });
}

/** Lists that filters, inputs and the dataset do not know, and scalars that refuse a text that is stored. */
function typeFaults(property: ReadableProperty, name: string): string[] {
  const type = itemType(property);
  if (Array.isArray(property.type())) {
    const kind = filterKind({ ...property, type: () => type });
    if (kind === 'String' || typeof kind === 'object') return [];
    return [
      `${name} is a list of ${kind}; clients can write lists of texts or of an enum only. Change its @Readable, or leave @Writable out.`,
    ];
  }
  if (filterKind(property) !== 'String' || !isScalar(type) || printsAll(type)) return [];
  return [
    `${name} is a ${type.name}, which refuses some stored texts when they are read; use String, or a scalar of platform/scalars.ts.`,
  ];
}

interface Scalar {
  readonly name: string;
  serialize(value: unknown): unknown;
}

function isScalar(type: unknown): type is Scalar {
  return typeof type === 'object' && type !== null && 'serialize' in type;
}

function printsAll(scalar: Scalar): boolean {
  try {
    return scalar.serialize('a') === 'a';
  } catch {
    return false;
  }
}

function columnFaults(property: WritableProperty, column: ColumnMetadata, name: string): string[] {
  const kind = filterKind(property);
  const [shown, kept] = typeof kind === 'object' ? ['an enum', KEPT_IN.String] : [kind, KEPT_IN[kind]];
  const type = String(column.type);
  if (!kept.includes(type))
    return [`${name} is ${shown} in the schema and ${type} in its table; make the column ${kept[0]}.`];
  return kind === 'DateTime' && (column.precision ?? 3) < 3
    ? [`${name} loses milliseconds in its table; give its @Column precision 3.`]
    : [];
}

function valueFaults(property: WritableProperty, column: ColumnMetadata, name: string): string[] {
  const { rule, initial } = property;
  const kind = filterKind(property);
  const words = enumWords(property);
  const given = words ? wordsAs(property, words[0]) : GIVEN[kind as keyof typeof GIVEN];
  const issues = rule?.safeParse(given).error?.issues ?? [];
  if (issues.some(({ code }) => code === 'invalid_type'))
    return [
      `${name} has a rule for values of another type, so it refuses every value; give it another rule, or another type.`,
    ];
  const lost = words ? undefined : unstorable(column).find((value) => rule?.safeParse(value).success);
  return [
    ...(lost === undefined
      ? []
      : [
          `${name} has a rule that accepts ${JSON.stringify(lost)}, which its table cannot store as it is; give it a stricter rule.`,
        ]),
    ...decimalFaults(property, column, name),
    ...(words &&
    initial !== undefined &&
    ![initial].flat().every((word) => (words as readonly unknown[]).includes(word))
      ? [
          `${name} is ${JSON.stringify(initial)} at first, which is not a value of its enum; give initial another value.`,
        ]
      : []),
  ];
}

/** Postgres writes an exact number with all decimals of its column. What is logged must be the same text. */
function decimalFaults({ rule, ...property }: WritableProperty, { scale = 0 }: ColumnMetadata, name: string): string[] {
  if (filterKind(property) !== 'Decimal') return [];
  const kept = rule ? rule.safeParse('1').data : '1';
  const stored = (1).toFixed(scale);
  if (kept === undefined || kept === stored) return [];
  return [`${name} keeps 1 as ${JSON.stringify(kept)}, and its table as ${stored}; let its rule add the decimals.`];
}

/** The words of an enum, or of a list of them. */
function enumWords(property: ReadableProperty): readonly string[] | undefined {
  const kind = filterKind({ ...property, type: () => itemType(property) });
  return typeof kind === 'object' ? Object.keys(kind) : undefined;
}

function wordsAs(property: ReadableProperty, word: unknown): unknown {
  return Array.isArray(property.type()) ? [word] : word;
}

/** Values that Postgres refuses or rounds, though GraphQL accepts them. */
function unstorable({ type, isArray, scale, length }: ColumnMetadata): readonly unknown[] {
  const texts = ['\u0000', ...(length ? ['a'.repeat(Number(length) + 1)] : [])];
  if (isArray) return texts.map((text) => [text]);
  if (type === 'uuid') return ['a'];
  if (KEPT_IN.String.includes(String(type))) return texts;
  if (type === 'smallint' || type === 'int2') return [40_000];
  return KEPT_IN.Decimal.includes(String(type)) && scale !== undefined ? [`1.${'0'.repeat(scale)}1`] : [];
}
