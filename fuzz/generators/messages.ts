import fc from 'fast-check';
import { damage, damages, type Damage } from './damage';

/** One message over a WebSocket: a valid one of the protocol, what is done to its text, and how it is framed. */
export interface DamagedMessage {
  readonly base: number;
  readonly faults: Damage[];
  readonly frame: Frame;
}

export interface Frame {
  /** FIN, the three reserved bits and the opcode. */
  readonly first: number;
  readonly masked: boolean;
  /** How much longer the frame says it is than it is. */
  readonly excess: number;
}

/** A text, whole, masked, and as long as it says. */
const PLAIN: Frame = { first: 0x81, masked: true, excess: 0 };
/** Continued, binary, fragmented, reserved bits and opcodes, control frames. */
const FIRSTS = [0x80, 0x82, 0x01, 0x00, 0x02, 0xc1, 0xa1, 0xf1, 0x83, 0x8f, 0x88, 0x89, 0x8a, 0x08, 0x09];

export interface SocketCase {
  readonly path: '/graphql' | '/ws';
  /** What the connection begins with: nothing at all, nobody's credential, or a partner's. */
  readonly begin: 'nothing' | 'public' | 'partner';
  readonly messages: readonly DamagedMessage[];
}

/** Messages of one connection. */
export const MESSAGES_EACH = 2;

const QUERY = 'query ($first: Int) { programs(first: $first) { nodes { name } } }';
const VALID: readonly object[] = [
  { type: 'connection_init', payload: {} },
  { type: 'connection_init', payload: { authorization: 'Bearer hub_x_y' } },
  { type: 'ping', payload: { a: 1 } },
  { type: 'pong' },
  {
    id: 'a',
    type: 'subscribe',
    payload: { query: QUERY, variables: { first: 2 }, operationName: null, extensions: {} },
  },
  { id: 'b', type: 'subscribe', payload: { query: 'subscription { programUpdates { cursor } }' } },
  {
    id: 'c',
    type: 'subscribe',
    payload: { query: 'mutation { assureRecord(input: { id: "x", options: { dryRun: true } }) { dryRun } }' },
  },
  { id: 'a', type: 'complete' },
  { id: 'b', type: 'complete' },
  { id: 'a', type: 'next', payload: { data: {} } },
  { id: 'a', type: 'error', payload: [{ message: 'x' }] },
  { type: 'connection_ack' },
  { type: 'x' },
];

export function socketCases(): fc.Arbitrary<SocketCase> {
  const frame = fc.oneof(
    { weight: 5, arbitrary: fc.constant(PLAIN) },
    fc.record({
      first: fc.constantFrom(...FIRSTS),
      masked: fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, fc.constant(false)),
      excess: fc.constantFrom(0, 0, 0, 0, 1, 5, 1_000, 2 ** 31, 2 ** 52),
    }),
  );
  const message = fc.record({
    base: fc.nat({ max: VALID.length - 1 }),
    faults: fc.oneof({ weight: 2, arbitrary: fc.constant<Damage[]>([]) }, { weight: 3, arbitrary: damages(true) }),
    frame,
  });
  return fc.record({
    path: fc.constantFrom('/graphql' as const, '/ws' as const),
    begin: fc.constantFrom('nothing' as const, 'public' as const, 'partner' as const, 'partner' as const),
    messages: fc.array(message, { minLength: MESSAGES_EACH, maxLength: MESSAGES_EACH }),
  });
}

/** As it is sent. */
export function frameOf({ base, faults, frame }: DamagedMessage): Buffer {
  return framed(damage(Buffer.from(JSON.stringify(VALID[base])), faults), frame);
}

export function framed(payload: Buffer, { first, masked, excess }: Frame = PLAIN): Buffer {
  const length = payload.length + excess;
  const mask = Buffer.from([1, 2, 3, 4]);
  const flag = masked ? 0x80 : 0;
  const body = masked ? payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0)) : payload;
  return Buffer.concat([Buffer.from([first]), lengthOf(length, flag), ...(masked ? [mask] : []), body]);
}

function lengthOf(length: number, flag: number): Buffer {
  if (length < 126) return Buffer.from([flag | length]);
  if (length < 65_536) return Buffer.from([flag | 126, length >> 8, length & 255]);
  const long = Buffer.alloc(9);
  long.writeUInt8(flag | 127, 0);
  long.writeBigUInt64BE(BigInt(length), 1);
  return long;
}
