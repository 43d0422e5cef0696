import type { FieldChange } from '../../change-log/append';
import { describedEnum } from '../../reading';
import { isStorable, quoted } from '../../text';
import { isUuid } from '../../uuid';
import type { StoredRow, Values } from '../unit/stored-rows';
import { InputError, type UserError, type UserErrorCode } from '../schema/user-errors';
import { isRequired, type WritableProperty } from '../model/writable';

export const UpsertOutcome = describedEnum('UpsertOutcome', 'What became of a record.', {
  CREATED: 'It was made.',
  UPDATED: 'It was changed.',
  UNCHANGED: 'Nothing of it was changed.',
  FAILED: 'It has a fault, and was left as it was.',
});
export type UpsertOutcome = keyof typeof UpsertOutcome;

/** One record of an input on its way to the database, with all that is wrong with it. */
export class Draft {
  readonly errors: UserError[] = [];
  /** The values that were given and can be used, by property. */
  values: Record<string, unknown> = {};
  /** What is added to the record's entry in the log beyond its own values. */
  readonly extra: FieldChange[] = [];
  /** The identifier that the record is given. */
  identifier: Values | undefined;
  /** The records that it points to, by property. */
  readonly references = new Map<string, StoredRow>();
  /** The record as it is, if it is there. */
  current: StoredRow | undefined;
  /** The record's id, once it is known. */
  id: string | undefined;
  /** The property by which the record was looked for and not found. */
  soughtBy: string | undefined;
  outcome: UpsertOutcome = 'UNCHANGED';

  constructor(
    readonly input: Values,
    /** Where the record stands in the input: nothing, or `["items", "3"]`. */
    private readonly at: readonly string[] = [],
  ) {}

  get failed(): boolean {
    return this.errors.length > 0;
  }

  /** The record is to be made. One that is given by its id is not, whether it is found or not. */
  get isNew(): boolean {
    return !this.current && typeof this.input.id !== 'string';
  }

  /** The record as it was asked for, with what cannot be used: what is given and faulty is not missing as well. */
  get wanted(): Values {
    return { ...this.current, ...this.input, ...this.values };
  }

  /** The record as it would be. */
  get whole(): Values {
    return { ...this.current, ...this.values };
  }

  refuse(code: UserErrorCode, property: string | readonly string[], message: string): void {
    this.errors.push(new InputError(code, this.path(property), message));
  }

  path(property: string | readonly string[]): readonly string[] {
    return [...this.at, ...(typeof property === 'string' ? [property] : property)];
  }

  /** Takes over the values that were given, each by its rule. */
  readValues(properties: readonly WritableProperty[]): void {
    for (const property of properties) if (!property.references) this.readValue(property);
  }

  /** Gives a new record what was left out. References are looked at where they are looked up. */
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
    this.refuse('INVALID', name, `${name} is missing, and none can be made of what is given; give one.`);
  }

  private readValue({ property, rule, nullable }: WritableProperty, given: unknown = this.input[property]): void {
    if (given === undefined) return;
    if (given === null) {
      if (nullable) this.values[property] = null;
      else this.refuse('INVALID', property, `${property} cannot be cleared; leave it out, or give a value.`);
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

/** The key of a reference as it was given: `coreId` by its id, or `coreSlug` by its slug. */
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
 * Reads a reference of an input. Faults go into the draft.
 * @returns null where it is to be cleared, nothing where it is not given or faulty
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
    draft.refuse('INVALID', slug, `${property} and ${slug} are both given; give one of them.`);
    return undefined;
  }
  const value = draft.input[name] as string | null;
  if (value === null) {
    if (nullable) return null;
    draft.refuse('INVALID', name, `${name} cannot be cleared; give another one.`);
    return undefined;
  }
  const key = name === slug ? 'slug' : 'id';
  if (key === 'id' ? !isUuid(value) : !isStorable(value)) {
    draft.refuse('NOT_FOUND', name, `There is no record with the ${key} ${quoted(value)}.`);
    return undefined;
  }
  return { name, key, value: key === 'id' ? value.toLowerCase() : value };
}

/** The name under which a reference was given, for errors. */
export function givenName({ input }: Draft, property: string): string {
  return input[property] === undefined && input[slugName(property)] !== undefined ? slugName(property) : property;
}

/** Refuses a new record without a reference that it needs. */
export function requireReference(draft: Draft, property: WritableProperty): void {
  if (!isRequired(property)) return;
  const { property: name } = property;
  draft.refuse('INVALID', name, `${name} is missing; give it, or ${slugName(name)}.`);
}
