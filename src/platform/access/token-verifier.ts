import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { ClientError } from '../errors';
import { isKeyRole, type Viewer } from './viewer';

/** Whose tokens are accepted. */
export interface TokenIssuer {
  /** Of the issuer's public keys, as a JSON Web Key Set. */
  readonly url: string;
  readonly issuer: string;
  readonly audience: string;
}

/** Times in milliseconds. */
export interface JwksTimes {
  /** How old the keys may grow before they are fetched anew, beside the request that noticed. */
  readonly refreshAfter: number;
  /** How old they may be at most: an issuer may be away for so long. */
  readonly keepFor: number;
  /** How long an unknown key is not looked for again after the keys were fetched. */
  readonly cooldown: number;
  /** How long the issuer is left alone after it did not answer. */
  readonly retryAfter: number;
  readonly timeout: number;
}

const TIMES: JwksTimes = {
  refreshAfter: 10 * 60_000,
  keepFor: 60 * 60_000,
  cooldown: 30_000,
  retryAfter: 5_000,
  timeout: 3_000,
};

/** By how many seconds the clocks of the issuer and of the hub may differ. */
const CLOCK_SKEW = 30;
/** Signatures with a public key only: an algorithm that the token itself may choose must not make a secret of what is public. */
const ALGORITHMS = ['RS256', 'ES256', 'EdDSA'];
const MAX_TOKEN = 8_000;
const FORM = /^[\w-]+\.[\w-]+\.[\w-]+$/;
/** What can stand in the change log. */
const SUBJECT = /^[^\p{Cc}]{1,200}$/u;
const LAST_MOMENT = 8.64e15;

/** Called when the issuer's keys could not be fetched, for the log. */
export type JwksFailure = (error: unknown) => void;

/** The keys could not be had, and no token can be checked without. */
class KeysAway extends ClientError {
  constructor() {
    super('UNAVAILABLE', 'The hub cannot check tokens right now; try again in a moment.');
  }
}

/** Checks JSON Web Tokens against the public keys of their issuer. */
export class TokenVerifier {
  private readonly keys: JWTVerifyGetKey;

  constructor(
    private readonly accepted: TokenIssuer,
    onFailure: JwksFailure,
    times: Partial<JwksTimes> = {},
  ) {
    this.keys = issuerKeys(new URL(accepted.url), { ...TIMES, ...times }, onFailure);
  }

  /**
   * Whom a token names; nothing where it is not accepted, for whatever reason.
   * @throws ClientError UNAVAILABLE where the issuer's keys cannot be had
   */
  async verify(token: string): Promise<Viewer | undefined> {
    if (token.length > MAX_TOKEN || !FORM.test(token)) return undefined;
    const { issuer, audience } = this.accepted;
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        algorithms: ALGORITHMS,
        issuer,
        audience,
        clockTolerance: CLOCK_SKEW,
        requiredClaims: ['exp', 'sub'],
      });
      return viewerOf(payload);
    } catch (error) {
      if (error instanceof KeysAway) throw error;
      return undefined;
    }
  }
}

function viewerOf({ sub, exp, hub_role: role }: JWTPayload): Viewer | undefined {
  if (typeof sub !== 'string' || !SUBJECT.test(sub) || exp === undefined || !isKeyRole(role)) return undefined;
  const expiresAt = new Date(Math.min((exp + CLOCK_SKEW) * 1000, LAST_MOMENT));
  return { role, principal: `user:${sub}`, expiresAt };
}

/**
 * The issuer's keys, fetched when they are first needed, when an unknown one is asked for, and again while they are used. An issuer that is
 * away is not waited for as long as its keys are young enough; then nothing is accepted.
 */
function issuerKeys(url: URL, times: JwksTimes, onFailure: JwksFailure): JWTVerifyGetKey {
  let leftAloneUntil = 0;
  let fault: unknown;
  let freshUntil = 0;
  const keys = createRemoteJWKSet(url, {
    timeoutDuration: times.timeout,
    cooldownDuration: times.cooldown,
    cacheMaxAge: times.keepFor,
    [customFetch]: async (address: string, options: RequestInit) => {
      if (Date.now() < leftAloneUntil) throw new KeysAway().because(fault);
      const response = await fetch(address, options);
      if (response.ok) freshUntil = Date.now() + times.refreshAfter;
      return response;
    },
  });
  const failed = (error: unknown): void => {
    if (error instanceof KeysAway) return;
    freshUntil = 0;
    leftAloneUntil = Date.now() + times.retryAfter;
    fault = error;
    onFailure(error);
  };
  return async (header, token) => {
    if (keys.fresh && Date.now() >= freshUntil) keys.reload().catch(failed);
    try {
      return await keys(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      if (error instanceof KeysAway) throw error;
      failed(error);
      throw new KeysAway().because(error);
    }
  };
}
