import { DefaultNamingStrategy } from 'typeorm';

/** `alternateNames` → `alternate_names`: how every property is called in Postgres. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `program` → `Program` */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `Program` → `program`: how a record of a type is called where it is a field. */
export function fieldName(type: string): string {
  return type.charAt(0).toLowerCase() + type.slice(1);
}

/** Snake-case columns; tables and constraints are named by hand in entities and migrations. */
export class SnakeCaseNaming extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? snakeCase(propertyName);
  }
}
