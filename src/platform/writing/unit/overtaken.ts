/** Stands where Postgres' own errors have their SQLSTATE. */
export const OVERTAKEN = 'overtaken';

/** Another writer made what this one has looked for in vain: its work is to be done again from the start. */
export class Overtaken extends Error {
  readonly code = OVERTAKEN;

  constructor(key: string) {
    super(`a record with the same ${key} was made meanwhile; look for it again`);
  }
}
