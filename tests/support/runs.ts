/** How often a random test runs: `npm test` does `few`, `npm test -- --long` does `many`. */
export function runs(few: number, many: number): number {
  return process.env['HUB_TEST_LONG'] === 'true' ? many : few;
}
