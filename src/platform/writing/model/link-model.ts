import type { LinkKinds } from '../../change-log/change-kind';
import { fieldName } from '../../naming';
import type { Model } from '../../reading';
import type { Values } from '../unit/stored-rows';
import { writableProperties, type WritableProperty } from './writable';

/** A property of a link that holds the id of a record. */
export interface LinkEnd {
  readonly property: string;
  readonly model: Model;
  /** The record at this end owns the link: its log has the link as a change of this field. */
  readonly field?: string;
}

/** The two mutations of a link. */
export interface LinkVerbs {
  /** The mutations' names. */
  readonly assign: string;
  readonly remove: string;
  /** Descriptions for the schema: `Gives an organization a role in a program or a core.` */
  readonly assigning: string;
  readonly removing: string;
}

/** How links stand in the files of a dataset, where that does not follow from their ends. */
export interface LinkFiles {
  /** The list that they stand in, at the record that they belong to; called as the field of that record unless it says otherwise. */
  readonly list?: string;
  /** The end whose record has the list, where the link does not belong to it. */
  readonly at?: string;
  /**
   * What the id of a link is made of, where it is not its ends, those with the list first, and its key. Never change it: the ids would be others.
   * @param parts the keys of the records at its ends, those of which exactly one is given as `program:secure`, and the values of its key
   */
  readonly name?: (parts: Readonly<Record<string, string | undefined>>) => readonly string[];
}

export interface LinkOptions {
  /** Absent where clients add the links with their record, by `upsert`. */
  readonly verbs?: LinkVerbs;
  /** The kinds of its changes: when it is added or updated, and when it is removed. */
  readonly kinds: LinkKinds;
  readonly ends: readonly LinkEnd[];
  /** The properties that, together with the ends, identify a link. */
  readonly key: readonly string[];
  /** `upsert` finds a record by its link of this key. */
  readonly identifies?: boolean;
  readonly dataset?: LinkFiles;
}

/** An end whose record owns the link: the link is in that record's log. */
export type LinkOwner = LinkEnd & { readonly id: string; readonly field: string };

/** A table of links between records, or of other rows that belong to a record, such as identifiers. The rows appear in the logs of their records. */
export class LinkModel {
  readonly properties: readonly WritableProperty[];

  constructor(
    readonly model: Model,
    readonly options: LinkOptions,
  ) {
    this.properties = writableProperties(model.entity);
  }

  /** The properties that are unique among links: the ends and the key; for an identifier of a record, the key alone. */
  get identity(): readonly string[] {
    const { ends, key, identifies } = this.options;
    return identifies ? key : [...ends.map(({ property }) => property), ...key];
  }

  /** The nullable ends. Exactly one of them must be given. */
  get targets(): readonly LinkEnd[] {
    return this.options.ends.filter(({ property }) => this.property(property)?.nullable);
  }

  get data(): readonly WritableProperty[] {
    return this.properties.filter(({ property, references }) => !references && !this.options.key.includes(property));
  }

  property(name: string): WritableProperty | undefined {
    return this.properties.find(({ property }) => property === name);
  }

  /** The values that identify a link. */
  identityOf(link: Values): Values {
    return Object.fromEntries(this.identity.map((property) => [property, link[property] ?? null]));
  }

  /** The ends whose records the link belongs to. */
  ownersOf(link: Values): LinkOwner[] {
    return this.options.ends.flatMap((end) => {
      const id = link[end.property];
      return end.field !== undefined && typeof id === 'string' ? [{ ...end, id, field: end.field }] : [];
    });
  }

  /** Whether two of its ends are the same record. */
  isLoop(link: Values): boolean {
    const ids = this.options.ends.flatMap(({ property }) => link[property] ?? []);
    return new Set(ids).size < ids.length;
  }

  /** The ends other than an owner at which the link has a record. */
  othersOf(link: Values, owner: LinkEnd): readonly LinkEnd[] {
    return this.options.ends.filter(({ property }) => property !== owner.property && link[property]);
  }

  /** The link as its owner's log stores it: the other end, the key and the data. */
  valueOf(link: Values, owner: LinkEnd): Values {
    const others = this.othersOf(link, owner);
    const mirrored = others.some(({ model }) => model === owner.model);
    const ends = others.map(({ property, model }) => [
      mirrored ? `${fieldName(model.type)}Id` : property,
      link[property],
    ]);
    const rest = this.properties
      .filter(({ references }) => !references)
      .map(({ property }) => [property, link[property] ?? null]);
    const direction = this.options.ends[0]?.property === owner.property ? 'OUTGOING' : 'INCOMING';
    return Object.fromEntries([...ends, ...rest, ...(mirrored ? [['direction', direction]] : [])]) as Values;
  }
}
