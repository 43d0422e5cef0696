import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';
import type { EnumObject } from '../readable';

type Described<Key extends string> = { [K in Key]: { description: string } };

const NAME = 'hub:enum';

/**
 * Registers a GraphQL enum with a description for each of its values.
 * @returns the object itself, each key its own value, to be used as type and as constant
 */
export function describedEnum<const Key extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Key, string>>,
): { readonly [K in Key]: K } {
  const keys = Object.keys(values) as Key[];
  const object = Object.fromEntries(keys.map((key) => [key, key])) as { [K in Key]: K };
  const valuesConfig = Object.fromEntries(keys.map((key) => [key, { description: values[key] }])) as Described<Key>;
  registerEnumType(object, { name, description, valuesConfig });
  Reflect.defineMetadata(NAME, name, object);
  return object;
}

/** An enum whose values are known only later. A value can have another name in GraphQL than in the database. */
export function emptyEnum(
  name: string,
  description: string,
): {
  readonly values: EnumObject;
  fill(entries: readonly (readonly [name: string, value: string, description: string])[]): void;
} {
  const values: EnumObject = {};
  const valuesConfig: Record<string, { description: string }> = {};
  registerEnumType(values, { name, description, valuesConfig });
  Reflect.defineMetadata(NAME, name, values);
  return {
    values,
    fill: (entries) => {
      for (const known of Object.keys(values)) Reflect.deleteProperty(values, known);
      for (const [key, value, text] of entries) {
        values[key] = value;
        valuesConfig[key] = { description: text };
      }
    },
  };
}

/** The GraphQL name of an enum made by `describedEnum` or `emptyEnum`. */
export function enumName(object: EnumObject): string {
  return String(Reflect.getMetadata(NAME, object));
}

/** `startedYear` → `STARTED_YEAR`: the name of a property as an enum value. */
export function enumValue(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
