import { DefaultNamingStrategy } from 'typeorm';

/** `alternateNames` → `alternate_names`: the name of a property's column in Postgres. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `program` → `Program`. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `Program` → `program`: the name of a field that holds a record of the type. */
export function fieldName(type: string): string {
  return type.charAt(0).toLowerCase() + type.slice(1);
}

/** Names columns in snake case. Entities and migrations name tables and constraints explicitly. */
export class SnakeCaseNaming extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? snakeCase(propertyName);
  }
}
