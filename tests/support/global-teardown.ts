import './global-setup';

/** Removes the databases of this run, and the Postgres that was booted for it. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.closeTestServer?.();
}
