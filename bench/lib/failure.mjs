/** Something the reader of the terminal can act on: printed as one line, without a stack. */
export class Failure extends Error {
  /** @param {string} message what happened and what to do @param {number} exitCode 1, or 2 for misuse */
  constructor(message, exitCode = 1) {
    super(message);
    this.name = 'Failure';
    this.exitCode = exitCode;
  }
}
