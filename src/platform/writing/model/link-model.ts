import type { ChangeKind } from '../../change-log/change-kind';
import { strictest, type Visibility } from '../../change-log/visibility';
import type { Model } from '../../reading';
import type { StoredRow, Values } from '../unit/stored-rows';
import { writableProperties, type WritableProperty } from './writable';
import { writeModelOf } from './write-model';

/** A property of a link that holds the id of a record. */
export interface LinkEnd {
  readonly property: string;
  readonly model: Model;
  /** The link belongs to this record: its log tells of it, as a change of this field. */
  readonly field?: string;
}

export interface LinkOptions {
  /** The mutations' names. */
  readonly assign: string;
  readonly remove: string;
  /** In words: `Gives an organization a role in a program or a core.` */
  readonly assigning: string;
  readonly removing: string;
  readonly kinds: readonly [assigned: ChangeKind, removed: ChangeKind];
  readonly ends: readonly LinkEnd[];
  /** What, beside its ends, makes a link another one. */
  readonly key: readonly string[];
}

const links: LinkModel[] = [];

/** A table of links between records, which clients add and remove. */
export class LinkModel {
  readonly properties: readonly WritableProperty[];

  constructor(
    readonly model: Model,
    readonly options: LinkOptions,
  ) {
    this.properties = writableProperties(model.entity);
    links.push(this);
  }

  /** Its ends and its key: no two links have the same. */
  get identity(): readonly string[] {
    return [...this.options.ends.map(({ property }) => property), ...this.options.key];
  }

  /** The ends of which exactly one is given: those that may be empty. */
  get targets(): readonly LinkEnd[] {
    return this.options.ends.filter(({ property }) => this.property(property)?.nullable);
  }

  get data(): readonly WritableProperty[] {
    return this.properties.filter(({ property, references }) => !references && !this.options.key.includes(property));
  }

  property(name: string): WritableProperty | undefined {
    return this.properties.find(({ property }) => property === name);
  }

  /** The ends whose records the link belongs to. */
  ownersOf(link: Values): (LinkEnd & { readonly id: string; readonly field: string })[] {
    return this.options.ends.flatMap((end) => {
      const id = link[end.property];
      return end.field !== undefined && typeof id === 'string' ? [{ ...end, id, field: end.field }] : [];
    });
  }

  /** The link as its owner's log tells of it: the other end, the key and the data. */
  told(link: Values, owner: LinkEnd): Values {
    const others = this.options.ends.filter(({ property }) => property !== owner.property && link[property]);
    const mirrored = others.some(({ model }) => model === owner.model);
    const ends = others.map(({ property, model }) => [mirrored ? idOf(model) : property, link[property]]);
    const rest = this.properties
      .filter(({ references }) => !references)
      .map(({ property }) => [property, link[property] ?? null]);
    const direction = this.options.ends[0]?.property === owner.property ? 'OUTGOING' : 'INCOMING';
    return Object.fromEntries([...ends, ...rest, ...(mirrored ? [['direction', direction]] : [])]) as Values;
  }

  /** The id of the record at the other end. */
  subjectOf(link: Values, owner: LinkEnd): string | undefined {
    const other = this.options.ends.find(({ property }) => property !== owner.property && link[property]);
    return other && String(link[other.property]);
  }

  /**
   * Who may be told of the link in its owner's log: whoever may know of the record at the other end.
   * @param rowOf the record at an end; one that has a visibility and is not at hand counts as hidden
   */
  visibilityFor(link: Values, owner: LinkEnd, rowOf: (end: LinkEnd) => StoredRow | undefined): Visibility {
    const others = this.options.ends.filter(({ property }) => property !== owner.property && link[property]);
    const found = others.flatMap((end) => {
      const visibility = writeModelOf(end.model)?.options.visibility;
      if (!visibility) return [];
      const row = rowOf(end);
      return [row ? visibility(row) : 'INTERNAL'];
    });
    return strictest(found);
  }
}

/** The links that lead to records of the model. */
export function linksOf(model: Model): readonly LinkModel[] {
  return links.filter(({ options }) => options.ends.some((end) => end.model === model));
}

function idOf({ type }: Model): string {
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}Id`;
}
