import { ClientError } from '../errors';

/** A request that is refused as HTTP, whatever operation it may hold. */
export class RefusedRequest extends ClientError {
  /** @param headers of the answer, such as those that say what is allowed instead */
  constructor(
    readonly statusCode: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super('BAD_REQUEST', message);
  }
}
