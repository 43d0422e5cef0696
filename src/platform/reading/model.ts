import type { Permission } from '../access/permissions';
import type { Viewer } from '../access/viewer';
import type { Column, EntityClass, TableIndex } from './column';
import type { EnumObject } from './readable';
import type { Statement } from './statement';

/** What a condition is compiled for. */
export interface Scope {
  readonly statement: Statement;
  readonly viewer: Viewer;
  readonly includeArchived: boolean;
  /** A state of the past that a condition is judged by. */
  readonly past?: PastLinks;
  /** SQL of a moment: what went into the archive since counts as current. */
  readonly archivedSince?: string;
}

/** The links that a record had at a version. */
export interface PastLinks {
  /** The alias of the record at that version. */
  readonly alias: string;
  /** SQL that stands for the relation's own table, with the rows that it had then; nothing where it is as it is now. */
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
  /** May stand in `groups(by:)` of the model it is on. */
  readonly groupable?: boolean;
  /** The record cannot be archived while one of these that is current stands here; a direction narrows a mirrored link. */
  readonly needsIt?: true | { readonly direction: 'INCOMING' | 'OUTGOING' };
}

/** A record that this one points to by a column of its own. */
export interface BelongsTo extends RelationBase {
  readonly kind: 'belongsTo';
  /** The property of `on` that holds the target's id. */
  readonly by: string;
  readonly nullable: boolean;
}

/** Records that point to this one by a column of theirs. */
export interface HasMany extends RelationBase {
  readonly kind: 'hasMany';
  /** The property of `target` that holds this record's id. */
  readonly by: string;
  /** The property of `target` that holds the table of this record, where it may point to records of several types. */
  readonly byType?: string;
}

/** An argument of a linked list that narrows it by a property of the link, such as `roles`. */
export interface LinkArgument {
  readonly name: string;
  readonly property: string;
  readonly type: EnumObject;
  readonly description: string;
}

/** Records that a link record with data of its own connects with this one: the list's edges show the data. */
export interface Linked extends RelationBase {
  readonly kind: 'linked';
  readonly link: Model;
  /** The properties of `link` that hold this record's id and the target's. */
  readonly from: string;
  readonly to: string;
  /** The properties of `link` that stand on the edge. */
  readonly edge: readonly string[];
  readonly arguments: readonly LinkArgument[];
  /** Both ends are of one type: the list shows links in both directions, and each edge its direction. */
  readonly mirrored: boolean;
}

export type Relation = BelongsTo | HasMany | Linked;
export type ToMany = HasMany | Linked;

/** How records of a type are searched. */
export interface SearchOptions {
  /** In words, for the schema: `name, other names and description`. */
  readonly by: string;
  /** The properties that hold other names; one that is a list stands alone. */
  readonly others: readonly string[];
  /** The property that says more of the record than its name. */
  readonly detail: string;
  /** The property that is shown where the record has no name. */
  readonly nameless?: string;
}

export interface ModelOptions {
  /** The GraphQL type's name. */
  readonly type: string;
  /** In words, for generated descriptions: `a program`, `programs`. */
  readonly noun: string;
  readonly plural: string;
  /** The keys by which a gateway may refer to a record; absent for a type that is no entity of the graph. */
  readonly keys?: readonly string[];
  /** What lists are ordered by where the client does not say. The id always breaks ties. */
  readonly defaultOrder: readonly string[];
  /** The property that names a record to a person; the label of a group. */
  readonly label?: string;
  /** Records of this type may be merged: `merged_into_id` leads to the one that stays. */
  readonly mergeable?: boolean;
  /** The properties that a field with a resolver of its own reads from its record: `record` of a citation needs `recordId`. */
  readonly needs?: Readonly<Record<string, readonly string[]>>;
  /** Its root list shows past states too. */
  readonly asOf?: boolean;
  /** Its lists say where the change log stands, so that they can be kept up to date from there. */
  readonly streamed?: boolean;
  /** Its records hold facts that sources bear out; true unless it says otherwise. */
  readonly cited?: boolean;
  /** Its records are found by `search`. */
  readonly search?: SearchOptions;
  /** SQL that holds for the rows which the viewer may see, of the table aliased `alias`; nothing where it may see all. */
  readonly visible?: (scope: Scope, alias: string, model: Model) => string | undefined;
  /** How many other records `visible` looks up for a row, at most. */
  readonly seenBy?: number;
}

/** What the policy table demands of those who read a model's records. */
export interface ModelAccess {
  readonly record: Permission;
  /** What certain properties and relations take beyond that. */
  readonly fields: ReadonlyMap<string, readonly Permission[]>;
}

/** Links that stand in the histories of the records they belong to. */
export interface LoggedLinks {
  readonly link: Model;
  /** The properties of a link that hold the record's id: two where it may stand at either end. */
  readonly ends: readonly string[];
  /** The properties that tell one link from another. */
  readonly identity: readonly string[];
}

/** What the domain knows of a model once all features are known. */
export interface AssembledModel {
  readonly table: string;
  readonly columns: ReadonlyMap<string, Column>;
  /** Those that serve lists, that of its id first. */
  readonly indexes: readonly TableIndex[];
  /** Its fields that lead to other records, by name. */
  readonly relations: ReadonlyMap<string, Relation>;
  /** The fields of all models that lead to its records. */
  readonly incoming: readonly Relation[];
  /** The fields of its records whose links stand in their histories, by name. */
  readonly loggedLinks: ReadonlyMap<string, LoggedLinks>;
}

/**
 * One record type as it is read: its table, its public columns and its relations. A feature makes one for each of its entities; relations
 * are added by the features that come later, and the domain puts all together.
 */
export class Model {
  /** Set from the policy table when the schema is built; until then nobody reads anything. */
  access: ModelAccess | undefined;
  private assembled: AssembledModel | undefined;

  constructor(
    readonly entity: EntityClass,
    readonly options: ModelOptions,
  ) {}

  /** To be called by the domain alone. */
  assemble(parts: AssembledModel): void {
    this.assembled = parts;
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

  /** Its records can be archived. */
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

/** Code named a property that the entity does not make readable. */
export class UnknownProperty extends Error {
  constructor(type: string, property: string) {
    super(`${type} has no readable property "${property}"; add @Readable to its column.`);
  }
}

/** A model is used that no feature hands over. */
export class NotAssembled extends Error {
  constructor(type: string) {
    super(`${type} is not part of the domain yet; name its model in the models of its feature.`);
  }
}
