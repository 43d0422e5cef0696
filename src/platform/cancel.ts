import { createConnection } from 'node:net';
import type { ClientBase } from 'pg';

/** What the driver knows of a connection, and its types do not show. */
interface Backend {
  readonly host: string;
  readonly port: number;
  readonly processID: number | null;
  readonly secretKey: number | null;
}

/** The code of a CancelRequest in Postgres' protocol. */
const CANCEL_REQUEST = 80_877_102;
const PATIENCE = 1_000;

/**
 * Asks Postgres to give up what a connection runs, as its protocol has it: over a connection of its own. Resolves when Postgres has taken note, or
 * cannot be asked: the statement then ends by its own timeout. Until then the connection must not be used for anything else.
 */
export function cancelStatement(client: ClientBase): Promise<void> {
  const { host, port, processID, secretKey } = client as unknown as Backend;
  if (processID === null || secretKey === null) return Promise.resolve();
  const socket = createConnection(host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port });
  return new Promise((done) => {
    socket.setTimeout(PATIENCE, () => socket.destroy());
    socket.on('error', () => undefined);
    // Postgres answers nothing, and closes once the signal is sent.
    socket.once('close', () => done());
    socket.once('connect', () => socket.write(cancelRequest(processID, secretKey)));
  });
}

function cancelRequest(processID: number, secretKey: number): Buffer {
  const request = Buffer.alloc(16);
  request.writeInt32BE(16, 0);
  request.writeInt32BE(CANCEL_REQUEST, 4);
  request.writeInt32BE(processID, 8);
  request.writeInt32BE(secretKey, 12);
  return request;
}
