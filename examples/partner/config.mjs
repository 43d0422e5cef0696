/** The environment is incomplete or invalid. */
export class Misconfigured extends Error {}

/** Reads the settings from the environment. */
export function readConfig(env = process.env) {
  const missing = ['HUB_URL', 'HUB_KEY', 'PARTNER_DATABASE_URL'].filter((name) => !env[name]);
  if (missing.length > 0) throw new Misconfigured(`Set ${missing.join(', ')}; see README.md.`);
  return {
    /** The hub's address without a path, such as http://localhost:4000. */
    hubUrl: env.HUB_URL.replace(/\/$/, ''),
    authorization: `Bearer ${env.HUB_KEY}`,
    databaseUrl: env.PARTNER_DATABASE_URL,
    pageSize: Number(env.PARTNER_PAGE_SIZE ?? 100),
    /** How long `verify` waits for changes to arrive, in milliseconds. */
    patience: Number(env.PARTNER_PATIENCE ?? 10_000),
    /** Which programs to copy, in the form of the hub's `where`; all of them if not set. */
    where: env.PARTNER_WHERE ? JSON.parse(env.PARTNER_WHERE) : null,
  };
}
