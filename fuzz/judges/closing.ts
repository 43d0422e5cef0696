import { Wrong } from './verdict';

/** Close codes for a failure of the hub itself. */
const FAULTS: readonly number[] = [1011, 4500];

/** The code and reason with which the hub closed a WebSocket; undefined if it gave none. @param frames all that it sent after the handshake */
export function closeOf(frames: Buffer): { readonly code: number; readonly reason: string } | undefined {
  let rest = frames;
  while (rest.length >= 2) {
    const opcode = (rest[0] ?? 0) & 0x0f;
    const short = (rest[1] ?? 0) & 0x7f;
    const begin = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (rest.length < begin) return undefined;
    const length = short < 126 ? short : short === 126 ? rest.readUInt16BE(2) : Number(rest.readBigUInt64BE(2));
    const payload = rest.subarray(begin, begin + length);
    if (opcode === 8) {
      return { code: payload.length >= 2 ? payload.readUInt16BE(0) : 1005, reason: payload.subarray(2).toString() };
    }
    rest = rest.subarray(begin + length);
  }
  return undefined;
}

/** Whatever a client sends, the hub must not close the socket because of its own failure, and must not show one. @throws Wrong */
export function judgeSocket(frames: Buffer): void {
  const closed = closeOf(frames);
  if (closed && FAULTS.includes(closed.code)) throw new Wrong(`closed with ${closed.code} ${closed.reason}`);
  if (frames.includes('"INTERNAL_SERVER_ERROR"'))
    throw new Wrong(`INTERNAL_SERVER_ERROR: ${frames.toString().slice(0, 300)}`);
}
