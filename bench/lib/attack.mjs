import { connect } from 'node:net';
import { ResponseReader } from './response-reader.mjs';

/**
 * Clients that send one request after another, whatever the answers, until they are stopped.
 * @param {{ port: number, requests: Buffer[], connections: number }} attack requests are sent in turn
 * @returns {() => Record<string, number>} stops them, and returns the number of answers by status
 */
export function attack({ port, requests, connections }) {
  const statuses = {};
  let stopped = false;
  let next = 0;
  const sockets = Array.from({ length: connections }, () => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const send = () => !stopped && socket.write(requests[next++ % requests.length]);
    const reader = new ResponseReader(({ head }) => {
      const [, status] = head.split(' ', 2);
      statuses[status] = (statuses[status] ?? 0) + 1;
      send();
    });
    socket.on('connect', send);
    socket.on('data', (chunk) => reader.read(chunk));
    socket.on('error', () => {});
    return socket;
  });
  return () => {
    stopped = true;
    for (const socket of sockets) socket.destroy();
    return statuses;
  };
}
