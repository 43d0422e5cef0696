/** Something a person has to put right; its message is all that is shown. Exit code 2 is for misuse, 1 for all else. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}
