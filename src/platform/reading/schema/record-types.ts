import { capital, fieldName } from '../../naming';
import type { Model } from '../model';
import { emptyEnum, enumValue } from './enums';

const types = emptyEnum('RecordType', 'A type of record or link: the name of its GraphQL type in capitals.');

/** Names the type of a record: `ORGANIZATION_ROLE`. Its values are names of tables, which is what columns hold. */
export const RecordType = types.values;

/** The name of a record type in `RecordType`: `OrganizationRole` → `ORGANIZATION_ROLE`. */
export function recordTypeName(type: string): string {
  return enumValue(fieldName(type));
}

/** Gives `RecordType` a value for each of these models. Call it before the schema is built. */
export function nameRecordTypes(models: readonly Model[]): void {
  types.fill(
    models.map(({ type, table, options: { plural } }) => [
      recordTypeName(type),
      table,
      `${capital(plural)}: \`${type}\`.`,
    ]),
  );
}
