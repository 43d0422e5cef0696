import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';

/** The groups of an IPv6 address that say whose network it is; the others are its owner's to choose. */
const NETWORK_GROUPS = 4;
const GROUPS = 8;

/**
 * The address that a request came from, as shares are counted by it: IPv6 by its network of 64 bits.
 * @param hops the proxies before the hub, each of which adds to `X-Forwarded-For` the address that it was reached from. What stands further to
 *   the left was written by the client, and may be anything. 0: the header is not looked at.
 */
export function clientAddress({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>, hops: number): string {
  const peer = network(socket.remoteAddress ?? '') ?? 'unknown';
  if (hops === 0) return peer;
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
  // From the right, as far as proxies of the operator's wrote it, and no further than what can be read.
  const trusted = forwarded.slice(-hops).reverse().map(network);
  const unreadable = trusted.indexOf(undefined);
  const known = unreadable < 0 ? trusted : trusted.slice(0, unreadable);
  return known.at(-1) ?? peer;
}

/** @returns nothing for what is no address */
function network(text: string): string | undefined {
  const address = withoutPort(text.trim());
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  const plain = mapped ?? address;
  if (isIP(plain) === 0) return undefined;
  return isIPv6(plain) ? `${groupsOf(plain).slice(0, NETWORK_GROUPS).join(':')}::/64` : plain;
}

/** Some proxies write the port too: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function withoutPort(text: string): string {
  const [, bracketed] = /^\[([^\]]*)\](?::\d+)?$/.exec(text) ?? [];
  const [, dotted] = /^([\d.]+):\d+$/.exec(text) ?? [];
  return bracketed ?? dotted ?? text;
}

/** The eight groups, however the address is written. */
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
