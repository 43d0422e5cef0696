import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Credential } from '../access/credential';
import { Overloaded } from '../errors';
import { deadlineOf } from '../execution/request-deadline';
import { refused, streamFailed } from '../execution/answers';
import type { Caller, RefusedAnswer, ResultAnswer } from '../execution/operation';
import { errorContext } from '../execution/present-errors';
import type { ResultStream } from '../execution/result-stream';
import { writeResult } from '../execution/written-result';
import { answerType, GRAPHQL_TYPE } from '../http/answer-type';
import { answeredWith } from '../http/request-log';
import type { Share } from '../limits/share';
import { readAccept, type Accepted } from './stream-type';
import { CALLBACK_HEADER, CallbackClient, type Delivery } from './callback-client';
import { sendToRouter } from './callback-stream';
import { CallbackRefused, readCallback } from './callback-target';
import { MalformedRequest, readRequest, type GraphQLRequest } from './graphql-request';
import { sendStream } from './http-stream';
import { OpenExchange } from './open-exchange';
import { MULTIPART, SSE } from './stream-format';
import type { StreamingParts } from './streaming-parts';

type HttpTransport = Exclude<Caller['transport'], 'websocket' | 'http'>;

/** One request and what it asks for. */
interface Asked {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly accepted: Accepted;
  readonly transport: HttpTransport;
  readonly graphql: GraphQLRequest;
  readonly share: Share;
}

/** The transports of subscriptions that start with a plain HTTP request. */
export class HttpStreams {
  constructor(private readonly parts: StreamingParts) {}

  /**
   * Answers a request for a stream.
   * @returns false for all other requests, which it leaves alone
   * @throws ClientError if the request itself is invalid
   */
  async serve(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    if (request.method !== 'GET' && request.method !== 'POST') return false;
    const accepted = readAccept(request.headers.accept ?? '');
    if (!accepted.sse && !accepted.multipart && !accepted.callback) return false;
    const graphql = readRequest(request);
    const type = this.parts.operations.typeOf(graphql);
    if (type !== 'subscription' && accepted.json) return false;
    if (isQueued(reply)) throw new MalformedRequest(QUEUED);
    const transport = transportOf(accepted, graphql);
    const { admit, shares, streams } = this.parts;
    const credential = await admit(request.headers.authorization, shares.addressOf(request.raw));
    if (!streams.hasRoom) throw noRoom();
    const share = shares.of(credential.viewer, request.raw);
    const leave = shares.streams.takeNow(share);
    const exchange = new OpenExchange(streams, request.id);
    const asked = { request, reply, accepted, transport, graphql, share };
    await this.answer(asked, exchange, credential).finally(() => {
      exchange.leave();
      leave();
    });
    return true;
  }

  private async answer(asked: Asked, exchange: OpenExchange, credential: Credential): Promise<void> {
    const { request, transport, graphql, share } = asked;
    const { id: requestId, log } = request;
    const context = errorContext(requestId, log);
    const watched = this.parts.watch.watch(credential, (error) => exchange.fail(streamFailed(error, context)));
    const deadline = deadlineOf(request, asked.reply);
    try {
      const answer = await this.parts.operations.answer(graphql, {
        deadline,
        share,
        requestId,
        log,
        transport,
        credential: watched,
        resumeAfter: transport === 'sse' ? lastEventId(request) : undefined,
        readOnly: request.method === 'GET',
        answered: (operation) => answeredWith(request, operation),
      });
      if (answer.kind === 'stream') await this.follow(asked, exchange, answer.stream);
      else this.sendSingle(asked, answer);
    } finally {
      watched.release();
    }
  }

  private async follow(asked: Asked, exchange: OpenExchange, stream: ResultStream): Promise<void> {
    const { reply, transport } = asked;
    const { streams, heartbeats, times } = this.parts;
    exchange.follow(stream);
    try {
      // The client may have left while its operation was checked.
      if (reply.raw.destroyed) return void reply.hijack();
      if (transport === 'callback') return await this.call(asked, exchange, stream);
      reply.headers(this.parts.shares.headers(asked.request.raw)).hijack();
      await sendStream({ reply, exchange, format: formats[transport], stream, streams, heartbeats, times });
    } finally {
      await stream.return();
    }
  }

  /** Before it answers, the hub asks the router whether it knows the subscription. */
  private async call(asked: Asked, exchange: OpenExchange, stream: ResultStream): Promise<void> {
    const { request, reply, graphql } = asked;
    const target = readCallback(graphql.extensions, this.parts.callbackHosts);
    const client = new CallbackClient(target, this.parts.times);
    exchange.onCut = () => client.cut();
    stream.whenEnded(() => client.end());
    const delivery = await checkFor(reply, client, stream);
    if (reply.raw.destroyed) return void reply.hijack();
    if (delivery === 'unknown')
      throw new CallbackRefused('The router does not know this subscription; subscribe again.');
    if (delivery === 'refused')
      throw new CallbackRefused(`The router does not accept messages (${client.refusal}); check its callback URL.`);
    if (delivery === 'abandoned') return this.sendSingle(asked, refused(exchange.errors));
    await reply.headers(CALLBACK_HEADER).code(200).send({ data: null });
    await sendToRouter({ target, client, stream, log: request.log });
  }

  /** Sends a single answer: of a query, or of a refused operation. */
  private sendSingle({ request, reply, accepted, transport }: Asked, answer: RefusedAnswer | ResultAnswer): void {
    const json = writeResult(answer.kind === 'refused' ? { errors: answer.errors } : answer.result);
    if (transport === 'sse') {
      const { headers, message, ending, failure } = SSE;
      const text = answer.kind === 'refused' ? failure(answer.errors) : message({ json }).toString() + ending;
      void reply.code(200).headers(headers).send(text);
      return;
    }
    const { status, headers } = answer.kind === 'refused' ? answer : { status: 200, headers: {} };
    const type = accepted.json ? answerType(request) : GRAPHQL_TYPE;
    void reply.code(status).headers(headers).type(type).send(json);
  }
}

/** A stream behind an earlier answer on its connection would not be read, and would not notice that the connection closed. */
function isQueued({ raw }: FastifyReply): boolean {
  return raw.socket === null;
}

const QUEUED =
  'An earlier request on this connection is not answered yet; send the subscription on its own connection.';

/** Asks the router while the router waits for the answer to its own request. */
async function checkFor({ raw }: FastifyReply, client: CallbackClient, stream: ResultStream): Promise<Delivery> {
  const leave = (): void => void stream.return();
  raw.once('close', leave);
  const delivery = await client.send({ action: 'check' });
  raw.off('close', leave);
  return delivery;
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

function noRoom(): Overloaded {
  return new Overloaded('The hub has reached its limit of open subscriptions; try again in a moment.');
}
