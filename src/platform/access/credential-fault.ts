import { KEY_FORM } from './hub-keys';

/** The form of an accepted `Authorization` header. The group is the credential. */
export const BEARER = /^Bearer +(\S+)$/i;

/** Two dots. What is between them is the business of those who verify it. */
const LIKE_A_JWT = /^[^.]*\.[^.]*\.[^.]*$/;

/** What scripts send whose variable has no value. */
const NOT_SET = /^(undefined|null|none|nil|nan|\[object)$/i;

/**
 * What is wrong with a credential that is not accepted, as far as its form shows. Of one in the right form, nothing is said that only its owner may
 * know. Short enough for the reason of a WebSocket's close.
 */
export function credentialFault(authorization: string): string {
  const [, credential] = BEARER.exec(authorization) ?? [];
  if (credential === undefined) return headerFault(authorization.trim());
  if (/[,;"'<>]/.test(credential)) return 'Send one credential after "Bearer ", without commas, quotes and brackets.';
  if (NOT_SET.test(credential))
    return 'The credential is no key, but the text of a variable without a value; set it to a hub key or a JWT.';
  if (!KEY_FORM.test(credential) && !LIKE_A_JWT.test(credential))
    return 'The credential is neither a hub key nor a JWT; a hub key begins with hub_ and has 60 characters.';
  return 'The credential is unknown, wrong, expired or revoked; send a valid one, or none.';
}

function headerFault(authorization: string): string {
  if (authorization === '') return 'The credential is empty; send "Bearer <hub key or JWT>", or leave it out.';
  if (/^Bearer$/i.test(authorization)) return 'Nothing follows "Bearer"; send "Bearer <hub key or JWT>".';
  if (/^Bearer\s/i.test(authorization)) return 'Send one credential after "Bearer ", without blanks.';
  return 'The credential does not begin with "Bearer "; send "Bearer <hub key or JWT>".';
}
