const INTERVAL = 15_000;

/** Says now and then how far the run is, also where nothing is a terminal: jest's own line of that kind needs one. */
module.exports = class ProgressReporter {
  onRunStart() {
    this.begin = this.said = Date.now();
  }

  onTestResult(_test, _result, { numFailedTestSuites, numPassedTestSuites, numPendingTestSuites, numTotalTestSuites }) {
    if (Date.now() - this.said < INTERVAL) return;
    this.said = Date.now();
    const done = numFailedTestSuites + numPassedTestSuites + numPendingTestSuites;
    const seconds = Math.round((this.said - this.begin) / 1000);
    const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    process.stderr.write(`— ${done} of ${numTotalTestSuites} files in ${time}, ${numFailedTestSuites} failed\n`);
  }
};
