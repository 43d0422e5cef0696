import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { ClientError } from '../errors';
import { isKeyRole, type Viewer } from './viewer';

/** The issuer whose tokens are accepted. */
export interface TokenIssuer {
  /** The URL of the issuer's public keys, a JSON Web Key Set. */
  readonly url: string;
  readonly issuer: string;
  readonly audience: string;
}

/** Times in milliseconds. */
export interface JwksTimes {
  /** The age at which the keys are fetched again, in the background. */
  readonly refreshAfter: number;
  /** The highest age of the keys. The issuer may be away for this long. */
  readonly keepFor: number;
  /** For how long after a fetch an unknown key does not cause another fetch. */
  readonly cooldown: number;
  /** For how long the issuer is not asked again after it did not answer. */
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

/** The tolerated difference between the clocks of the issuer and the hub, in seconds. */
const CLOCK_SKEW = 30;
/** Only signatures with a public key. The token chooses the algorithm, so it must not be able to use the public key as a shared secret. */
const ALGORITHMS = ['RS256', 'ES256', 'EdDSA'];
const MAX_TOKEN = 8_000;
const FORM = /^[\w-]+\.[\w-]+\.[\w-]+$/;
/** Subjects that the change log can store. */
const SUBJECT = /^[^\p{Cc}]{1,200}$/u;
const LAST_MOMENT = 8.64e15;

/** Called when the issuer's keys could not be fetched, for the log. */
export type JwksFailure = (error: unknown) => void;

/** The keys could not be fetched, so no token can be checked. */
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
   * The viewer of a token; undefined if the token is not accepted, for any reason.
   * @throws ClientError UNAVAILABLE if the issuer's keys cannot be fetched
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
 * The issuer's keys. They are fetched on first use, for an unknown key, and regularly while they are used. While the issuer is away,
 * the old keys stay in use until they are too old; then no token is accepted.
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
