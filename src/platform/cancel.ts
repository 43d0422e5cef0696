import { createConnection } from 'node:net';
import type { ClientBase } from 'pg';

/** Properties of the driver's connection that its types do not have. */
interface Backend {
  readonly host: string;
  readonly port: number;
  readonly processID: number | null;
  readonly secretKey: number | null;
}

/** The code of a CancelRequest in the Postgres protocol. */
const CANCEL_REQUEST = 80_877_102;
const PATIENCE = 1_000;

/**
 * Asks Postgres to cancel what a connection runs. The protocol requires a second connection for this. Resolves when Postgres has received the
 * request, or if it cannot be reached: the statement then ends by its own timeout. Do not use the connection for anything else before that.
 */
export function cancelStatement(client: ClientBase): Promise<void> {
  const { host, port, processID, secretKey } = client as unknown as Backend;
  if (processID === null || secretKey === null) return Promise.resolve();
  const socket = createConnection(host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port });
  return new Promise((done) => {
    socket.setTimeout(PATIENCE, () => socket.destroy());
    socket.on('error', () => undefined);
    // Postgres does not answer. It closes the connection after it has signalled the backend.
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
