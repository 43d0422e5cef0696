import type { WrittenTypes } from '../model/written-types';
import type { Pending } from '../unit/pending';
import { lockRows, type StoredRow } from '../unit/stored-rows';
import type { LinkModel } from '../model/link-model';
import type { WriteModel } from '../model/write-model';
import {
  citableIn,
  isSame,
  passageIn,
  passageKey,
  storedPassageKey,
  type Citing,
  type Fact,
  type GivenCitation,
} from './facts';
import { RowCitations, type CitationWriter } from './row-citations';
import { ALL, settledRow, type SettledRow, type Taken } from './settled-row';

/** The part of a unit of work that writes citations. */
interface Writing extends CitationWriter {
  readonly types: WrittenTypes;
}

/**
 * The citations of the rows that a unit of work changes. Whatever changes a value, its citations end with it: they are settled once, from what is
 * to be written.
 */
export class UnitCitations {
  /** The current citations of each row, by its id. */
  private readonly current = new Map<string, StoredRow[]>();
  private readonly given = new Map<string, GivenCitation[]>();
  private readonly retracted = new Map<string, StoredRow[]>();
  private readonly taken = new Map<string, Map<string, Taken>>();

  constructor(
    private readonly unit: Writing,
    private readonly citing: Citing,
  ) {}

  /** Reads the current citations of rows in one statement. The rows must be locked. */
  async load(ids: readonly string[]): Promise<void> {
    const unknown = [...new Set(ids)].filter((id) => !this.current.has(id));
    if (unknown.length === 0) return;
    for (const id of unknown) this.current.set(id, []);
    const condition = 'record_id = ANY($1::uuid[]) AND until_version IS NULL';
    const rows = await lockRows(this.unit, this.citing.citations, condition, [unknown]);
    for (const row of rows) this.current.get(String(row.recordId))?.push(row);
  }

  /**
   * Adds citations to a row whose values are known, and whose citations are loaded if it exists.
   * @param changed the properties that change
   * @returns whether any of them is new
   */
  give(id: string, citations: readonly GivenCitation[], changed: ReadonlySet<string>): boolean {
    const isRenewed = ({ fact }: GivenCitation): boolean =>
      fact ? changed.has(fact.property.property) : changed.size > 0;
    const fresh = citations.filter((given) => isRenewed(given) || !this.has(id, given));
    if (fresh.length > 0) this.given.set(id, [...(this.given.get(id) ?? []), ...fresh]);
    return fresh.length > 0;
  }

  /**
   * A row stays in place of another one of its type: what supports a value that both have supports it further. Both must be loaded.
   * @param changed the properties of the row that stays whose values come from the other one
   * @returns whether any of it is new to the row that stays
   */
  share(written: WriteModel | LinkModel, from: StoredRow, to: StoredRow, changed: ReadonlySet<string>): boolean {
    const facts = citableIn(written);
    const isShared = ({ property: { property } }: Fact): boolean =>
      changed.has(property) || isSame(from[property], to[property]);
    const differing = facts.filter((fact) => !isShared(fact)).map(({ field }) => field);
    const shared = (this.current.get(from.id) ?? []).flatMap((citation) => {
      const fact = facts.find(({ field }) => field === citation.field);
      const isLost = citation.field !== null && (!fact || !isShared(fact));
      return citation.agrees && !isLost ? [this.again(citation, fact, differing)] : [];
    });
    return this.give(to.id, shared, changed);
  }

  private again(citation: StoredRow, fact: Fact | undefined, differing: readonly string[]): GivenCitation {
    const { sourceId, value, lapsed } = citation;
    return {
      fact,
      sourceId: String(sourceId),
      passage: passageIn(this.citing, citation),
      value,
      agrees: true,
      lapsed: fact ? [] : [...new Set([...Object.keys(lapsed as object), ...differing])],
    };
  }

  /** The value of a row comes from another row, or is a reference that now leads to the record that a merge kept: its citations go on. */
  take(id: string, property: string, from: Taken): void {
    const taken = this.taken.get(id) ?? new Map<string, Taken>();
    this.taken.set(id, taken.set(property, from));
  }

  /** All values of a row come from another one of the same type. */
  takeAll(id: string, from: string): void {
    this.take(id, ALL, { id: from, property: ALL });
  }

  /** Ends a citation that was a mistake. The caller adds a change to its record's history. */
  retract(citation: StoredRow): void {
    const id = String(citation.recordId);
    this.retracted.set(id, [...(this.retracted.get(id) ?? []), citation]);
  }

  /** Ends and begins citations as the pending changes demand. */
  async settle(pending: ReadonlyMap<string, Pending>): Promise<void> {
    const rows = [...pending].flatMap(([id, one]) => {
      const row = settledRow(id, one, pending, this.unit.types, this.taken.get(id));
      return row && this.isTouched(row) ? [row] : [];
    });
    const old = rows.filter((row) => row.pending.current).map(({ id }) => id);
    await this.load([...old, ...rows.flatMap(({ taken }) => [...taken.values()].map(({ id }) => id))]);
    for (const row of rows) {
      new RowCitations(this.unit, this.citing, row, (id) => this.current.get(id) ?? []).settle({
        given: this.given.get(row.id) ?? [],
        retracted: this.retracted.get(row.id) ?? [],
      });
    }
  }

  private isTouched({ id, changed, isRemoved, isMoved, taken }: SettledRow): boolean {
    const isAsked = taken.size > 0 || this.given.has(id) || this.retracted.has(id);
    return isAsked || changed.length > 0 || isRemoved || isMoved;
  }

  private has(id: string, given: GivenCitation): boolean {
    return (this.current.get(id) ?? []).some(
      (citation) =>
        storedPassageKey(citation) === passageKey(given) &&
        isSame(citation.value, given.value) &&
        Object.keys(citation.lapsed as object).length === 0 &&
        Object.entries(given.passage).every(([property, value]) => isSame(citation[property], value)),
    );
  }
}
