import { quoted } from './text';

/** Whether the text is a `uuid` for Postgres, of any UUID version. */
export function isUuid(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** Says that nothing has this id and, if nothing can have it, what an id is. @param what it should be of, such as `program` */
export function noSuchId(what: string, id: string): string {
  return `There is no ${what} with the id ${quoted(id)}.${isUuid(id) ? '' : ' An id is a UUID, not a slug or a name.'}`;
}
