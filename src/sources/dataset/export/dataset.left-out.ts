import type { DatasetShape } from '../dataset.shape';
import type { Model } from '../../../platform/reading';
import type { LinkModel, WriteModel } from '../../../platform/writing';
import type { TableRow, Tables } from './dataset.tables';

/** The columns of every record that are not a value which somebody gave it. */
const KEPT_BY_THE_HUB = new Set(['id', 'version', 'createdAt', 'updatedAt', 'archivedAt']);

/** What an export leaves out, by name: a line each, such as `Program secure: it is archived`. */
export class LeftOut {
  readonly lines: string[] = [];
  private readonly rows: ReadonlyMap<string, readonly [Model, TableRow]>;

  constructor(
    private readonly shape: DatasetShape,
    tables: Tables,
  ) {
    this.rows = new Map([...tables].flatMap(([model, rows]) => rows.map((row) => [row.id, [model, row]] as const)));
  }

  say(model: Model, row: TableRow, why: string): undefined {
    this.lines.push(`${this.nameOf(model, row)}: ${why}`);
  }

  /** Names the values that the files have no key for, such as who has assured the record. */
  sayPlaceless(model: Model, row: TableRow, placed: readonly string[]): void {
    const names = [...model.columns.keys()].filter(
      (name) => row[name] !== undefined && !placed.includes(name) && !KEPT_BY_THE_HUB.has(name),
    );
    if (names.length > 0) this.say(model, row, `a dataset has no place for its ${names.join(' and ')}`);
  }

  /** What stands in it may be printed: of a record that not everybody may see, its id alone. */
  nameOf(model: Model, row: TableRow): string {
    const link = this.shape.links.find((each) => each.model === model);
    if (link) return `${model.type} of ${this.endsOf(link, row)}`;
    const type = this.shape.records.find(({ record }) => record.model === model);
    const key = type && !isPrivate(type.record) ? row[type.key] : undefined;
    return `${model.type} ${typeof key === 'string' ? key : row.id}`;
  }

  private endsOf({ options }: LinkModel, row: TableRow): string {
    const names = options.ends.flatMap(({ property, model }) => {
      const id = row[property];
      if (typeof id !== 'string') return [];
      const [, end] = this.rows.get(id) ?? [];
      return [end ? this.nameOf(model, end) : `${model.type} ${id}`];
    });
    return names.join(' and ');
  }
}

/** Whether some viewers may not see records of the type. */
function isPrivate({ options }: WriteModel): boolean {
  return options.visibility !== undefined;
}
