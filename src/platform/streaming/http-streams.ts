import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Credential } from '../access/credential';
import { ClientError } from '../errors';
import { httpStatus } from '../execution/http-status';
import { streamFailed, type Answer, type Caller } from '../execution/operations';
import type { ResultStream } from '../execution/result-stream';
import { readAccept, type Accepted } from './accept';
import { CALLBACK_HEADER, CallbackClient, CallbackFailed } from './callback-client';
import { sendToRouter } from './callback-stream';
import { CallbackRefused, readCallback } from './callback-target';
import { readRequest, type GraphQLRequest } from './graphql-request';
import { sendStream } from './http-stream';
import { MULTIPART, SSE, type StreamFormat } from './stream-format';
import type { StreamingParts } from './streaming';

type HttpTransport = Exclude<Caller['transport'], 'websocket'>;

/** What is asked of one request. */
interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly accepted: Accepted;
  readonly transport: HttpTransport;
  readonly graphql: GraphQLRequest;
}

/** The transports of subscriptions that are plain HTTP requests. */
export class HttpStreams {
  constructor(private readonly parts: StreamingParts) {}

  /**
   * Answers a request that is to be followed as a stream.
   * @returns false for all others, which are left as they are
   * @throws ClientError where the request itself cannot be used
   */
  async serve(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    if (request.method !== 'GET' && request.method !== 'POST') return false;
    const accepted = readAccept(request.headers.accept);
    if (!accepted.sse && !accepted.multipart && !accepted.callback) return false;
    const graphql = readRequest(request);
    const type = this.parts.operations.typeOf(graphql.query, graphql.operationName);
    if (type !== 'subscription' && accepted.json) return false;
    const transport = transportOf(accepted, graphql);
    const credential = await this.parts.admit(request.headers.authorization);
    if (!this.parts.streams.hasRoom) throw noRoom();
    await this.answer({ request, reply, accepted, transport, graphql }, credential);
    return true;
  }

  private async answer(exchange: Exchange, credential: Credential): Promise<void> {
    const { request, transport, graphql } = exchange;
    const opened: { stream?: ResultStream } = {};
    const context = { requestId: request.id, log: request.log, mayIntrospect: false };
    const watched = this.parts.watch.watch(credential, (error) => opened.stream?.fail(streamFailed(error, context)));
    const answer = await this.parts.operations.answer(graphql, {
      requestId: request.id,
      log: request.log,
      transport,
      credential: watched,
      resumeAfter: transport === 'sse' ? lastEventId(request) : undefined,
      readOnly: request.method === 'GET',
    });
    if (answer.kind !== 'stream') {
      watched.release();
      this.sendSingle(exchange, answer);
      return;
    }
    const { stream } = answer;
    opened.stream = stream;
    const sent =
      transport === 'callback' ? this.call(exchange, stream) : this.send(exchange, formats[transport], stream);
    await sent.finally(() => watched.release());
  }

  private send({ reply }: Exchange, format: StreamFormat, stream: ResultStream): Promise<void> {
    const { streams, times } = this.parts;
    return sendStream({ reply, format, stream, streams, times });
  }

  /** The router is asked whether it knows the subscription before it is told that there is one. */
  private async call({ request, reply, graphql }: Exchange, stream: ResultStream): Promise<void> {
    const { streams, times, callbackHosts } = this.parts;
    try {
      const target = readCallback(graphql.extensions, callbackHosts);
      const client = new CallbackClient(target, times);
      if (!(await client.send({ action: 'check' })))
        throw new CallbackRefused('The router does not know its subscription.');
      await reply.headers(CALLBACK_HEADER).code(200).send({ data: null });
      await sendToRouter({ target, client, stream, streams, requestId: request.id, log: request.log });
    } catch (error) {
      await stream.return();
      if (error instanceof CallbackFailed) throw new CallbackRefused(error.message);
      throw error;
    }
  }

  /** There is no stream, but an answer: of a query, or that the operation is refused. */
  private sendSingle({ reply, accepted, transport }: Exchange, answer: Exclude<Answer, { kind: 'stream' }>): void {
    const result = answer.kind === 'refused' ? { errors: answer.errors } : answer.result;
    if (transport === 'sse') {
      const { contentType, message, ending } = SSE;
      void reply
        .code(200)
        .header('content-type', contentType)
        .send(message({ json: JSON.stringify(result) }) + ending);
      return;
    }
    const status = answer.kind === 'refused' ? httpStatus(answer.errors[0]?.extensions?.['code']) : 200;
    const type = accepted.json ? 'application/json' : 'application/graphql-response+json';
    void reply.code(status).type(type).send(JSON.stringify(result));
  }
}

const formats = { sse: SSE, multipart: MULTIPART } as const;

function transportOf(accepted: Accepted, { extensions }: GraphQLRequest): HttpTransport {
  if (accepted.callback && (extensions?.['subscription'] !== undefined || !accepted.multipart)) return 'callback';
  return accepted.multipart ? 'multipart' : 'sse';
}

function lastEventId({ headers }: FastifyRequest): string | undefined {
  const id = headers['last-event-id'];
  return typeof id === 'string' && id !== '' ? id : undefined;
}

function noRoom(): ClientError {
  return new ClientError('UNAVAILABLE', 'As many subscriptions are open as the hub can bear; try again in a moment.');
}
