import 'reflect-metadata';
import { z } from 'zod';
import { filterKind, readableProperties, type ReadableProperty } from '../../reading/readable';
import type { Model } from '../../reading';

/** What `@Writable` and `@Reference` know of a property. */
export interface WritableProperty extends ReadableProperty {
  /** Checks a value, and may normalize it, for example by trimming it. */
  readonly rule?: z.ZodType;
  /** The default for a new record. Without it, the property is null or required. */
  readonly initial?: unknown;
  /** The default, computed from the other given values. */
  readonly derived?: (values: Readonly<Record<string, unknown>>) => unknown;
  /** The property whose day or year this one must not be before: that of an end must not be before that of the beginning. */
  readonly notBefore?: string;
  /** Whether a source can state it: false for what the hub makes or decides by itself, such as a slug. The default is true. */
  readonly isFact?: boolean;
  /** Holds the id of a record of this model: clients give that, or the record's slug. */
  readonly references?: () => Model;
}

type Entry = Pick<WritableProperty, 'rule' | 'initial' | 'derived' | 'notBefore' | 'isFact' | 'references'>;

const WRITABLE = 'hub:writable';

/** Lets clients write a readable column, by a rule of `rules.ts`. */
export function Writable(
  rule: z.ZodType,
  options: Pick<WritableProperty, 'initial' | 'derived' | 'notBefore' | 'isFact'> = {},
): PropertyDecorator {
  return (prototype, key) => register(prototype, String(key), { rule, ...options });
}

/** Lets clients write a foreign key: `coreId` takes an id, and `coreSlug` beside it a slug. */
export function Reference(references: () => Model): PropertyDecorator {
  return (prototype, key) => register(prototype, String(key), { references });
}

/** The writable properties of a class and of those it extends, in the order of their declaration. */
export function writableProperties(target: Function): WritableProperty[] {
  const entries = allEntries(target);
  return readableProperties(target).flatMap((readable) => {
    const entry = entries[readable.property];
    return entry ? [{ ...readable, ...entry, ...(entry.rule && { rule: inNormalForm(readable, entry.rule) }) }] : [];
  });
}

/** GraphQL hands over days and moments as JavaScript dates. The log, like Postgres, has them as texts, each moment in one way only. */
function inNormalForm(readable: ReadableProperty, rule: z.ZodType): z.ZodType {
  const kind = filterKind(readable);
  if (kind !== 'Date' && kind !== 'DateTime') return rule;
  return rule.transform((value, context) => {
    if (!(value instanceof Date)) return value;
    const year = value.getUTCFullYear();
    if (year >= 1 && year <= 9999) return value.toISOString().slice(0, kind === 'Date' ? 10 : undefined);
    context.addIssue('is not in the years from 1 to 9999; give another one');
    return z.NEVER;
  });
}

/** Whether a new record needs the property to be given. */
export function isRequired({ nullable, initial, derived }: WritableProperty): boolean {
  return !nullable && initial === undefined && !derived;
}

function register(prototype: object, property: string, entry: Entry): void {
  Reflect.defineMetadata(WRITABLE, { ...ownEntries(prototype), [property]: entry }, prototype);
}

function allEntries(target: Function): Readonly<Record<string, Entry>> {
  const base = Object.getPrototypeOf(target) as Function | null;
  const inherited = base?.prototype ? allEntries(base) : {};
  return { ...inherited, ...ownEntries(target.prototype as object) };
}

function ownEntries(prototype: object): Readonly<Record<string, Entry>> {
  return (Reflect.getOwnMetadata(WRITABLE, prototype) as Readonly<Record<string, Entry>> | undefined) ?? {};
}
