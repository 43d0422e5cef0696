import { connect } from 'node:net';
import { Failure } from './failure.mjs';
import { ResponseReader } from './response-reader.mjs';

/** The bytes of a request. It is built once and sent many times. */
export function encodeRequest(path, body, headers = {}) {
  const text = Buffer.from(JSON.stringify(body));
  const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head =
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: keep-alive\r\naccept: application/json\r\n` +
    `${more.join('')}content-type: application/json\r\ncontent-length: ${text.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), text]);
}

/**
 * Sends requests to a server for some seconds: each connection sends its next request when the last one is answered.
 * It uses plain sockets, because it shares its processor with Postgres and must take little of it.
 * @param {{ port: number, request: (number: number) => Buffer, connections: number, seconds: number }} load the requests by their number, from 0
 * @returns {Promise<{ answers: number, rate: number, p50: number, p95: number, p99: number }>} requests per second, milliseconds
 */
export async function measure({ port, request, connections, seconds }) {
  const latencies = [];
  const started = performance.now();
  const state = { latencies, request, next: 0, deadline: started + seconds * 1000 };
  await Promise.all(Array.from({ length: connections }, () => client(port, state)));
  const elapsed = (performance.now() - started) / 1000;
  latencies.sort((a, b) => a - b);
  return {
    answers: latencies.length,
    rate: latencies.length / elapsed,
    p50: quantile(latencies, 0.5),
    p95: quantile(latencies, 0.95),
    p99: quantile(latencies, 0.99),
  };
}

function client(port, state) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let sent = 0;
    const send = () => {
      const request = state.request(state.next++);
      sent = performance.now();
      socket.write(request);
    };
    const reader = new ResponseReader((response) => {
      if (!response.ok)
        return socket.destroy(new Failure(`an answer under load is wrong: ${response.head}\n${response.beginning}`));
      const now = performance.now();
      state.latencies.push(now - sent);
      if (now < state.deadline) return send();
      socket.destroy();
      resolve();
    });
    socket.on('connect', send);
    socket.on('data', (chunk) => reader.read(chunk));
    socket.on('error', reject);
    socket.on('close', () => reject(new Failure('the server closed a connection under load')));
  });
}

function quantile(sorted, q) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];
}
