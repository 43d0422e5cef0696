const { readFileSync } = require('node:fs');
const { createRequire, isBuiltin } = require('node:module');
const path = require('node:path');
const { default: Runtime } = require('jest-runtime');
require('@swc-node/register');

const ISOLATED = /^\s*\/\*\*(?:(?!\*\/)[^])*@isolated\b/;

/**
 * Loads what a test file needs from outside tests/ once in a worker, as Node does, instead of once for every file: loading the hub and building
 * its schema takes longer than most files run. The price: what a module keeps, it keeps from one file to the next, and its `Error`, `Promise`
 * and timers are not those of the test file. A file that needs its own begins with a comment with `@isolated`.
 */
module.exports = class SharedRuntime extends Runtime {
  constructor(...given) {
    super(...given);
    const [{ rootDir }] = given;
    const [testPath, { watch, watchAll, collectCoverage }] = given.slice(-2);
    this.tests = path.join(rootDir, 'tests') + path.sep;
    // Who watches wants changed modules, and who measures coverage instrumented ones.
    this.isolated = watch || watchAll || collectCoverage || ISOLATED.test(readFileSync(testPath, 'utf8'));
  }

  requireModuleOrMock(from, name) {
    if (this.isolated || isBuiltin(name) || name.startsWith('@jest/')) return super.requireModuleOrMock(from, name);
    const require = createRequire(from);
    return require.resolve(name).startsWith(this.tests) ? super.requireModuleOrMock(from, name) : require(name);
  }
};
