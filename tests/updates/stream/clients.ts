import { ApolloClient, gql, HttpLink, InMemoryCache, type ApolloLink } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { EventSource } from 'eventsource';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import {
  ending,
  takeResult,
  type Result,
  type StreamMessage,
  type Subscription,
  type Transport,
} from '../../../chaos/transports/transport';
import type { StubRouter } from '../../transports/router';

type Data = NonNullable<Result['data']>;
type Take = (message: StreamMessage) => void;

/** Hubs give a router a sign of life so often, and after so long without one it takes them for lost, in milliseconds. */
const HEARTBEAT = 100;
const SILENCE = 3_000;

/** Apollo Client, over its link for WebSockets. */
export const apolloSocket: Transport = (subscription, take) => {
  const socket = createSocketClient({
    url: `${subscription.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: subscription.authorization },
    retryAttempts: 0,
  });
  const connection = apollo(new GraphQLWsLink(socket), subscription, take);
  return {
    ended: connection.ended,
    leave() {
      connection.leave();
      void socket.dispose();
    },
  };
};

/** Apollo Client, over plain HTTP. */
export const apolloMultipart: Transport = (subscription, take) => {
  const { url, authorization } = subscription;
  return apollo(new HttpLink({ uri: `${url}/graphql`, headers: { authorization } }), subscription, take);
};

function apollo(link: ApolloLink, { query, after }: Subscription, take: Take): ReturnType<Transport> {
  const client = new ApolloClient({ cache: new InMemoryCache(), link });
  const { ended, end } = ending();
  const following = client.subscribe<Data>({ query: gql(query), variables: { after } }).subscribe({
    next({ data, error }) {
      if (error) end(`${error.name}: ${error.message}`);
      else if (data) take(data.programUpdates);
    },
    complete: () => end('completed'),
  });
  return { ended, leave: () => following.unsubscribe() };
}

export const graphqlSse: Transport = ({ url, authorization, query, after }, take) => {
  const { ended, end } = ending();
  const client = createSseClient({ url: `${url}/graphql`, headers: { authorization }, retryAttempts: 0 });
  client.subscribe<Data>(
    { query, variables: { after } },
    {
      next(result) {
        const why = takeResult(result as Result, take);
        if (why) end(why);
      },
      error: (error) => end(String(error)),
      complete: () => end('completed'),
    },
  );
  return { ended, leave: () => client.dispose() };
};

/** An EventSource that can say who it is. It asks again by itself, for what comes after the last event that it has. */
export const eventSource: Transport = ({ url, authorization, query, after }, take) => {
  const { ended, end } = ending();
  const search = new URLSearchParams({ query, variables: JSON.stringify({ after }) });
  const source = new EventSource(`${url}/graphql?${search.toString()}`, {
    fetch: (address, init) => fetch(address, { ...init, headers: { ...init.headers, authorization } }),
  });
  source.addEventListener('next', ({ data }) => void takeResult(JSON.parse(String(data)) as Result, take));
  source.addEventListener('error', () => end('broken'));
  return { ended, leave: () => source.close() };
};

/** @param host where hubs reach the router */
export function callback(router: StubRouter, host: string): Transport {
  return ({ url, authorization, query, after }, take) => {
    const { ended, end } = ending();
    const silence = setTimeout(() => leave('silent'), SILENCE);
    const leave = (why: string): void => {
      clearTimeout(silence);
      router.forget();
      end(why);
    };
    router.answer = ({ action, payload }) => {
      silence.refresh();
      const why = action === 'next' && takeResult(payload as Result, take);
      if (why || action === 'complete') leave(why || 'completed');
      return undefined;
    };
    const { subscription } = router.extensions({ heartbeatIntervalMs: HEARTBEAT });
    const callbackUrl = subscription.callbackUrl.replace(router.host, host);
    void fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { accept: 'application/json;callbackSpec=1.0', 'content-type': 'application/json', authorization },
      body: JSON.stringify({
        query,
        variables: { after },
        extensions: { subscription: { ...subscription, callbackUrl } },
      }),
    }).then(
      ({ status }) => status === 200 || leave(`answered with ${status}`),
      () => leave('broken'),
    );
    return { ended, leave: () => leave('left') };
  };
}
