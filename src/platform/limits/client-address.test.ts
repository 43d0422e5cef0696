import type { Socket } from 'node:net';
import { clientAddress } from './client-address';

function from(peer: string | undefined, hops: number, forwarded?: string): string {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return clientAddress({ socket: { remoteAddress: peer } as Socket, headers }, hops);
}

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['64:ff9b::192.0.2.33', '64:ff9b:0:0::/64'],
  [undefined, 'unknown'],
])('the socket of %s counts as %s', (peer, address) => {
  expect(from(peer, 0)).toBe(address);
});

test.each<[hops: number, forwarded: string | undefined, address: string]>([
  [0, '203.0.113.9', '10.0.0.1'],
  [1, '203.0.113.9', '203.0.113.9'],
  [1, 'forged, 198.51.100.7, 203.0.113.9', '203.0.113.9'],
  [2, 'forged, 198.51.100.7, 203.0.113.9', '198.51.100.7'],
  [2, '203.0.113.9', '203.0.113.9'],
  [1, '203.0.113.9:4711', '203.0.113.9'],
  [1, '[2001:db8::1]:4711', '2001:db8:0:0::/64'],
  [1, '2001:db8::1', '2001:db8:0:0::/64'],
  [1, undefined, '10.0.0.1'],
  [1, '', '10.0.0.1'],
  [1, 'unknown', '10.0.0.1'],
  [1, '203.0.113.9, ', '10.0.0.1'],
  [1, '999.0.0.1', '10.0.0.1'],
  [2, 'unknown, 203.0.113.9', '203.0.113.9'],
  [2, '198.51.100.7, unknown', '10.0.0.1'],
])('behind %d proxies, X-Forwarded-For %j says %s', (hops, forwarded, address) => {
  expect(from('10.0.0.1', hops, forwarded)).toBe(address);
});
