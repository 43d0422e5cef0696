import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';
import { remembered } from '../remembered';

/** The groups of an IPv6 address that identify the network; its owner chooses the others. */
const NETWORK_GROUPS = 4;
const GROUPS = 8;

/**
 * The address that a request came from, for counting shares: for IPv6, its network of 64 bits.
 * @param hops the number of proxies before the hub. Each adds the address of its own client to `X-Forwarded-For`. Entries further to
 *   the left were written by the client and cannot be trusted. 0: the header is ignored.
 */
export function clientAddress({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>, hops: number): string {
  const peer = networkOf(socket.remoteAddress ?? '');
  if (hops === 0) return peer;
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
  // From the right: only the entries that the operator's proxies wrote, up to the first invalid one.
  const trusted = forwarded.slice(-hops).reverse().map(network);
  const unreadable = trusted.indexOf(undefined);
  const known = unreadable < 0 ? trusted : trusted.slice(0, unreadable);
  return known.at(-1) ?? peer;
}

/** The most addresses of connections to remember. */
const MAX_PEERS = 1_000;
const networkOf = remembered((address: string) => network(address) ?? 'unknown', MAX_PEERS);

/** @returns undefined if the text is not an address */
function network(text: string): string | undefined {
  const address = withoutPort(text.trim());
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  const plain = mapped ?? address;
  if (isIP(plain) === 0) return undefined;
  return isIPv6(plain) ? `${groupsOf(plain).slice(0, NETWORK_GROUPS).join(':')}::/64` : plain;
}

/** Removes the port, which some proxies add: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function withoutPort(text: string): string {
  const [, bracketed] = /^\[([^\]]*)\](?::\d+)?$/.exec(text) ?? [];
  const [, dotted] = /^([\d.]+):\d+$/.exec(text) ?? [];
  return bracketed ?? dotted ?? text;
}

/** The eight groups of an address in any notation. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = withoutZone(address).split('::');
  const before = groups(head);
  const after = groups(tail ?? '');
  const missing = tail === undefined ? 0 : GROUPS - before.length - after.length;
  return [...before, ...Array.from({ length: missing }, () => '0'), ...after];
}

function withoutZone(address: string): string {
  return address.split('%', 1)[0] ?? '';
}

function groups(text: string): string[] {
  const parts = text.split(':').filter(Boolean);
  return parts.flatMap((part) => (part.includes('.') ? ['0', '0'] : [Number.parseInt(part, 16).toString(16)]));
}
