import { remembered } from '../remembered';

/** The formats that a client can read a subscription in over HTTP. */
export interface Accepted {
  readonly sse: boolean;
  readonly multipart: boolean;
  readonly callback: boolean;
  /** Whether it also accepts a single answer. */
  readonly json: boolean;
}

const JSON_TYPES = new Set(['application/json', 'application/graphql-response+json', 'application/*', '*/*']);

/** Reads an `Accept` header. */
export const readAccept = remembered((header: string): Accepted => {
  const ranges = header.split(',').map(readRange).filter(isWanted);
  const some = (type: string, parameter?: string): boolean =>
    ranges.some((range) => range.type === type && (!parameter || range.parameters.includes(parameter)));
  return {
    sse: some('text/event-stream'),
    multipart: some('multipart/mixed', 'subscriptionspec=1.0'),
    callback: some('application/json', 'callbackspec=1.0'),
    json: ranges.some(({ type, parameters }) => JSON_TYPES.has(type) && !parameters.includes('callbackspec=1.0')),
  };
});

interface Range {
  readonly type: string;
  readonly parameters: readonly string[];
}

function readRange(text: string): Range {
  const [type = '', ...parameters] = text.toLowerCase().replaceAll('"', '').split(';');
  return { type: type.trim(), parameters: parameters.map((parameter) => parameter.replaceAll(/\s/g, '')) };
}

function isWanted({ parameters }: Range): boolean {
  return !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
}
