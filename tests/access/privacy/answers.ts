import type { Sight } from './sight';
import type { ContactEnd, Row, Table } from './world';

export type Where = Readonly<Record<string, unknown>>;
type Entity = 'contact' | ContactEnd;

/** A record of a list, with the link that led to it where there is one. */
export interface Item {
  readonly row: Row;
  readonly link?: Row;
}

/** What stands for the contacts of a program where a past state is judged. */
export type PastContacts = (program: Row) => Item[];

const ENTITIES: readonly Entity[] = ['contact', 'organization', 'core', 'program'];
const PLURALS: Readonly<Record<string, Entity>> = {
  contacts: 'contact',
  organizations: 'organization',
  cores: 'core',
  programs: 'program',
};

/** Works out in memory what lists, filters and counts answer. */
export class Answers {
  constructor(
    readonly sight: Sight,
    private readonly includeArchived: boolean,
    private readonly past?: PastContacts,
  ) {}

  /** All records of a type that match. */
  list(table: Table, where: Where | undefined): Row[] {
    const { world } = this.sight;
    return world
      .all(table)
      .filter((row) => this.sight.shows(table, row, this.includeArchived) && this.hasEnds(table, row))
      .filter((row) => !where || this.matches(table, row, where));
  }

  /** A link is in a list of links only if all records that it leads to could be in lists too. */
  private hasEnds(table: Table, row: Row): boolean {
    if (table !== 'contact_assignment') return true;
    return ENTITIES.every((entity) => {
      const id = row[`${entity}Id`] ?? null;
      return id === null || this.sight.shows(entity, this.sight.world.find(id), this.includeArchived);
    });
  }

  /** A comparison with a missing value is false, and its negation true. */
  matches(table: Table, row: Row, where: Where): boolean {
    return Object.entries(where).every(([name, value]) => {
      if (name === 'and') return (value as Where[]).every((part) => this.matches(table, row, part));
      if (name === 'or') return (value as Where[]).some((part) => this.matches(table, row, part));
      if (name === 'not') return !this.matches(table, row, value as Where);
      const related = this.related(table, row, name);
      if (!related) return comparesAll(valueOf(row, name), value as Where);
      return this.quantified(related.table, related.items, value as Where, related.one);
    });
  }

  private quantified(table: Table, items: readonly Item[], value: Where, one: boolean): boolean {
    const matching = (where: unknown): number =>
      items.filter((item) => this.within().matches(table, item.row, where as Where)).length;
    if (one) return matching(value) > 0;
    const { some, none, every } = value;
    return (
      (some === undefined || matching(some) > 0) &&
      (none === undefined || matching(none) === 0) &&
      (every === undefined || matching(every) === items.length)
    );
  }

  /** Only the record that is judged itself has a past state; what it leads to is as it is now. */
  private within(): Answers {
    return this.past ? new Answers(this.sight, this.includeArchived) : this;
  }

  /** What a relation leads to; nothing where the name is that of a value. */
  related(table: Table, row: Row, name: string): { table: Table; items: Item[]; one: boolean } | undefined {
    const { world } = this.sight;
    const many = (of: Table, rows: readonly Row[]) => ({
      table: of,
      items: rows.filter((each) => this.sight.shows(of, each, this.includeArchived)).map((each) => ({ row: each })),
      one: false,
    });
    if (name === 'citations') {
      const cited = world.all('citation').filter((each) => each.recordId === row.id && each.recordType === table);
      return many('citation', cited);
    }
    if (name === 'changes') return many('change', world.historyOf(row.id));
    if (table === 'contact' && name in PLURALS) {
      return {
        table: PLURALS[name] as Entity,
        items: this.linked('contact', row, PLURALS[name] as ContactEnd),
        one: false,
      };
    }
    if (name === 'contacts') {
      const items = this.past?.(row) ?? this.linked(table as ContactEnd, row, 'contact');
      return { table: 'contact', items, one: false };
    }
    const one = ENTITIES.find((entity) => entity === name);
    if (one) {
      const found = world.find(row[`${one}Id`]);
      return { ...many(one, found ? [found] : []), one: true };
    }
    if (name === 'programs')
      return many(
        'program',
        world.all('program').filter(({ coreId }) => coreId === row.id),
      );
    return undefined;
  }

  /** By name, as lists of links are, unless `order` says otherwise; the link's id breaks ties. */
  linked(from: Entity, row: Row, to: Entity): Item[] {
    const { world } = this.sight;
    return world.all('contact_assignment').flatMap((link) => {
      const target = world.find(link[`${to}Id`]);
      const shown =
        link[`${from}Id`] === row.id &&
        this.sight.shows('contact_assignment', link, this.includeArchived) &&
        this.sight.shows(to, target, this.includeArchived);
      return shown ? [{ row: target, link }] : [];
    });
  }
}

function comparesAll(value: unknown, operators: Where): boolean {
  return Object.entries(operators).every(([operator, operand]) => compares(value ?? null, operator, operand));
}

function compares(value: unknown, operator: string, operand: unknown): boolean {
  const text = (one: unknown): string => String(one).toLowerCase();
  switch (operator) {
    case 'eq':
      return value !== null && value === operand;
    case 'ne':
      return value !== operand;
    case 'in':
      return value !== null && (operand as unknown[]).includes(value);
    case 'notIn':
      return value === null || !(operand as unknown[]).includes(value);
    case 'isNull':
      return (value === null) === operand;
    case 'contains':
      return value !== null && text(value).includes(text(operand));
    case 'startsWith':
      return value !== null && text(value).startsWith(text(operand));
    case 'endsWith':
      return value !== null && text(value).endsWith(text(operand));
    case 'eqIgnoreCase':
      return value !== null && text(value) === text(operand);
    default:
      return value !== null && comparesOrder(value, operator, operand);
  }
}

function comparesOrder(value: unknown, operator: string, operand: unknown): boolean {
  const [a, b] =
    typeof value === 'number' ? [value, Number(operand)] : [Date.parse(String(value)), Date.parse(String(operand))];
  if (operator === 'lt') return a < b;
  if (operator === 'lte') return a <= b;
  return operator === 'gt' ? a > b : a >= b;
}

export interface OrderStep {
  readonly field: string;
  readonly direction: string;
}

const PROPERTIES: Readonly<Record<string, string>> = {
  NAME: 'name',
  EMAIL: 'email',
  KIND: 'kind',
  CREATED_AT: 'createdAt',
  LINE_FROM: 'lineFrom',
  POSITION: 'position',
  VERSION: 'version',
};

/** Missing values last in ascending order and first in descending order; the id breaks ties. */
export function comparator(steps: readonly OrderStep[]): (a: Item, b: Item) => number {
  return (a, b) => {
    for (const { field, direction } of steps) {
      const property = PROPERTIES[field] as string;
      const difference = order(a.row[property], b.row[property]);
      if (difference !== 0) return direction === 'DESC' ? -difference : difference;
    }
    const tie = order((a.link ?? a.row).id, (b.link ?? b.row).id);
    return steps.at(-1)?.direction === 'DESC' ? -tie : tie;
  };
}

function order(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if ((a ?? null) === null) return (b ?? null) === null ? 0 : 1;
  if ((b ?? null) === null) return -1;
  return (a as string) < (b as string) ? -1 : 1;
}

/** A value as the schema writes it: a record type is stored as the name of a table. */
function valueOf(row: Row, name: string): unknown {
  return name === 'recordType' ? String(row[name]).toUpperCase() : row[name];
}
