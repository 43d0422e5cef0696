import { foldedSql, type Model } from '../../platform/reading';
import type { Unique, Unit, Values } from '../../platform/writing';
import { seedId } from './dataset.names';
import type { Seed } from './dataset.seeds';

/** Values by which a row is known. */
export interface Same extends Unique {
  /** Rows that both lack a value are the same in it. */
  readonly evenNone?: boolean;
}

/** Rows of one table, and when one that is there is the same as one of the dataset, though its id is another. */
export interface Batch {
  readonly model: Model;
  readonly same: readonly Same[];
  readonly seeds: readonly Seed[];
}

/**
 * The ids of the rows that are there, by the names of the dataset. They are not made from the name where an editor made the record first: then the
 * dataset's links and citations attach to the editor's record.
 */
export class StoredIds {
  private readonly ids = new Map<string, string>();

  has({ name }: Seed): boolean {
    return this.ids.has(name);
  }

  /** The id that the row of this name has, or will have. */
  of(name: string): string {
    return this.ids.get(name) ?? seedId(name);
  }

  /** The row with its references leading to the rows that are there. */
  rowOf({ values, references }: Seed): Values {
    const ids = Object.entries(references).map(([property, name]) => [property, this.of(name)]);
    return { ...values, ...Object.fromEntries(ids) } as Values;
  }

  /** Looks for the rows of a batch, in one statement. Those that they refer to must have been looked for before. */
  async find({ client }: Unit, { model, same, seeds }: Batch): Promise<void> {
    if (seeds.length === 0) return;
    const columns = [...new Set(same.flatMap(({ properties }) => properties))].map((property) =>
      model.column(property),
    );
    const given = seeds.map((seed) => {
      const row = this.rowOf(seed);
      const cells: Record<string, unknown> = { seed: seed.name, id: seedId(seed.name) };
      for (const { name, property } of columns) cells[name] = row[property];
      return cells;
    });
    const ways = ['kept.id = given.id', ...same.map((unique) => sameSql(model, unique))];
    // The row with the dataset's own id comes last, and so prevails over one that has merely taken its name. Each way is a join of its own:
    // one join by several ways would compare every row with every other.
    const { rows } = await client.query<{ seed: string; id: string }>(
      `WITH given AS (SELECT * FROM jsonb_to_recordset($1::jsonb)
         AS given (${['seed text', 'id uuid', ...columns.map(({ name, sqlType }) => `${name} ${sqlType}`)].join(', ')}))
       ${ways.map((way, index) => `SELECT seed, kept.id, ${-index} AS rank FROM given JOIN ${model.table} kept ON ${way}`).join(' UNION ALL ')}
       ORDER BY rank, id`,
      [JSON.stringify(given)],
    );
    for (const { seed, id } of rows) this.ids.set(seed, id);
    if (same.every(({ evenNone }) => evenNone)) this.joinTwins(seeds, columns);
  }

  /** Where two records of the dataset attach to one of an editor's, what they have alike becomes one row. */
  private joinTwins(seeds: readonly Seed[], columns: readonly { readonly property: string }[]): void {
    const first = new Map<string, string>();
    for (const seed of seeds.filter((each) => !this.has(each))) {
      const row = this.rowOf(seed);
      const key = JSON.stringify(columns.map(({ property }) => row[property]));
      const twin = first.get(key);
      if (twin === undefined) first.set(key, seed.name);
      else this.ids.set(seed.name, seedId(twin));
    }
  }
}

/** Records without a value are not the same; links without one are. */
function sameSql(model: Model, { properties, ignoresCase, livingOnly, evenNone }: Same): string {
  const folded = (sql: string): string => (ignoresCase ? foldedSql(sql) : sql);
  const conditions = properties.map((property) => {
    const { name, nullable } = model.column(property);
    return `${folded(`kept.${name}`)} ${evenNone && nullable ? 'IS NOT DISTINCT FROM' : '='} ${folded(`given.${name}`)}`;
  });
  return [...conditions, ...(livingOnly ? ['kept.archived_at IS NULL'] : [])].join(' AND ');
}
