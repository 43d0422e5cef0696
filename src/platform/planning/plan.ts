import type { FieldNode, GraphQLField, GraphQLOutputType } from 'graphql';
import type { Viewer } from '../access/viewer';
import type { Computed } from '../reading/aggregating/computed';
import type { BelongsTo, Linked, Model, ToMany } from '../reading/model';
import type { Column } from '../reading/column';
import type { NodesKey } from '../reading/planned';

/** Why an operation, or a part of it, is answered by resolvers instead of a plan. */
export class Unplannable extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = 'Unplannable';
  }
}

/**
 * How one operation is answered with one statement. The statement returns one row, with a value for each slot of the root. A slot of a list is a
 * text: the number of its records, then for each record a token for each of its own slots.
 */
export interface Plan {
  /** What needs resolvers, which then make the answer from the rows of the statement; empty if it is made from them directly. */
  readonly resolved: readonly string[];
  readonly slots: readonly Slot[];
  readonly fields: readonly PlannedField[];
  /** The lists, in the order of their `index`. */
  readonly lists: readonly (PlannedList | PlannedRecord)[];
}

/** A value that the statement selects beside others. */
export type Slot =
  | { readonly kind: 'sql'; readonly sql: string }
  | { readonly kind: 'rows' | 'count'; readonly list: PlannedList }
  | { readonly kind: 'computed'; readonly computed: PlannedComputed }
  | { readonly kind: 'record'; readonly record: PlannedRecord }
  | {
      readonly kind: 'entities';
      readonly entities: PlannedEntities;
      readonly type: PlannedEntity;
      readonly key: Column;
    }
  | { readonly kind: 'cursor' };

/** The field of a document that a part of a plan answers. */
export interface Selected {
  readonly node: FieldNode;
  /** Of all fields that are merged with it. */
  readonly nodesKey: NodesKey;
  readonly definition: GraphQLField<unknown, unknown>;
}

/** The rows of one list, or of one record: where they come from and what is selected of each. */
export interface PlannedRows {
  /** The alias of a row in the SQL. */
  readonly alias: string;
  /** 1 for the rows of a root field, one more for each list that they are in. */
  readonly depth: number;
  /** Whether there is one row at most. */
  readonly single: boolean;
  readonly model: Model;
  readonly slots: Slot[];
  /** The columns of the record, and those of the link, that the slots use. */
  readonly columns: Set<string>;
  readonly linkColumns: Set<string>;
  readonly joins: Join[];
  /** What resolvers need of each row; empty where none is called. */
  readonly values: RowValue[];
}

/** A value of a row under the name by which resolvers read it. */
export interface RowValue {
  readonly property: string;
  readonly slot: number;
  readonly sqlType: string;
  readonly marked: boolean;
}

/** A record that a row references, as a LEFT JOIN. */
export interface Join {
  readonly alias: string;
  readonly target: Model;
  /** The SQL of the column that holds its id. */
  readonly by: string;
}

export interface PlannedList extends PlannedRows, Selected {
  readonly kind: 'list';
  readonly index: number;
  readonly relation: ToMany | undefined;
  /** The SQL of the id of the record that has the list; undefined for a root list. */
  readonly parent: string | undefined;
  /** The number of selected fields of a record, for the budget. */
  readonly width: number;
  /** The variables that its SQL depends on. */
  readonly variables: Set<string>;
}

/** A field that is computed of a whole list. */
export interface PlannedComputed extends Selected {
  readonly list: PlannedList;
  /** @throws ClientError for invalid arguments */
  compute(args: Readonly<Record<string, unknown>>, viewer: Viewer): Computed;
}

/** A root field that reads one record by a key. */
export interface PlannedRecord extends PlannedRows, Selected {
  readonly kind: 'record';
  readonly index: number;
  readonly bySlug: boolean;
}

/** The records of one type that a gateway refers to. */
export interface PlannedEntity {
  readonly rows: PlannedRows;
  readonly fields: readonly PlannedField[];
  /** The slot in the root for each key by which they can be referred to. */
  readonly slots: ReadonlyMap<Column, number>;
}

/** `_entities`: the types that a gateway can refer to, by name; why a type cannot be planned. */
export interface PlannedEntities extends Selected {
  readonly types: ReadonlyMap<string, PlannedEntity | Unplannable>;
}

/** A field of an object of the answer. */
export type PlannedField =
  | { readonly kind: 'constant'; readonly key: string; readonly value: unknown }
  | ColumnField
  | { readonly kind: 'one'; readonly key: string; readonly slot: number; readonly one: PlannedOne }
  | { readonly kind: 'page'; readonly key: string; readonly page: PlannedPage }
  | {
      readonly kind: 'root';
      readonly key: string;
      readonly slot: number;
      readonly record: PlannedRecord;
      readonly fields: readonly PlannedField[];
    }
  | { readonly kind: 'entities'; readonly key: string; readonly entities: PlannedEntities };

export interface ColumnField {
  readonly kind: 'column';
  readonly key: string;
  readonly slot: number;
  readonly column: Pick<Column, 'sqlType'>;
  /** Whether the token marks a value that is there. */
  readonly marked: boolean;
  readonly type: GraphQLOutputType;
}

export interface PlannedOne extends Selected {
  readonly relation: BelongsTo;
  readonly values: readonly RowValue[];
  readonly fields: readonly PlannedField[];
}

/** The fields of a connection, and what they read. */
export interface PlannedPage {
  readonly list: PlannedList;
  /** The slots of the record that has the list; undefined if the part is not selected. */
  readonly rows: number | undefined;
  readonly total: number | undefined;
  readonly head: number | undefined;
  /** The slot, in each row of the list, of its cursor. */
  readonly cursor: number | undefined;
  readonly parts: readonly PagePart[];
}

export type PagePart =
  | { readonly kind: 'constant'; readonly key: string; readonly value: unknown }
  | { readonly kind: 'nodes'; readonly key: string; readonly fields: readonly PlannedField[] }
  | { readonly kind: 'edges'; readonly key: string; readonly fields: readonly EdgeField[] }
  | { readonly kind: 'bounds'; readonly key: string; readonly fields: readonly BoundsField[] }
  | { readonly kind: 'total' | 'head'; readonly key: string }
  | {
      readonly kind: 'computed';
      readonly key: string;
      readonly slot: number;
      readonly computed: PlannedComputed;
      readonly fields: readonly ValueField[];
    };

/** A field of an object that was computed. */
export type ValueField =
  | { readonly kind: 'constant'; readonly key: string; readonly value: unknown }
  | {
      readonly kind: 'value';
      readonly key: string;
      readonly name: string;
      readonly type: GraphQLOutputType;
      /** Of an object, or of each object of a list; empty for a value. */
      readonly fields: readonly ValueField[];
    };

export type EdgeField =
  | PlannedField
  | { readonly kind: 'node'; readonly key: string; readonly fields: readonly PlannedField[] }
  | { readonly kind: 'cursor'; readonly key: string };

export interface BoundsField {
  readonly key: string;
  readonly name: string;
}

/** A list over links, whose edges show the data of the link. */
export function linkOf({ relation }: Pick<PlannedList, 'relation'>): Linked | undefined {
  return relation?.kind === 'linked' ? relation : undefined;
}

/** Whether a page shows the cursor of a row. */
export function usesCursor(parts: readonly PagePart[]): boolean {
  return parts.some(
    (part) =>
      (part.kind === 'edges' && part.fields.some(({ kind }) => kind === 'cursor')) ||
      (part.kind === 'bounds' && part.fields.some(({ name }) => name === 'startCursor' || name === 'endCursor')),
  );
}
