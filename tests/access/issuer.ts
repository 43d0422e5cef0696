import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

export const ISSUER = 'https://id.example.org/';
export const AUDIENCE = 'equity-hub';

export interface SigningKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

export async function makeSigningKey(kid: string, alg = 'ES256'): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

/** The claims of a token that is accepted; undefined leaves one out. */
export function claims(changed: Record<string, unknown> = {}): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  return { iss: ISSUER, aud: AUDIENCE, sub: 'ada', exp: now + 300, hub_role: 'analyst', ...changed };
}

export function signed(key: SigningKey, payload = claims(), header: Record<string, unknown> = {}): Promise<string> {
  return new SignJWT(payload).setProtectedHeader({ alg: key.alg, kid: key.kid, ...header }).sign(key.privateKey);
}

/** An issuer's key server on a free port of the loopback interface. */
export interface Issuer {
  readonly url: string;
  /** What is published; may be changed. */
  keys: readonly SigningKey[];
  /** How it answers. */
  mode: 'answers' | 'fails' | 'hangs';
  /** How often it was asked. */
  asked: number;
  close(): Promise<void>;
}

export async function startIssuer(keys: readonly SigningKey[]): Promise<Issuer> {
  const server = createServer((_request, response) => {
    issuer.asked += 1;
    if (issuer.mode === 'hangs') return;
    response.statusCode = issuer.mode === 'fails' ? 500 : 200;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys: issuer.keys.map(({ jwk }) => jwk) }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const issuer: Issuer = {
    url: `http://127.0.0.1:${port}/keys`,
    keys,
    mode: 'answers',
    asked: 0,
    close() {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
  return issuer;
}
