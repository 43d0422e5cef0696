/** Something that the code declares is wrong, so the hub does not start. The message says what to correct; no stack is shown. */
export class RefusedDeclaration extends Error {}
