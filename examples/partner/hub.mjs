import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** What we keep of a program: its own values. A change of any of them raises its version. */
const PROGRAM = `fragment Kept on Program {
  id version slug name alternateNames description kind status url startedYear
  eligibilityDescription scheduleDescription supportMaxAmount supportCurrency supportNote
}`;

const PAGE = `query ($first: Int!, $after: String, $where: ProgramWhere) {
  programs(first: $first, after: $after, where: $where) {
    nodes { ...Kept }
    pageInfo { endCursor hasNextPage }
    streamCursor
  }
} ${PROGRAM}`;

const UPDATES = `subscription ($after: Cursor!, $where: ProgramWhere) {
  programUpdates(after: $after, where: $where) {
    __typename
    cursor
    ... on ProgramChanged { kind programId program { ...Kept } }
  }
} ${PROGRAM}`;

/** An error of the hub that does not go away by trying again. */
export class HubError extends Error {
  constructor(errors) {
    super(errors.map(({ message }) => message).join(' '));
    this.code = errors[0]?.extensions?.code;
  }
}

/** Temporary errors: the hub is unreachable, starting or busy. */
const PASSING = new Set([
  'UNAVAILABLE',
  'TIMEOUT',
  'OVERLOADED',
  'RATE_LIMITED',
  'TOO_MANY_OPERATIONS',
  'INTERNAL_SERVER_ERROR',
]);
const LONGEST_PAUSE = 5_000;
/** Even a quiet stream sends a checkpoint every 15 s. If nothing arrives for this long, the connection is dead. */
const SILENCE = 45_000;

export class Hub {
  constructor({ hubUrl, authorization, where }) {
    this.url = hubUrl;
    this.authorization = authorization;
    this.where = where;
  }

  /** One page of programs, with the cursor of the log at which it was read. */
  async page(first, after) {
    const { programs } = await this.#query(PAGE, { first, after, where: this.where });
    return {
      programs: programs.nodes,
      streamCursor: programs.streamCursor,
      next: programs.pageInfo.hasNextPage ? programs.pageInfo.endCursor : null,
    };
  }

  /**
   * Yields the messages after a cursor without end; connects again whenever a connection ends. Calls `cursorOf` for the cursor before each
   * connection. Throws a HubError if it cannot continue, such as CURSOR_TOO_OLD.
   */
  async *updates(cursorOf) {
    for (let failures = 0; ; failures += 1) {
      if (failures > 0) await pause(failures);
      const cursor = await cursorOf();
      try {
        for await (const message of this.#connection(cursor)) {
          failures = 0;
          yield message;
        }
      } catch (error) {
        if (error instanceof HubError && !PASSING.has(error.code)) throw error;
      }
    }
  }

  async *#connection(after) {
    const client = createClient({
      url: `${this.url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: this.authorization },
      // No retries here: if this connection is lost, the next one begins after the cursor that we have stored by then.
      retryAttempts: 0,
    });
    try {
      const results = client.iterate({ query: UPDATES, variables: { after, where: this.where } });
      for (;;) {
        const { done, value } = await unlessSilent(results.next());
        if (done) return;
        if (value.errors) throw new HubError(value.errors);
        yield value.data.programUpdates;
      }
    } catch (error) {
      throw asHubError(error);
    } finally {
      client.terminate();
    }
  }

  async #query(query, variables) {
    for (let failures = 0; ; failures += 1) {
      if (failures > 0) await pause(failures);
      const { data, errors } = await this.#ask(query, variables);
      if (data) return data;
      if (errors && !PASSING.has(errors[0]?.extensions?.code)) throw new HubError(errors);
    }
  }

  /** @returns undefined if the hub cannot be reached */
  async #ask(query, variables) {
    try {
      const response = await fetch(`${this.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: this.authorization },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(30_000),
      });
      return await response.json();
    } catch {
      return {};
    }
  }
}

async function unlessSilent(message) {
  let timer;
  const silence = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`nothing came for ${SILENCE / 1000} s`)), SILENCE);
  });
  return Promise.race([message, silence]).finally(() => clearTimeout(timer));
}

/** graphql-ws throws the errors of the hub as a list. For a refused credential it throws the close event. */
function asHubError(error) {
  if (Array.isArray(error)) return new HubError(error);
  if (error?.code === 4403) return new HubError([{ message: error.reason, extensions: { code: 'UNAUTHENTICATED' } }]);
  return error;
}

/** Waits longer after each failure, and for a random time, so that not all partners connect again at once. */
function pause(failures) {
  return wait(Math.min(100 * 2 ** failures, LONGEST_PAUSE) * (0.5 + Math.random() / 2));
}
