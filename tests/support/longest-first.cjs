const { readFileSync } = require('node:fs');
const { default: Sequencer } = require('@jest/test-sequencer');

const LONG = /^\s*\/\*\*(?:(?!\*\/)[^])*@long\b/;

/**
 * Begins with the files that take longest, so that at the end no worker waits for another one's long file. By itself, jest takes large files for
 * long ones until it has run them: a small file that starts whole hubs would come last. Such a file begins with a comment with `@long`.
 */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const long = new Set(sorted.filter(({ path }) => LONG.test(readFileSync(path, 'utf8'))));
    return [...long, ...sorted.filter((test) => !long.has(test))];
  }
};
