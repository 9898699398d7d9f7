/** Prints `N passed, N failed, N skipped` as the last line of a jest run, for machines; the exit code stays jest's. */
class TallyReporter {
  onRunComplete(_contexts, results) {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests } = results;
    // A file that does not even load holds no failed test, but it has failed.
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const tally = `${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped\n`;
    // Jest prints its own summary after all reporters.
    process.once("exit", () => process.stdout.write(tally));
  }
}

module.exports = TallyReporter;
