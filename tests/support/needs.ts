/** The commands that this system lacks, as `npm test` has found: it says what to install. */
const missing = (process.env['HUB_TEST_WITHOUT'] ?? '').split(',');

/** `describe` where the system has the command, a line of scripts/test/needs.mjs; else what is described is left out. */
export function describeWith(command: string): jest.Describe {
  return missing.includes(command) ? describe.skip : describe;
}
