import { foldedSql, type Model } from '../../platform/reading';
import type { Unique, Unit, Values } from '../../platform/writing';
import { seedId } from './dataset.names';
import type { Seed } from './dataset.seeds';

/** Properties that identify a row. */
export interface Same extends Unique {
  /** Whether two rows without a value count as equal in it. */
  readonly evenNone?: boolean;
}

/** Rows of one table, and the properties by which a stored row with another id counts as the same row. */
export interface Batch {
  readonly model: Model;
  readonly same: readonly Same[];
  readonly seeds: readonly Seed[];
}

/**
 * The ids of the stored rows, by the names of the dataset. If an editor created the record first, its id is not derived from the name. The links and
 * citations of the dataset then refer to the editor's record.
 */
export class StoredIds {
  private readonly ids = new Map<string, string>();

  has({ name }: Seed): boolean {
    return this.ids.has(name);
  }

  /** The id that the row with this name has or will have. */
  of(name: string): string {
    return this.ids.get(name) ?? seedId(name);
  }

  /** The row, with references to the stored rows. */
  rowOf({ values, references }: Seed): Values {
    const ids = Object.entries(references).map(([property, name]) => [property, this.of(name)]);
    return { ...values, ...Object.fromEntries(ids) } as Values;
  }

  /** Finds the stored rows of a batch with one statement. The rows that they refer to must have been found before. */
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
    // A row with the dataset's own id comes last, so that it wins over one that only has the same values now. Each way to find a row has its own
    // join: a single join with several conditions would compare every row with every other.
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

  /** If two records of the dataset turn out to be the same stored record, their equal links become one row. */
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

/** Two records without a value are different; two links without one are equal. */
function sameSql(model: Model, { properties, ignoresCase, livingOnly, evenNone }: Same): string {
  const folded = (sql: string): string => (ignoresCase ? foldedSql(sql) : sql);
  const conditions = properties.map((property) => {
    const { name, nullable } = model.column(property);
    return `${folded(`kept.${name}`)} ${evenNone && nullable ? 'IS NOT DISTINCT FROM' : '='} ${folded(`given.${name}`)}`;
  });
  return [...conditions, ...(livingOnly ? ['kept.archived_at IS NULL'] : [])].join(' AND ');
}
