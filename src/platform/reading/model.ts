import type { Viewer } from '../access/viewer';
import type { Column, EntityClass, TableIndex } from './column';
import type { EnumObject } from './readable';
import { NotAssembled, UnknownProperty } from './model-errors';
import type { Lifetime } from './lifetime-options';
import type { ModelAccess } from './model-access';
import type { Resembles } from './resembles';
import type { SearchOptions } from './search-options';
import type { Statement } from './statement';

/** The viewer and the state that a condition is compiled for. */
export interface Scope {
  readonly statement: Statement;
  readonly viewer: Viewer;
  readonly includeArchived: boolean;
  /** Whether rows that no longer hold count too: see `Lifetime`. */
  readonly includeEnded?: boolean;
  /** The only model whose records the rows belong to, where rows of one table belong to records of several types. */
  readonly owner?: Model;
  /** Whether the statement reads no further than a page: what it looks up for a row is then not prepared for all rows. */
  readonly paged?: boolean;
  /** The alias of rows that are past states of records, each with its version. */
  readonly pastRows?: string;
  /** A past state that a condition is evaluated on. */
  readonly past?: PastLinks;
  /** SQL of the id of a record whose state is not the live one, by its alias: see `state-ids.ts`. */
  readonly stateId?: ((alias: string) => string) | undefined;
  /** SQL of a moment: records that were archived later count as current. */
  readonly archivedSince?: string;
}

/** The links that a record had at a version. */
export interface PastLinks {
  /** The alias of the record in that version. */
  readonly alias: string;
  /** SQL that replaces the relation's table by its rows of that time; nothing if the current rows are used. */
  table(relation: ToMany): string | undefined;
  /** SQL of the moment of that state. */
  readonly moment: string;
}

interface RelationBase {
  /** The model that gets the field. */
  readonly on: Model;
  /** The field's name, in the type and in its `where`. */
  readonly name: string;
  readonly target: Model;
  readonly description: string;
  /** Whether `groups(by:)` of its model can use it. */
  readonly groupable?: boolean;
  /** Whether the record cannot be archived while it has a current related record here; a direction narrows a mirrored link. */
  readonly needsIt?: true | { readonly direction: 'INCOMING' | 'OUTGOING' };
  /** What to do with those records then, where they cannot be archived. */
  readonly release?: string;
}

/** A record that this one references by its own column. */
export interface BelongsTo extends RelationBase {
  readonly kind: 'belongsTo';
  /** The property of `on` that holds the target's id. */
  readonly by: string;
  readonly nullable: boolean;
}

/** Records that reference this one by a column. */
export interface HasMany extends RelationBase {
  readonly kind: 'hasMany';
  /** The property of `target` that holds this record's id. */
  readonly by: string;
  /** The property of `target` with the table of this record, if `target` can reference records of several types. */
  readonly byType?: string;
  /** Another property of `target` that holds this record's id where the row is in the lists of two records. */
  readonly orBy?: string;
}

/** An argument of a linked list that narrows it by a property of the link, such as `roles`. */
export interface LinkArgument {
  readonly name: string;
  readonly property: string;
  readonly type: EnumObject;
  readonly description: string;
}

/** Records that links with their own data connect with this one. The edges of the list show the data. */
export interface Linked extends RelationBase {
  readonly kind: 'linked';
  readonly link: Model;
  /** The properties of `link` that hold this record's id and the target's. */
  readonly from: string;
  readonly to: string;
  /** The properties of `link` that the edge shows. */
  readonly edge: readonly string[];
  readonly arguments: readonly LinkArgument[];
  /** Whether both ends are of one type: the list then shows links in both directions, and each edge its direction. */
  readonly mirrored: boolean;
}

export type Relation = BelongsTo | HasMany | Linked;
export type ToMany = HasMany | Linked;

