import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** What we keep of a program: its own values, all of which raise its version when they change. */
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

/** The hub answered, with an error that stays the same however often it is asked. */
export class HubError extends Error {
  constructor(errors) {
    super(errors.map(({ message }) => message).join(' '));
    this.code = errors[0]?.extensions?.code;
  }
}

/** The hub is away, starts, or is busy: these pass. */
const PASSING = new Set([
  'UNAVAILABLE',
  'TIMEOUT',
  'OVERLOADED',
  'RATE_LIMITED',
  'TOO_MANY_OPERATIONS',
  'INTERNAL_SERVER_ERROR',
]);
const LONGEST_PAUSE = 5_000;
/** A quiet stream has a checkpoint every 15 s. One that says nothing for so long has been lost without a word. */
const SILENCE = 45_000;

export class Hub {
  constructor({ hubUrl, authorization, where }) {
    this.url = hubUrl;
    this.authorization = authorization;
    this.where = where;
  }

  /** One page of programs, with the place in the log at which it was read. */
  async page(first, after) {
    const { programs } = await this.#query(PAGE, { first, after, where: this.where });
    return {
      programs: programs.nodes,
      streamCursor: programs.streamCursor,
      next: programs.pageInfo.hasNextPage ? programs.pageInfo.endCursor : null,
    };
  }

  /**
   * The messages after a cursor, without an end, over one connection after the other. `cursorOf` is asked for the place to go on from
   * whenever a connection begins. Throws a HubError where going on is not possible, such as CURSOR_TOO_OLD.
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
      // A connection that is lost ends this one; the next one goes on from where we are by then.
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

  /** @returns nothing where the hub cannot be reached */
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

/** graphql-ws throws the hub's errors as a list, and reports a refused credential by the close code. */
function asHubError(error) {
  if (Array.isArray(error)) return new HubError(error);
  if (error?.code === 4403) return new HubError([{ message: error.reason, extensions: { code: 'UNAUTHENTICATED' } }]);
  return error;
}

/** Longer each time, and never the same for all partners at once. */
function pause(failures) {
  return wait(Math.min(100 * 2 ** failures, LONGEST_PAUSE) * (0.5 + Math.random() / 2));
}
