import { StreamFailed } from '../execution/result-stream';

/** What subscribers read, where their protocol lets them read something, when the hub stops. */
export function hubStops(requestId: string): StreamFailed {
  const message = 'The hub stops; subscribe again in a moment, after the last cursor that you have.';
  return new StreamFailed([{ message, extensions: { code: 'UNAVAILABLE', requestId } }]);
}
