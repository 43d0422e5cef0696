/** An error that the user can correct. It is printed as one line, without a stack trace. */
export class Failure extends Error {
  /** @param {string} message what is wrong and what to do @param {number} exitCode 1, or 2 for wrong options */
  constructor(message, exitCode = 1) {
    super(message);
    this.name = 'Failure';
    this.exitCode = exitCode;
  }
}
