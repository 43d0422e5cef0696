import { v7 } from 'uuid';
import type { Locking, StoredRow, Values } from '../unit/stored-rows';
import {
  citableIn,
  hasValue,
  isSame,
  passageIn,
  passageKey,
  passageOf,
  storedPassageKey,
  type Citing,
  type Fact,
  type GivenCitation,
} from './facts';
import { ALL, logCitation, type SettledRow, type Taken } from './settled-row';

/** Writes rows that belong to records. */
export interface CitationWriter extends Locking {
  createPart(model: Citing['citations'], values: Values, id?: string): string;
  changePart(model: Citing['citations'], current: StoredRow, values: Values): void;
}

/** What is asked for beyond what follows from the values of a row. */
interface Asked {
  readonly given: readonly GivenCitation[];
  readonly retracted: readonly StoredRow[];
}

/** The citations of one row, before and after its change. */
export class RowCitations {
  private readonly ended = new Set<StoredRow>();
  private readonly begun = new Map<string, GivenCitation>();

  constructor(
    private readonly writer: CitationWriter,
    private readonly citing: Citing,
    private readonly row: SettledRow,
    /** The citations of a row that were current before. */
    private readonly currentOf: (id: string) => readonly StoredRow[],
  ) {}

  settle({ given, retracted }: Asked): void {
    for (const citation of this.kept()) this.supersede(citation);
    if (this.row.isMoved) for (const citation of this.kept()) this.move(citation);
    for (const citation of retracted) this.end(citation, undefined, 'archivedAt');
    this.lapse();
    for (const [property, from] of this.row.taken) this.takeOver(property, from);
    for (const citation of given) this.replace(citation);
    for (const citation of this.begun.values()) this.begin(citation);
  }

  private kept(): StoredRow[] {
    return this.currentOf(this.row.id).filter((citation) => !this.ended.has(citation));
  }

  /** Ends the citation if its value changes. If its source gave the new value before, it begins anew with that. */
  private supersede(citation: StoredRow): void {
    const { changed, isRemoved, values } = this.row;
    const fact = changed.find(({ field }) => field === citation.field);
    if (!fact && !isRemoved) return;
    this.end(citation, fact);
    const after = fact && values[fact.property.property];
    if (fact && !isRemoved && isSame(citation.value, after)) this.continue(citation, fact, after, true);
  }

  /** The link leads to other records, and all that is said of it goes on. */
  private move(citation: StoredRow): void {
    const fact = this.row.facts.find(({ field }) => field === citation.field);
    this.end(citation, fact);
    this.continue(citation, fact, citation.value, citation.agrees === true);
  }

  /** Citations of the whole record do not support values that change afterwards. */
  private lapse(): void {
    const { changed, taken, id, changes } = this.row;
    const fields = changed.filter(({ property }) => taken.get(property.property)?.id !== id);
    if (fields.length === 0) return;
    const lapsed = Object.fromEntries(fields.map((fact) => [fact.field, changes.versionOf(fact)]));
    for (const citation of this.kept()) {
      if (citation.field !== null) continue;
      const all = { ...lapsed, ...(citation.lapsed as Values) };
      this.writer.changePart(this.citing.citations, citation, { lapsed: all });
    }
  }

  private takeOver(property: string, from: Taken): void {
    if (property === ALL) return this.takeOverAll(from);
    const fact = this.row.facts.find((one) => one.property.property === property);
    const given = citableIn(this.row.written).find((one) => one.property.property === from.property);
    const value = this.row.values[property];
    if (!fact || !given || !hasValue(value)) return;
    const isSelf = from.id === this.row.id;
    for (const citation of this.currentOf(from.id)) {
      if (citation.field === given.field) this.takeField(citation, fact, value, isSelf);
      else if (citation.field === null && !isSelf && !Object.hasOwn(citation.lapsed as Values, given.field))
        this.continue(citation, fact, value, true);
    }
  }

  /** A contradiction stays with its own record only. */
  private takeField(citation: StoredRow, fact: Fact, value: unknown, isSelf: boolean): void {
    if (citation.agrees) this.continue(citation, fact, value, true);
    else if (isSelf) this.continue(citation, fact, citation.value, isSame(citation.value, value));
  }

  private takeOverAll({ id }: Taken): void {
    for (const citation of this.currentOf(id)) {
      const fact = this.row.facts.find(({ field }) => field === citation.field);
      this.continue(citation, fact, citation.value, citation.agrees === true);
    }
  }

  /** A given citation replaces one of the same lines. */
  private replace(given: GivenCitation): void {
    const same = this.kept().find((citation) => storedPassageKey(citation) === passageKey(given));
    if (same) this.end(same, given.fact);
    this.begun.set(passageKey(given), given);
  }

  /** The same passage begins anew, for a value that another row or version had before. Several of the same lines become one. */
  private continue(citation: StoredRow, fact: Fact | undefined, value: unknown, agrees: boolean): void {
    const passage = passageIn(this.citing, citation);
    const lapsed = Object.keys(fact ? {} : (citation.lapsed as Values));
    const again = { fact, sourceId: String(citation.sourceId), passage, value, agrees, lapsed };
    const key = passageKey(again);
    if (!this.begun.has(key)) this.begun.set(key, again);
  }

  private end(citation: StoredRow, fact: Fact | undefined, moment = 'supersededAt'): void {
    const { changes } = this.row;
    const untilVersion = changes.versionOf(fact);
    this.ended.add(citation);
    this.writer.changePart(this.citing.citations, citation, { [moment]: new Date().toISOString(), untilVersion });
    logCitation(changes.endsIn(fact), citation.id, this.logged(citation), null);
  }

  private begin({ fact, sourceId, passage, value, agrees, lapsed = [], id = v7() }: GivenCitation): void {
    const { pending, changes } = this.row;
    const sinceVersion = changes.versionOf(fact);
    const values = {
      ...passage,
      recordType: pending.model.table,
      recordId: this.row.id,
      field: fact?.field ?? null,
      sourceId,
      value: value ?? null,
      agrees,
      sinceVersion,
      lapsed: Object.fromEntries(lapsed.map((field) => [field, sinceVersion])),
    };
    this.writer.createPart(this.citing.citations, values, id);
    logCitation(changes.beginsIn(fact), id, null, this.logged({ ...values, id }));
  }

  /** A citation as the log has it. In the history of a record, that of a link says which. */
  private logged({ id, ...citation }: Values): Values {
    const own = this.row.pending.record ? [] : ['recordType', 'recordId'];
    const passage = passageOf(this.citing).map(({ property }) => property);
    const names = [...own, 'field', 'sourceId', ...passage, 'value', 'agrees'];
    return { citationId: id, ...Object.fromEntries(names.map((name) => [name, citation[name] ?? null])) };
  }
}
