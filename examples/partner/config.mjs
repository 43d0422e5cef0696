/** The environment says something that cannot be used. */
export class Misconfigured extends Error {}

/** Reads the environment: who we are, whom we follow, and where our copy lies. */
export function readConfig(env = process.env) {
  const missing = ['HUB_URL', 'HUB_KEY', 'PARTNER_DATABASE_URL'].filter((name) => !env[name]);
  if (missing.length > 0) throw new Misconfigured(`Set ${missing.join(', ')}; README.md says to what.`);
  return {
    /** The hub's address without a path, such as http://localhost:4000. */
    hubUrl: env.HUB_URL.replace(/\/$/, ''),
    authorization: `Bearer ${env.HUB_KEY}`,
    databaseUrl: env.PARTNER_DATABASE_URL,
    pageSize: Number(env.PARTNER_PAGE_SIZE ?? 100),
    /** How long `verify` waits for what is still on its way, in milliseconds. */
    patience: Number(env.PARTNER_PATIENCE ?? 10_000),
    /** Which programs we keep, as the hub's `where` takes it; all of them if it is not set. */
    where: env.PARTNER_WHERE ? JSON.parse(env.PARTNER_WHERE) : null,
  };
}
