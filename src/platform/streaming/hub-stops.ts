import { StreamFailed } from '../execution/result-stream';

/** The message for subscribers when the hub stops, if their protocol has room for one. */
export function hubStops(requestId: string): StreamFailed {
  const message = 'The hub is stopping; subscribe again in a moment, after the last cursor that you have.';
  return new StreamFailed([{ message, extensions: { code: 'UNAVAILABLE', requestId } }]);
}
