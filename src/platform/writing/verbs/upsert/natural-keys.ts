import { foldedSql, type Model } from '../../../reading';
import { isStorable } from '../../../text';
import { isUuid } from '../../../uuid';
import type { WritableProperty } from '../../model/writable';
import type { WriteModel } from '../../model/write-model';
import { slugName, type Draft } from '../../rules/draft';
import type { StoredRow, Values } from '../../unit/stored-rows';
import type { Unit } from '../../unit/unit';

/**
 * The natural keys of drafts and of stored records, each as one text, so that two that are equal are the same record. A reference counts by the id of its
 * record, also if it is given by slug, or by the id of a record that was merged.
 */
export class NaturalKeys {
  private constructor(
    private readonly record: WriteModel,
    /** The records that references lead to: by property, then by what a client gives. */
    private readonly targets: ReadonlyMap<string, ReadonlyMap<string, string>>,
  ) {}

  /** Looks up the references in the keys of these drafts: at most one statement for each property that needs it. */
  static async of(unit: Unit, record: WriteModel, drafts: readonly Draft[]): Promise<NaturalKeys> {
    const targets = new Map<string, ReadonlyMap<string, string>>();
    for (const { property, references } of referencesOf(record)) {
      const given = drafts.flatMap(({ input }) => givenReference(property, input) ?? []);
      targets.set(property, await idsOf(unit, (references as () => Model)(), [...new Set(given)]));
    }
    return new NaturalKeys(record, targets);
  }

  /** The key of a draft; undefined if a part of it is missing or cannot be stored. */
  ofDraft({ input }: Draft): string | undefined {
    return this.keyOf((property) => {
      const ids = this.targets.get(property);
      return ids ? ids.get(givenReference(property, input) ?? '') : input[property];
    });
  }

  /** The key of a record; undefined if no draft can find it by its key. Archived records give some keys free; merged ones lead to another record. */
  ofRow(row: StoredRow): string | undefined {
    if (this.record.naturalUnique.livingOnly && row.archivedAt && !row.mergedIntoId) return undefined;
    return this.keyOf((property) => row[property]);
  }

  /** SQL of the ids of the records that have one of the keys. @param keys SQL of a list of such texts */
  idsSql(keys: string): string {
    const { model, naturalUnique } = this.record;
    const { properties, ignoresCase, livingOnly } = naturalUnique;
    const same = properties.map((property, index) => {
      const { name, sqlType } = model.column(property);
      const folded = (sql: string): string => (ignoresCase ? foldedSql(sql) : sql);
      return `${folded(`kept.${name}`)} = ${folded(`(given.key::jsonb->>${index})::${sqlType}`)}`;
    });
    const conditions = [...same, ...(livingOnly ? [claiming(model)] : [])];
    return `SELECT kept.id FROM unnest(${keys}) AS given (key) JOIN ${model.table} kept ON ${conditions.join(' AND ')}`;
  }

  private keyOf(valueOf: (property: string) => unknown): string | undefined {
    const { properties, ignoresCase } = this.record.naturalUnique;
    const values = properties.map(valueOf);
    if (!values.every((value) => typeof value === 'string' && isStorable(value))) return undefined;
    return JSON.stringify(ignoresCase ? values.map((value) => String(value).toLowerCase()) : values);
  }
}

/** The rows that a key can find: current rows, and merged rows, which lead to another record. Archived rows are not found. */
function claiming({ options }: Model): string {
  return options.mergeable
    ? '(kept.archived_at IS NULL OR kept.merged_into_id IS NOT NULL)'
    : 'kept.archived_at IS NULL';
}

function referencesOf({ properties, options }: WriteModel): readonly WritableProperty[] {
  return properties.filter(({ property, references }) => references && options.naturalKey.includes(property));
}

/** What a client gives for a reference: an id or a slug. */
function givenReference(property: string, input: Values): string | undefined {
  const value = input[property] ?? input[slugName(property)];
  if (typeof value !== 'string' || !isStorable(value)) return undefined;
  return isUuid(value) ? value.toLowerCase() : value;
}

/** The ids of the records that are given by id or slug. An id that leads to no other record needs no look-up: a write checks it again. */
async function idsOf({ client }: Unit, model: Model, given: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { keys, mergeable } = model.options;
  const ids = given.filter((value) => isUuid(value));
  if (given.length === 0 || (!mergeable && ids.length === given.length)) return new Map(ids.map((id) => [id, id]));
  const slug = keys?.includes('slug') ? 'slug' : 'NULL';
  const { rows } = await client.query<{ own: string; slug: string | null; id: string }>(
    `SELECT id AS own, ${slug} AS slug, ${mergeable ? 'coalesce(merged_into_id, id)' : 'id'} AS id FROM ${model.table}
     WHERE id = ANY($1::uuid[])${slug === 'NULL' ? '' : ' OR slug = ANY($2::text[])'}`,
    slug === 'NULL' ? [ids] : [ids, given],
  );
  return new Map(
    rows.flatMap((row) => [[row.own, row.id] as const, ...(row.slug === null ? [] : [[row.slug, row.id] as const])]),
  );
}
