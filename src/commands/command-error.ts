/** An error that the user has to correct. Only its message is shown. Exit code 2 is for wrong usage, 1 for all other errors. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}
