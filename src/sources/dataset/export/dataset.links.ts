import { groupedBy } from '../../../platform/grouped-by';
import type { LinkEnd, LinkModel } from '../../../platform/writing';
import type { WrittenCites } from './dataset.cites';
import { keyOf, type Kept, type KeptRecord } from './dataset.kept';
import type { LeftOut } from './dataset.left-out';
import { groupedEnd, holdersOf, type DatasetShape, type LinkShape } from '../dataset.shape';
import type { TableRow, Tables } from './dataset.tables';
import { accepts, isImplied } from '../dataset.values';

/** A record or a link as the files have it, by their keys. */
export type Content = Readonly<Record<string, unknown>>;

/** A link whose records are all exported. */
interface KeptLink {
  readonly row: TableRow;
  /** By the properties of its ends. */
  readonly ends: ReadonlyMap<string, KeptRecord>;
}

/** The links at each record, as the files write them. */
export class WrittenLinks {
  private readonly held = new Map<LinkModel, Map<string, KeptLink[]>>();
  /** How many were written. */
  count = 0;

  constructor(
    private readonly shape: DatasetShape,
    tables: Tables,
    private readonly kept: Kept,
    private readonly cites: WrittenCites,
    private readonly leftOut: LeftOut,
  ) {
    for (const link of shape.links) this.held.set(link, this.heldLinks(link, tables.get(link.model) ?? []));
  }

  /** The links that stand at a record in a list: in groups, or one after the other. Undefined where there are none. */
  take(shape: LinkShape, { row }: KeptRecord): unknown {
    const links = this.held.get(shape.link)?.get(placeOf(shape.holder, row.id)) ?? [];
    if (links.length === 0) return undefined;
    this.count += links.length;
    const grouped = groupedEnd(this.shape, shape);
    if (grouped) return this.groups(shape.link, grouped, links);
    return sorted(links.map((link) => [this.itemOf(shape, link), this.citesOf(shape.link, link)] as const)).map(
      ([item, cite]) => ({ ...item, cite }),
    );
  }

  /** Each link at the first of its records that can have it. */
  private heldLinks(link: LinkModel, rows: readonly TableRow[]): Map<string, KeptLink[]> {
    const holders = holdersOf(link);
    const kept = rows.flatMap((row): KeptLink[] => {
      const ends = this.endsOf(link, row);
      return ends ? [{ row, ends }] : [];
    });
    return groupedBy(kept, ({ row, ends }) => {
      const holder = holders.find(({ property }) => ends.has(property));
      return holder ? placeOf(holder, String(row[holder.property])) : '';
    });
  }

  private endsOf({ model, options, properties }: LinkModel, row: TableRow): Map<string, KeptRecord> | undefined {
    const refuse = (why: string): undefined => this.leftOut.say(model, row, why);
    if (row['archivedAt'] !== undefined) return refuse('it is archived');
    const broken = properties.find((property) => !accepts(property, row[property.property]));
    if (broken) return refuse(`its ${broken.property} breaks the rule for it; correct it`);
    const ends = new Map<string, KeptRecord>();
    for (const { property, model: target } of options.ends.filter((end) => row[end.property] !== undefined)) {
      const end = this.kept.get(target, row[property]);
      if (!end) return refuse(`its ${target.type} is left out`);
      ends.set(property, end);
    }
    return ends;
  }

  private itemOf({ ends, fields }: LinkShape, link: KeptLink): Content {
    const values = fields.map((field) => [field, link.row[field.property.property]] as const);
    return Object.fromEntries([
      ...ends.flatMap(({ name, property }) => {
        const end = link.ends.get(property);
        return end ? [[name, keyOf(end)]] : [];
      }),
      ...values
        .filter(([field, value]) => value !== undefined && !isImplied(field, value))
        .map(([field, value]) => [field.name, value]),
    ]) as Content;
  }

  /** `{ audiences: { residents: A9 } }` */
  private groups(of: LinkModel, { property }: LinkEnd, links: readonly KeptLink[]): Content {
    const groups = new Map<string, [string, unknown][]>();
    for (const link of links) {
      const end = link.ends.get(property);
      const group = end?.holder ? keyOf(end.holder) : '';
      const item: [string, unknown] = [end?.own ?? '', this.citesOf(of, link)];
      groups.set(group, [...(groups.get(group) ?? []), item]);
    }
    return Object.fromEntries(sorted([...groups]).map(([group, items]) => [group, Object.fromEntries(sorted(items))]));
  }

  private citesOf(link: LinkModel, { row }: KeptLink): unknown {
    const { model } = link;
    const found = this.cites.of(model, row);
    const whole = found.take(null);
    found.sayRest();
    this.leftOut.sayPlaceless(
      model,
      row,
      link.properties.map(({ property }) => property),
    );
    return whole;
  }
}

function placeOf({ property }: LinkEnd, id: string): string {
  return `${property} ${id}`;
}

/** By what stands before the citations. */
function sorted<Item, Value>(items: readonly (readonly [Item, Value])[]): (readonly [Item, Value])[] {
  const texts = new Map(items.map((item) => [item, JSON.stringify(item[0])]));
  return [...items].sort((a, b) => (String(texts.get(a)) < String(texts.get(b)) ? -1 : 1));
}
