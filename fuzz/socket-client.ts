import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Role } from '../src/platform/access/viewer';
import type { HubClient, Request } from './client';

/** Sends operations to the hub over WebSockets, one for each role. */
export class SocketClients {
  private readonly clients = new Map<Role, Client>();

  constructor(private readonly client: HubClient) {}

  /** The first answer as JSON; only the errors if the operation is refused. */
  ask(role: Role, request: Request): Promise<string> {
    return new Promise((done, fail) => {
      let first: string | undefined;
      this.of(role).subscribe(
        { ...request, variables: { ...request.variables } },
        {
          next: (result) => (first ??= JSON.stringify(result)),
          error: (error) => (Array.isArray(error) ? done(JSON.stringify({ errors: error })) : fail(asError(error))),
          complete: () => done(first ?? ''),
        },
      );
    });
  }

  async close(): Promise<void> {
    for (const client of this.clients.values()) await client.dispose();
  }

  private of(role: Role): Client {
    const known = this.clients.get(role);
    if (known) return known;
    const authorization = this.client.authorization(role);
    const made = createClient({
      url: `${this.client.url.replace('http:', 'ws:')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: authorization === undefined ? {} : { authorization },
      retryAttempts: 0,
      lazy: true,
      onNonLazyError: () => undefined,
    });
    this.clients.set(role, made);
    return made;
  }
}

/** A socket was closed, or could not be opened. */
class SocketBroken extends Error {}

function asError(error: unknown): SocketBroken {
  if (typeof error === 'object' && error !== null && 'code' in error) {
    return new SocketBroken(`the WebSocket was closed with ${String(error.code)}`);
  }
  return new SocketBroken('the WebSocket broke');
}
