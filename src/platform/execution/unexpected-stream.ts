/** `Operations` refuses subscriptions over plain HTTP. */
export class UnexpectedStream extends Error {
  constructor() {
    super('a subscription was opened over plain HTTP, which cannot stream it');
  }
}
