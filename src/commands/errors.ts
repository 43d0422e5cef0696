/** Something a person has to put right; its message is all that is shown. */
export class CommandError extends Error {}
