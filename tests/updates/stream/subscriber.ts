import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { TestHub } from '../../support/hub';

/** A message of `programUpdates` as a client reads it. */
export interface Message {
  readonly __typename: 'ProgramChanged' | 'Checkpoint';
  readonly cursor: string;
  readonly previous: string | null;
  readonly caughtUp?: boolean;
  readonly kind?: string;
  readonly programId?: string;
  readonly version?: number;
  readonly program?: { readonly name: string } | null;
}

export interface Following {
  readonly after?: string | null | undefined;
  readonly where?: object;
  readonly kinds?: readonly string[];
}

export const FOLLOW = `subscription ($after: Cursor, $where: ProgramWhere, $kinds: [ProgramChangeKind!], $nonce: ID) {
  programUpdates(after: $after, where: $where, kinds: $kinds, nonce: $nonce) {
    __typename cursor previous
    ... on Checkpoint { caughtUp }
    ... on ProgramChanged { kind programId version program { name } }
  }
}`;

/** A subscriber over a WebSocket, with the client that most use. */
export class Subscriber {
  readonly messages: Message[] = [];
  /** How it ended: what the client says of it, or nothing. */
  ended: { readonly error?: unknown } | undefined;
  private readonly client: Client;
  private waiting: (() => void)[] = [];
  private readonly unsubscribe: () => void;

  constructor(
    { url }: Pick<TestHub, 'url'>,
    headers: Record<string, string>,
    variables: Following = {},
    query = FOLLOW,
  ) {
    this.client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: headers,
      retryAttempts: 0,
    });
    this.unsubscribe = this.client.subscribe<{ programUpdates: Message }>(
      { query, variables: { ...variables } },
      {
        next: ({ data, errors }) => {
          if (errors) this.end(errors);
          if (data) this.messages.push(data.programUpdates);
          this.wake();
        },
        error: (error) => this.end(error),
        complete: () => this.end(undefined),
      },
    );
  }

  get changes(): readonly Message[] {
    return this.messages.filter(({ __typename }) => __typename === 'ProgramChanged');
  }

  get cursor(): string | undefined {
    return this.messages.at(-1)?.cursor;
  }

  /** Resolves once the condition holds. @throws what ended the subscription before */
  async until(condition: (subscriber: this) => boolean): Promise<this> {
    while (!condition(this)) {
      if (this.ended) throw new Error(`the subscription ended: ${JSON.stringify(this.ended.error)}`);
      await this.change();
    }
    return this;
  }

  /** Resolves once it has its first message, by which it is known to be subscribed. */
  started(): Promise<this> {
    return this.until(({ messages }) => messages.length > 0);
  }

  /** @returns what it ended with */
  async outcome(): Promise<unknown> {
    while (!this.ended) await this.change();
    return this.ended.error;
  }

  close(): void {
    this.unsubscribe();
    void this.client.dispose();
  }

  private end(error: unknown): void {
    this.ended ??= { error };
    this.wake();
  }

  private change(): Promise<void> {
    return new Promise((done) => this.waiting.push(done));
  }

  private wake(): void {
    for (const done of this.waiting.splice(0)) done();
  }
}

/** Every message says what was sent before it. */
export function expectUnbroken(
  messages: readonly Pick<Message, 'cursor' | 'previous'>[],
  after: string | null | undefined = null,
): void {
  let sent = after ?? null;
  for (const { cursor, previous } of messages) {
    expect(previous).toBe(sent);
    sent = cursor;
  }
}
