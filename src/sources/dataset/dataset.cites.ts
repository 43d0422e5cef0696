import type { Model } from '../../platform/reading';
import { citations, type Assertion } from '../citation.entity';
import { sources } from '../source.entity';
import { UNCITED, writtenCite, type Cite } from './dataset.citation';
import { keyOf, type Kept } from './dataset.kept';
import type { LeftOut } from './dataset.left-out';
import type { TableRow, Tables } from './dataset.tables';

/** The citations of each record and link, as the files write them. */
export class WrittenCites {
  private readonly rows = new Map<string, TableRow[]>();
  private readonly lastLines = new Map<string, number>();
  /** How many were written. */
  count = 0;

  constructor(
    tables: Tables,
    private readonly kept: Kept,
    private readonly leftOut: LeftOut,
  ) {
    for (const row of tables.get(citations) ?? []) {
      const about = aboutOf(String(row['recordType']), String(row['recordId']));
      this.rows.set(about, [...(this.rows.get(about) ?? []), row]);
    }
  }

  /** Takes the citations of a record or a link, by the field that they are for; those of the whole stand under nothing. */
  take(model: Model, { id }: TableRow): Map<string | undefined, unknown> {
    const fields = new Map<string | undefined, Map<string, string>>();
    for (const row of this.rows.get(aboutOf(model.table, id)) ?? []) {
      const field = row['field'] as string | undefined;
      const known = fields.get(field) ?? new Map<string, string>();
      const cite = this.citeOf(row, known);
      if (cite) fields.set(field, known.set(cite.place, cite.text));
    }
    return new Map([...fields].map(([field, cites]) => [field, oneOrAll([...cites].sort(byPlace))]));
  }

  /** The last line of a source that is cited: how many lines it has, as far as the hub knows. */
  lastLineOf(source: string): number {
    return this.lastLines.get(source) ?? 1;
  }

  /** Names the citations of what is not there. */
  sayStrays(tables: Tables): void {
    const there = new Set([...tables].flatMap(([{ table }, rows]) => rows.map(({ id }) => aboutOf(table, id))));
    for (const [about, rows] of this.rows) {
      if (there.has(about)) continue;
      for (const row of rows) this.leftOut.say(citations, row, 'a dataset has no place for what it is about');
    }
  }

  private citeOf(row: TableRow, known: ReadonlyMap<string, string>): { place: string; text: string } | undefined {
    const source = this.kept.get(sources, row['sourceId']);
    const cite = source && {
      source: keyOf(source),
      from: Number(row['lineFrom']),
      to: Number(row['lineTo']),
      assertion: row['assertion'] as Assertion,
    };
    const text = cite && writtenCite(cite);
    const place = cite ? placeOf(cite) : '';
    const why = !cite
      ? 'its source is left out'
      : row['archivedAt'] !== undefined
        ? 'it is archived'
        : text === undefined
          ? 'its lines are more than the files can say'
          : known.has(place)
            ? 'the same lines are cited twice'
            : undefined;
    if (why) this.leftOut.say(citations, row, why);
    if (why || !cite || text === undefined) return undefined;
    this.count += 1;
    this.lastLines.set(cite.source, Math.max(cite.to, this.lastLineOf(cite.source)));
    return { place, text };
  }
}

/** Of a list of citations: none, the only one, or all. */
export function orNone(cites: unknown): unknown {
  return cites ?? UNCITED;
}

function oneOrAll(cites: readonly (readonly [string, string])[]): unknown {
  const texts = cites.map(([, text]) => text);
  return texts.length === 1 ? texts[0] : texts;
}

/** Sorts by source, then by line. */
function placeOf({ source, from, to }: Cite): string {
  return [source, ...[from, to].map((line) => String(line).padStart(6, '0'))].join(' ');
}

function byPlace([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1;
}

function aboutOf(table: string, id: string): string {
  return `${table} ${id}`;
}
