import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { ending, takeResult, type Result, type Transport } from './transport';

/** Over a WebSocket at this path, with graphql-ws, which most clients use. Its own reconnecting is turned off. */
export function webSocket(path: '/graphql' | '/ws'): Transport {
  return ({ url, authorization, query, after }, take) => {
    const { ended, end } = ending();
    const client = createClient({
      url: url.replace('http:', 'ws:') + path,
      webSocketImpl: WebSocket,
      connectionParams: { authorization },
      retryAttempts: 0,
      onNonLazyError: () => undefined,
    });
    let over = false;
    const finish = (why: string): void => {
      over = true;
      end(why);
      void client.dispose();
    };
    client.subscribe<NonNullable<Result['data']>>(
      { query, variables: { after } },
      {
        next(result) {
          const why = over ? undefined : takeResult(result, take);
          if (why) finish(why);
        },
        error: (error) => finish(reasonOf(error)),
        complete: () => finish('completed'),
      },
    );
    return { ended, leave: () => finish('left') };
  };
}

function reasonOf(error: unknown): string {
  if (Array.isArray(error))
    return takeResult({ errors: error as NonNullable<Result['errors']> }, () => undefined) ?? '';
  if (typeof error === 'object' && error !== null && 'code' in error) return `closed with ${String(error.code)}`;
  return 'broken';
}
