import { groupedBy } from '../../../platform/grouped-by';
import type { Model } from '../../../platform/reading';
import { citations, type Assertion } from '../../citation.entity';
import { sources } from '../../source.entity';
import { UNCITED, writtenCite, type Cite } from '../dataset.citation';
import { keyOf, type Kept } from './dataset.kept';
import type { LeftOut } from './dataset.left-out';
import type { TableRow, Tables } from './dataset.tables';

/** The citations of records and links, as the files write them. */
export class WrittenCites {
  private readonly rows: ReadonlyMap<string, readonly TableRow[]>;
  private readonly lastLines = new Map<string, number>();
  /** How many were written. */
  count = 0;

  constructor(
    tables: Tables,
    private readonly kept: Kept,
    private readonly leftOut: LeftOut,
  ) {
    this.rows = groupedBy(tables.get(citations) ?? [], ({ recordType, recordId }) =>
      aboutOf(String(recordType), String(recordId)),
    );
  }

  /** The citations of a record or a link, to be taken field by field. */
  of(model: Model, row: TableRow): CitesOfRow {
    const cites = (this.rows.get(aboutOf(model.table, row.id)) ?? []).flatMap((each) => this.citeOf(each) ?? []);
    return new CitesOfRow(
      groupedBy(cites, ({ field }) => field),
      (cite) => this.write(cite),
      (field) => this.leftOut.say(model, row, `a dataset has no place for the citations of its ${field}`),
    );
  }

  /** The last line of a source that is cited: how many lines it has, as far as the hub knows. */
  lastLineOf(source: string): number {
    return this.lastLines.get(source) ?? 1;
  }

  /** Names the citations of what is not there. */
  sayStrays(tables: Tables): void {
    const there = new Set([...tables].flatMap(([{ table }, rows]) => rows.map(({ id }) => aboutOf(table, id))));
    const strays = [...this.rows].filter(([about]) => !there.has(about)).flatMap(([, rows]) => rows);
    for (const row of strays) this.leftOut.say(citations, row, 'a dataset has no place for what it is about');
  }

  private citeOf(row: TableRow): FieldCite | undefined {
    const refuse = (why: string): undefined => this.leftOut.say(citations, row, why);
    const source = this.kept.get(sources, row['sourceId']);
    if (row['archivedAt'] !== undefined) return refuse('it is retracted');
    if (row['supersededAt'] !== undefined) return refuse('its value was replaced or removed');
    if (!source) return refuse('its source is left out');
    const [from, to] = [Number(row['lineFrom']), Number(row['lineTo'])];
    const cite = { source: keyOf(source), from, to, assertion: row['assertion'] as Assertion };
    const text = writtenCite(cite);
    if (text === undefined) return refuse('its lines are more than the files can say');
    this.leftOut.sayPlaceless(citations, row, PLACED);
    const note = typeof row['note'] === 'string' ? { note: row['note'] } : {};
    const other = row['agrees'] === false ? { gives: row['value'] } : {};
    return { ...cite, field: typeof row['field'] === 'string' ? row['field'] : null, text, ...note, ...other };
  }

  private write({ source, to }: Cite): void {
    this.count += 1;
    this.lastLines.set(source, Math.max(to, this.lastLineOf(source)));
  }
}

/** The properties of a citation that the files say. */
const PLACED = [
  'recordType',
  'recordId',
  'field',
  'sourceId',
  'lineFrom',
  'lineTo',
  'assertion',
  'note',
  'value',
  'agrees',
];

interface FieldCite extends Cite {
  /** The field that it is for; null for the whole. */
  readonly field: string | null;
  readonly text: string;
}

/** The citations of one record or link. */
export class CitesOfRow {
  private readonly taken = new Set<string | null>();

  constructor(
    private readonly fields: ReadonlyMap<string | null, readonly FieldCite[]>,
    private readonly onWritten: (cite: Cite) => void,
    private readonly onRest: (field: string) => void,
  ) {}

  has(field: string): boolean {
    return this.fields.has(field);
  }

  /**
   * What stands in the files: one citation, a list of them, or `NONE`.
   * @param written how the files write a value of the field
   */
  take(field: string | null, written = (value: unknown): unknown => value): WrittenCite | WrittenCite[] {
    const cites = [...(this.fields.get(field) ?? [])].sort(byPlace);
    this.taken.add(field);
    cites.forEach(this.onWritten);
    const [first, ...others] = cites.map((cite) => writtenAs(cite, written));
    if (first === undefined) return UNCITED;
    return others.length === 0 ? first : [first, ...others];
  }

  /** Names the fields whose citations were not taken. */
  sayRest(): void {
    for (const field of this.fields.keys()) if (!this.taken.has(field)) this.onRest(field ?? 'whole');
  }
}

/** A text, or more about it. */
type WrittenCite = string | Readonly<Record<string, unknown>>;

function writtenAs({ text, note, gives }: FieldCite, written: (value: unknown) => unknown): WrittenCite {
  if (note === undefined && gives === undefined) return text;
  return {
    at: text,
    ...(note !== undefined && { note }),
    ...(gives !== undefined && { gives: written(gives) }),
  };
}

function byPlace(a: Cite, b: Cite): number {
  return a.source === b.source ? a.from - b.from || a.to - b.to : a.source < b.source ? -1 : 1;
}

function aboutOf(table: string, id: string): string {
  return `${table} ${id}`;
}
