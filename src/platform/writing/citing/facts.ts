import { onceFor } from '../../once-for';
import type { Model } from '../../reading';
import type { LinkModel } from '../model/link-model';
import { writableProperties, type WritableProperty } from '../model/writable';
import type { WriteModel } from '../model/write-model';
import type { Values } from '../unit/stored-rows';

/** The models that a feature hands over so that facts can have sources. */
export interface Citing {
  /**
   * The citations: rows of a record or link. Besides its own writable properties, its entity has `recordType`, `recordId`, `field`, `sourceId`,
   * `value`, `agrees`, `supersededAt`, `sinceVersion`, `untilVersion` and `lapsed`.
   */
  readonly citations: Model;
  readonly sources: Model;
  /** The property of a source by which clients can name it instead of by its id. */
  readonly key: string;
}

/** A value of a record or link that a citation can be for. */
export interface Fact {
  /** As the schema names it: for a reference, the field with the record. */
  readonly field: string;
  readonly property: WritableProperty;
}

/** A valid citation of an input. */
export interface GivenCitation {
  /** Absent for the record as a whole. */
  readonly fact: Fact | undefined;
  readonly sourceId: string;
  /** Its lines, its assertion and its note. */
  readonly passage: Values;
  /** The value that the source gives. */
  readonly value: unknown;
  /** Whether that is the value that the field has after the change. */
  readonly agrees: boolean;
  /** Of the record as a whole: the fields whose values it does not support, because they have changed since it was first given. */
  readonly lapsed?: readonly string[];
  /** Its place in the input. */
  readonly place?: number;
  /** Chosen by a dataset. */
  readonly id?: string;
}

/** Equal for the same lines of a source about the same field. */
export function passageKey({
  fact,
  sourceId: id,
  passage,
}: Pick<GivenCitation, 'fact' | 'sourceId' | 'passage'>): string {
  return storedPassageKey({ ...passage, field: fact?.field ?? null, sourceId: id });
}

/** The same for a stored citation. */
export function storedPassageKey({ field, sourceId, lineFrom, lineTo }: Values): string {
  return JSON.stringify([field, sourceId, lineFrom, lineTo]);
}

type Written = WriteModel | LinkModel;

/**
 * The values that sources can state. Others, such as a slug, are the hub's own. Of a link, the records that it connects are among them: a citation of the
 * link as a whole supports them, and nothing else does.
 */
export const factsIn = onceFor(({ model, properties }: Written): readonly Fact[] =>
  properties
    .filter(({ isFact }) => isFact !== false)
    .map((property) => ({ field: fieldOf(model, property), property })),
);

/** What can be cited by itself, also where no source is needed; of a link, values beside the records that it connects. */
export const citableIn = onceFor(({ model, properties }: Written): readonly Fact[] => {
  const isLink = model.ends.length > 0;
  return properties
    .filter(({ references }) => !(isLink && references))
    .map((property) => ({ field: fieldOf(model, property), property }));
});

/** What a client gives of a citation, besides what it is for and its source. */
export const passageOf = onceFor(({ citations }: Citing): readonly WritableProperty[] =>
  writableProperties(citations.entity),
);

/** The same of a stored citation. */
export function passageIn(citing: Citing, citation: Values): Values {
  return Object.fromEntries(passageOf(citing).map(({ property }) => [property, citation[property]]));
}

/** The field of the schema that shows a property: of a reference, the field with the record. */
export function fieldOf(model: Model, { property, references }: WritableProperty): string {
  if (!references) return property;
  const relation = [...model.relations.values()].find(
    ({ kind, ...way }) => kind === 'belongsTo' && 'by' in way && way.by === property,
  );
  return relation?.name ?? property.replace(/Id$/, '');
}

/** Whether there is something that a source could state. */
export function hasValue(value: unknown): boolean {
  return value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);
}

/** Whether two values are the same as the log writes them. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(inOrder(one ?? null)) === JSON.stringify(inOrder(other ?? null));
}

/** Postgres keeps the entries of an object in an order of its own. */
function inOrder(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.entries(value as Values).sort(([one], [other]) => (one < other ? -1 : 1));
}
