/** The error's code, like the SQLSTATE of a Postgres error. */
export const OVERTAKEN = 'overtaken';

/** Another writer created a record that this one looked for and did not find. The mutation must start again. */
export class Overtaken extends Error {
  readonly code = OVERTAKEN;

  constructor(key: string) {
    super(`another writer created a record with the same ${key}; look for it again`);
  }
}
