import type { FieldChange } from '../../change-log/append';
import type { ChangeKind } from '../../change-log/change-kind';
import { describedEnum } from '../../reading';
import type { GivenCitation } from '../citing/facts';
import { stateFault } from '../../reading/state-ids';
import { isStorable, quoted } from '../../text';
import { isUuid, noSuchId } from '../../uuid';
import type { StoredRow, Values } from '../unit/stored-rows';
import { InputError, type UserError, type UserErrorCode } from '../schema/user-errors';
import { isRequired, type WritableProperty } from '../model/writable';

export const UpsertOutcome = describedEnum('UpsertOutcome', 'The outcome of an upsert for one record.', {
  CREATED: 'The record was created.',
  UPDATED: 'The record was updated.',
  UNCHANGED: 'The record already had the given values.',
  FAILED: 'The record has errors and was not written.',
});
export type UpsertOutcome = keyof typeof UpsertOutcome;

/** One record of an input on its way to the database, with all of its errors. */
export class Draft {
  /** The given values that are valid, by property. */
  values: Record<string, unknown> = {};
  /** Entries to add to the record's change in the log, besides its own values. */
  readonly extra: FieldChange[] = [];
  /** The kind of the change if these are its only entries. */
  extraKind: ChangeKind | undefined;
  /** The identifier that the record has or gets: an input of its own inside this one. */
  identifier: Draft | undefined;
  /** The valid citations that the record gets. */
  readonly citations: GivenCitation[] = [];
  /** Whether the input is itself the only citation. */
  citesItself = false;
  /** The records that it points to, by property. */
  readonly references = new Map<string, StoredRow>();
  /** The stored record, if it exists. */
  current: StoredRow | undefined;
  /** The record's id, once it is known. */
  id: string | undefined;
  /** The property by which the hub looked for the record and did not find it. */
  soughtBy: string | undefined;
  outcome: UpsertOutcome = 'UNCHANGED';

  constructor(
    readonly input: Values,
    /** The path of the record in the input: empty, or `["items", "3"]`. */
    private readonly at: readonly string[] = [],
    readonly errors: UserError[] = [],
  ) {}

  /** An input inside this one. What is wrong with it is wrong with the whole. */
  inside(name: string, input: Values): Draft {
    return new Draft(input, this.path(name), this.errors);
  }

  get failed(): boolean {
    return this.errors.length > 0;
  }

  /** Whether to create the record. Never if it was given by its id, even if it was not found. */
  get isNew(): boolean {
    return !this.current && typeof this.input.id !== 'string';
  }

  /** The record with all given values, invalid ones included, so that an invalid value is not reported as missing too. */
  get wanted(): Values {
    return { ...this.current, ...this.input, ...this.values };
  }

  /** The record as it would be after the change. */
  get whole(): Values {
    return { ...this.current, ...this.values };
  }

  refuse(code: UserErrorCode, property: string | readonly string[], message: string): void {
    this.errors.push(new InputError(code, this.path(property), message));
  }

  /** Refuses an id by which nothing was found. @param message for an id that could be a record's */
  refuseId(property: string, id: unknown, message: string): void {
    const fault = stateFault(id);
    if (fault) this.refuse('INVALID', property, fault);
    else this.refuse('NOT_FOUND', property, message);
  }

  path(property: string | readonly string[]): readonly string[] {
    return [...this.at, ...(typeof property === 'string' ? [property] : property)];
  }

  /** Checks the given values by their rules and keeps the valid ones. */
  readValues(properties: readonly WritableProperty[]): void {
    for (const property of properties) if (!property.references) this.readValue(property);
  }

  /** Fills in the defaults of a new record. References are checked when they are looked up. */
  complete(properties: readonly WritableProperty[]): void {
    for (const property of properties) {
      const { property: name, initial, derived, nullable } = property;
      if (name in this.values || this.input[name] !== undefined) continue;
      if (derived) this.derive(property, derived(this.values));
      else if (initial !== undefined) this.values[name] = initial;
      else if (nullable) this.values[name] = null;
      else if (!property.references) this.refuse('INVALID', name, `${name} is missing; a new record needs it.`);
    }
  }

  private derive(property: WritableProperty, made: unknown): void {
    if (made !== '') return this.readValue(property, made);
    const { property: name } = property;
    this.refuse('INVALID', name, `${name} is missing, and the hub cannot derive it from the other values; give one.`);
  }

  private readValue({ property, rule, nullable }: WritableProperty, given: unknown = this.input[property]): void {
    if (given === undefined) return;
    if (given === null) {
      if (nullable) this.values[property] = null;
      else this.refuse('INVALID', property, `${property} cannot be null; leave it out or give a value.`);
      return;
    }
    const parsed = rule ? rule.safeParse(given) : { success: true as const, data: given };
    if (parsed.success) {
      this.values[property] = parsed.data;
      return;
    }
    for (const { path, message } of parsed.error.issues) {
      this.refuse('INVALID', [property, ...path.map(String)], `${property} ${message}.`);
    }
  }
}

/** Which key a reference was given by: `coreId` by id, or `coreSlug` by slug. */
export interface GivenReference {
  /** The name in the input, for errors. */
  readonly name: string;
  readonly key: 'id' | 'slug';
  readonly value: string;
}

/** `coreId` → `coreSlug`. */
export function slugName(property: string): string {
  return property.replace(/Id$/, 'Slug');
}

/**
 * Reads a reference of an input. Errors go into the draft.
 * @returns null to clear it, undefined if it is not given or invalid
 */
export function readReference(
  draft: Draft,
  { property, nullable }: Pick<WritableProperty, 'property' | 'nullable'>,
): GivenReference | null | undefined {
  const slug = slugName(property);
  const given = [property, slug].filter((name) => draft.input[name] !== undefined);
  const [name] = given;
  if (name === undefined) return undefined;
  if (given.some((key) => draft.input[key] !== null) && given.length > 1) {
    draft.refuse('INVALID', slug, `${property} and ${slug} are both given; give only one of them.`);
    return undefined;
  }
  const value = draft.input[name] as string | null;
  if (value === null) {
    if (nullable) return null;
    draft.refuse('INVALID', name, `${name} cannot be null; give the ${name === slug ? 'slug' : 'id'} of a record.`);
    return undefined;
  }
  const key = name === slug ? 'slug' : 'id';
  if (key === 'id' ? !isUuid(value) : !isStorable(value)) {
    draft.refuseId(
      name,
      value,
      key === 'id' ? noSuchId('record', value) : `There is no record with the slug ${quoted(value)}.`,
    );
    return undefined;
  }
  return { name, key, value: key === 'id' ? value.toLowerCase() : value };
}

/** The input field by which a reference was given, for errors. */
export function givenName({ input }: Draft, property: string): string {
  return input[property] === undefined && input[slugName(property)] !== undefined ? slugName(property) : property;
}

/** Refuses a new record without a reference that it needs. */
export function requireReference(draft: Draft, property: WritableProperty): void {
  if (!isRequired(property)) return;
  const { property: name, references } = property;
  const or = references?.().options.keys?.includes('slug') ? `, or ${slugName(name)}` : '';
  draft.refuse('INVALID', name, `${name} is missing; give it${or}.`);
}
