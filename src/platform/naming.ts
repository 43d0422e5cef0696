import { DefaultNamingStrategy } from 'typeorm';

/** `alternateNames` → `alternate_names`: how every property is called in Postgres. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Snake-case columns; tables and constraints are named by hand in entities and migrations. */
export class SnakeCaseNaming extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? snakeCase(propertyName);
  }
}
