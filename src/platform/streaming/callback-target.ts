import { ClientError } from '../errors';
import { isWebAddress, lengthOf, lineFault } from '../text';

/** The target for the messages of a subscription. */
export interface CallbackTarget {
  readonly url: URL;
  /** The router's id of the subscription. */
  readonly id: string;
  /** The token by which the router recognizes the hub's messages. */
  readonly verifier: string;
  /** The time between two heartbeats, in milliseconds; 0: none. */
  readonly heartbeat: number;
}

/** The limits of the heartbeat interval, in milliseconds. A router's value outside of them is moved to the limit. */
const HEARTBEAT = { least: 100, most: 60_000, usual: 5_000 } as const;

const MAX_TEXT = 2_000;

/** The hub cannot do what a router asks for. The code keeps the answer a 4xx, which routers handle. */
export class CallbackRefused extends ClientError {
  constructor(message: string) {
    super('BAD_REQUEST', message);
  }
}

/**
 * Reads `extensions.subscription` of a request.
 * @param hosts the allowed hosts, each as `host` or `host:port`
 * @throws CallbackRefused
 */
export function readCallback(extensions: unknown, hosts: readonly string[]): CallbackTarget {
  const given = property(extensions, 'subscription');
  const text = (name: string): string => {
    const value = property(given, name);
    if (typeof value === 'string' && value !== '' && lengthOf(value) <= MAX_TEXT) return value;
    throw new CallbackRefused(
      `extensions.subscription.${name} is missing or invalid; give a string of at most ${MAX_TEXT} characters.`,
    );
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

/** Allows only hosts that the operator listed, compared exactly, so that no other name or address is called. */
function allowed(address: string, hosts: readonly string[]): URL {
  // The URL parser silently removes or replaces invalid characters, so they are refused first.
  if (lineFault(address) !== undefined || !isWebAddress(address)) throw new CallbackRefused(NO_ADDRESS);
  const url = new URL(address);
  if (!hosts.some((host) => host.toLowerCase() === url.host)) {
    throw new CallbackRefused(
      `The hub does not call ${url.host}; ask its operator to add the host to HUB_CALLBACK_HOSTS.`,
    );
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new CallbackRefused('The callback URL is not https; use https, except for the machine that the hub runs on.');
  }
  return url;
}

const NO_ADDRESS =
  'extensions.subscription.callbackUrl is not a valid URL; start with https://, without blanks, line breaks, backslashes or user names.';

function isLoopback(name: string): boolean {
  return name === 'localhost' || /^127\.\d+\.\d+\.\d+$/.test(name);
}

function heartbeatOf(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new CallbackRefused('extensions.subscription.heartbeatIntervalMs is invalid; give a number of milliseconds.');
  }
  return value === 0 ? 0 : Math.min(Math.max(value, HEARTBEAT.least), HEARTBEAT.most);
}
