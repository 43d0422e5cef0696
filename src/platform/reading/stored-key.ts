import { isStorable, normalText } from '../text';
import { isUuid } from '../uuid';
import type { Column } from './column';

/** A key in the form in which Postgres returns it; undefined if no record can have it. */
export function storedKey({ sqlType }: Pick<Column, 'sqlType'>, value: string): string | undefined {
  if (sqlType === 'uuid') return isUuid(value) ? value.toLowerCase() : undefined;
  return isStorable(value) ? normalText(value) : undefined;
}
