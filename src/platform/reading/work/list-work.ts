import { snakeCase } from '../../naming';
import type { Model, ToMany } from '../model';
import { enumValue } from '../schema/enums';
import { groupings, type Grouping } from '../schema/groupings';
import { candidates } from './candidates';
import { endsOf, filterWork, linkTable, lookups, NO_WORK, together, type Work } from './filter-work';
import { asList, entriesOf } from './filter-size';
import { isInOrder, type OrderColumn } from './indexes';
import { PRICES } from './prices';
import type { TableSizes } from './table-sizes';

/** A list of a model's records: all of them, or those of a relation. */
export interface ListOf {
  readonly model: Model;
  readonly relation?: ToMany;
  /** The relation of which it is the list with some arguments: `changes(of:)` lists what `changes` of a record does. */
  readonly relationWith?: (args: Arguments) => ToMany | undefined;
}

type Arguments = Readonly<Record<string, unknown>>;

/** The work of Postgres for one list field, for all parent records together. */
export class ListWork {
  /** How many rows Postgres reads, for all lists together. */
  private readonly looked: number;
  /** The work of deciding which of them belong to the list. */
  private readonly judged: Work;

  /** @param parents how many records have the list; one for a list at the root */
  constructor(
    private readonly list: ListOf,
    private readonly args: Arguments,
    private readonly parents: number,
    private readonly sizes: TableSizes,
  ) {
    const { model, relation } = list;
    const { where, asOf } = args;
    const all = relation ? this.linked(relation) : sizes.rows(model.table);
    this.looked = relation || asOf ? all : candidates(model, where, sizes);
    const filtered = where ? filterWork(model, where, this.looked, sizes) : NO_WORK;
    this.judged = together({ micros: this.looked * this.seeing, rows: this.looked }, filtered, this.undoing);
  }

  /** The work of finding the pages. An index in the order of the list makes it free. */
  rows(): Work {
    const keys = this.keys();
    const served = keys && isInOrder(this.list.model, keys, this.within);
    if (served && !this.args.where && !this.args.asOf) return NO_WORK;
    const steps = served ? 0 : (keys?.length ?? 1);
    return together(this.judged, this.ends(PRICES.lookup), this.computed, {
      micros: this.looked * PRICES.sorted * steps,
      rows: 0,
    });
  }

  /** The work of what the order computes of related records. */
  private get computed(): Work {
    const { model } = this.list;
    const conditions = asList(this.args.orderBy ?? []).flatMap((step) =>
      entriesOf(step).flatMap(([name, value]) => {
        if (name === 'count')
          return entriesOf(value).map(([relation, where]) => ({ [relation]: { count: { where } } }));
        return model.relations.has(name) ? [{ [name]: {} }] : [];
      }),
    );
    return together(NO_WORK, ...conditions.map((where) => filterWork(model, where, this.looked, this.sizes)));
  }

  total(): Work {
    const { where, asOf } = this.args;
    const { model } = this.list;
    if (where || asOf || this.list.relation || lookups(model) + endsOf(model) > 0) return this.whole;
    return { micros: this.looked * PRICES.counted, rows: this.looked };
  }

  /** What is computed of the records: at most a few columns, in an order for those whose different values are counted. */
  aggregate(): Work {
    return together(this.whole, { micros: this.looked * PRICES.aggregated, rows: 0 });
  }

  groups({ by, where, among }: Arguments): Work {
    const { model } = this.list;
    const known = groupings(model);
    const keys = asList(by ?? []).flatMap((name) => known.get(String(name)) ?? []);
    const conditions = [
      ...(where ? [where] : []),
      ...entriesOf(among).map(([name, value]) => amongCondition(name, value)),
    ];
    const filtered = conditions.map((condition) => filterWork(model, condition, this.looked, this.sizes));
    return together(this.whole, ...filtered, ...keys.map((one) => this.grouping(one)));
  }

  private grouping(by: Grouping): Work {
    if (by.kind !== 'relation' || by.relation.kind === 'belongsTo') {
      return { micros: this.looked * PRICES.grouped, rows: 0 };
    }
    const [table, columns] = linkTable(by.relation);
    const links = columns.reduce((sum, column) => sum + this.sizes.most(table, column, this.looked), 0);
    return { micros: (links + this.looked) * PRICES.groupedLink, rows: links };
  }

  /** Microseconds to decide whether the viewer may see a row. */
  private get seeing(): number {
    const { model, relation } = this.list;
    return (relation?.kind === 'linked' ? PRICES.link : PRICES.row) + lookups(model) * PRICES.lookup;
  }

  /** The work of deciding which rows belong to the list, for what reads all of it. */
  private get whole(): Work {
    return together(this.judged, this.ends(PRICES.link));
  }

  /** Links at the root are there only with the records at their ends. A page looks them up, and what reads the whole list joins them. */
  private ends(price: number): Work {
    const { model, relation } = this.list;
    return { micros: relation ? 0 : this.looked * endsOf(model) * price, rows: 0 };
  }

  /** The work of reconstructing the state at the moment `asOf`. */
  private get undoing(): Work {
    if (!this.args.asOf) return NO_WORK;
    const rows = this.looked + this.sizes.rows('change');
    return { micros: rows * PRICES.undone, rows };
  }

  private linked(relation: ToMany): number {
    const [table, columns] = linkTable(relation);
    return columns.reduce((sum, column) => sum + this.sizes.most(table, column, this.parents), 0);
  }

  /** The column that has the same value in all rows of one list. */
  private get within(): string | undefined {
    const { relation } = this.list;
    return relation?.kind === 'hasMany' ? snakeCase(relation.by) : undefined;
  }

  /** The columns that the rows are sorted by; undefined if no index of the table can help. */
  private keys(): OrderColumn[] | undefined {
    const { model, relation } = this.list;
    if (relation?.kind === 'linked') return undefined;
    const steps = asList(this.args.orderBy ?? []);
    const asked = steps.flatMap((step) => orderColumn(model, step) ?? []);
    if (asked.length < steps.length) return undefined;
    const columns = model.options.defaultOrder.map((property) => ({
      column: model.column(property).name,
      descending: false,
    }));
    const keys = asked.length > 0 ? asked : columns;
    return [...keys, { column: 'id', descending: keys.at(-1)?.descending ?? false }];
  }
}

function orderColumn(model: Model, step: unknown): OrderColumn | undefined {
  const { field, direction } = Object.fromEntries(entriesOf(step));
  for (const column of model.columns.values()) {
    if (column.orderable && enumValue(column.property) === field)
      return { column: column.name, descending: direction === 'DESC' };
  }
  return undefined;
}

/** What costs as much as the related records that count as keys. */
function amongCondition(name: string, value: unknown): Arguments {
  const { where = {} } = Object.fromEntries(entriesOf(value));
  return { [name]: { some: where } };
}