export interface ModelOptions {
  /** The GraphQL type's name. */
  readonly type: string;
  /** In words, for generated descriptions: `a program`, `programs`. */
  readonly noun: string;
  readonly plural: string;
  /** The keys by which a gateway can refer to a record; absent if the type is not a federation entity. */
  readonly keys?: readonly string[];
  /** The default order of lists. Records with equal values are ordered by id. */
  readonly defaultOrder: readonly string[];
  /** The property with the name of a record for people; the label of a group. */
  readonly label?: string;
  /** Whether records of this type can be merged: `merged_into_id` leads to the record that was kept. */
  readonly mergeable?: boolean;
  /** The properties that a field with its own resolver reads from its record: `record` of a citation needs `recordId`. */
  readonly needs?: Readonly<Record<string, readonly string[]>>;
  /** Whether its root list can show past states. */
  readonly asOf?: boolean;
  /** Whether its pages return a cursor of the change log, from which clients can keep them up to date. */
  readonly streamed?: boolean;
  /** Whether its records have facts that sources support. The default is true. */
  readonly cited?: boolean;
  /** Whether its records are part of the network, in which `path` finds chains of links. The default is true for all that clients write. */
  readonly inNetwork?: boolean;
  /** The properties with the first and the last day on which a link holds. */
  readonly firstDay?: string;
  readonly lastDay?: string;
  /** Present if its rows hold for some versions of another record. */
  readonly lifetime?: Lifetime;
  /** How `search` finds its records. */
  readonly search?: SearchOptions;
  /** How two of its records show that they may be the same. */
  readonly resembles?: Resembles;
  /** SQL that holds for the rows of the table aliased `alias` that the viewer may see; nothing if it may see all. */
  readonly visible?: (scope: Scope, alias: string, model: Model) => string | undefined;
  /** The reference whose record alone decides, if `visible` depends on nothing else. A list of these records needs `visible` only once. */
  readonly visibleBy?: string;
  /** The most other records that `visible` looks up for a row. */
  readonly seenBy?: number;
}

/** Links whose changes are part of the histories of their records. */
export interface LoggedLinks {
  readonly link: Model;
  /** The properties of a link that hold the record's id: two if the record can be at either end. */
  readonly ends: readonly string[];
  /** The properties that identify a link. */
  readonly identity: readonly string[];
}

/** A property of a link that holds the id of a record. */
export interface Pointer {
  readonly property: string;
  readonly model: Model;
}

/** What the domain knows about a model once all features are declared. */
export interface AssembledModel {
  /** Whose features say so. Of two domains with the same model, the later one has it. */
  readonly domain: object;
  readonly table: string;
  readonly columns: ReadonlyMap<string, Column>;
  /** Those that serve lists, that of its id first. */
  readonly indexes: readonly TableIndex[];
  /** Its fields that lead to other records, by name. */
  readonly relations: ReadonlyMap<string, Relation>;
  /** The fields of all models that lead to its records. */
  readonly incoming: readonly Relation[];
  /** The fields of its records whose links are part of their histories, by name. */
  readonly loggedLinks: ReadonlyMap<string, LoggedLinks>;
  /** Of a link, where it leads; of any other model, none. */
  readonly ends: readonly Pointer[];
}

/**
 * One record type for reading: its table, its public columns and its relations. A feature makes one for each of its entities. Later features
 * add relations, and the domain connects everything.
 */
export class Model {
  /** Set from the policy table when the schema is built. Nothing is read before that. */
  access: ModelAccess | undefined;
  private assembled: AssembledModel | undefined;

  constructor(
    readonly entity: EntityClass,
    readonly options: ModelOptions,
  ) {}

  /** Only the domain may call it. @returns what takes it back, for a domain that is refused */
  assemble(parts: AssembledModel): () => void {
    const before = this.assembled;
    this.assembled = parts;
    return () => {
      this.assembled = before;
    };
  }

  get domain(): object {
    return this.parts.domain;
  }

  get type(): string {
    return this.options.type;
  }

  get table(): string {
    return this.parts.table;
  }

  get columns(): AssembledModel['columns'] {
    return this.parts.columns;
  }

  get indexes(): AssembledModel['indexes'] {
    return this.parts.indexes;
  }

  get relations(): AssembledModel['relations'] {
    return this.parts.relations;
  }

  get incoming(): AssembledModel['incoming'] {
    return this.parts.incoming;
  }

  get loggedLinks(): AssembledModel['loggedLinks'] {
    return this.parts.loggedLinks;
  }

  get ends(): AssembledModel['ends'] {
    return this.parts.ends;
  }

  /** Whether its records can be archived. */
  get archivable(): boolean {
    return this.columns.has('archivedAt');
  }

  /** The column of a property that code (never a client) names. */
  column(property: string): Column {
    const column = this.columns.get(property);
    if (!column) throw new UnknownProperty(this.type, property);
    return column;
  }

  private get parts(): AssembledModel {
    if (!this.assembled) throw new NotAssembled(this.type);
    return this.assembled;
  }
}
