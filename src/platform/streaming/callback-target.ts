import { ClientError } from '../errors';
import { isWebAddress, lengthOf, lineFault } from '../text';

/** Where the messages of a subscription go. */
export interface CallbackTarget {
  readonly url: URL;
  /** The router's name for the subscription. */
  readonly id: string;
  /** What the router knows the hub's messages by. */
  readonly verifier: string;
  /** Between two heartbeats, in milliseconds; 0: none are asked for. */
  readonly heartbeat: number;
}

/** In milliseconds. A router may ask for more often, or more seldom; it gets what is within these. */
const HEARTBEAT = { least: 100, most: 60_000, usual: 5_000 } as const;

const MAX_TEXT = 2_000;

/** What a router asks for cannot be done. Its code keeps the answer a 4xx, which routers look at. */
export class CallbackRefused extends ClientError {
  constructor(message: string) {
    super('BAD_REQUEST', message);
  }
}

/**
 * Reads `extensions.subscription` of a request.
 * @param hosts those that the hub may send to, each as `host` or `host:port`
 * @throws CallbackRefused
 */
export function readCallback(extensions: unknown, hosts: readonly string[]): CallbackTarget {
  const given = property(extensions, 'subscription');
  const text = (name: string): string => {
    const value = property(given, name);
    if (typeof value === 'string' && value !== '' && lengthOf(value) <= MAX_TEXT) return value;
    throw new CallbackRefused(`extensions.subscription.${name} has to be a text of at most ${MAX_TEXT} characters.`);
  };
  return {
    url: allowed(text('callbackUrl'), hosts),
    id: text('subscriptionId'),
    verifier: text('verifier'),
    heartbeat: heartbeatOf(property(given, 'heartbeatIntervalMs') ?? HEARTBEAT.usual),
  };
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** Only what the operator has listed, letter by letter: no name or address can then lead anywhere else. */
function allowed(address: string, hosts: readonly string[]): URL {
  // What reads an address leaves out or replaces what cannot stand in one.
  if (lineFault(address) !== undefined || !isWebAddress(address)) throw new CallbackRefused(NO_ADDRESS);
  const url = new URL(address);
  if (!hosts.some((host) => host.toLowerCase() === url.host)) {
    throw new CallbackRefused(`The hub does not call ${url.host}: its operator has to list it in HUB_CALLBACK_HOSTS.`);
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new CallbackRefused('A callback has to be https, except to the machine that the hub runs on.');
  }
  return url;
}

const NO_ADDRESS =
  'extensions.subscription.callbackUrl is no web address; give one that begins with https://, without blanks, line breaks, backslashes and user names.';

function isLoopback(name: string): boolean {
  return name === 'localhost' || /^127\.\d+\.\d+\.\d+$/.test(name);
}

function heartbeatOf(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new CallbackRefused('extensions.subscription.heartbeatIntervalMs has to be a number of milliseconds.');
  }
  return value === 0 ? 0 : Math.min(Math.max(value, HEARTBEAT.least), HEARTBEAT.most);
}
