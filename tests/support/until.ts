import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE = 10;

/** What was waited for did not happen. */
export class NeverHappened extends Error {}

/**
 * Asks again every few milliseconds until the answer is something.
 * @param what names it for whoever reads why the test failed
 * @param within how long to ask, in milliseconds: generous, since a busy machine must not fail a test
 * @throws NeverHappened
 */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
  within = 20_000,
): Promise<T> {
  for (const end = Date.now() + within; ; await sleep(PAUSE)) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new NeverHappened(`Not within ${within / 1000} s: ${what}.`);
  }
}
