import { createHash } from 'node:crypto';

/** The entity tags in a header `If-None-Match`. A tag may contain a comma. */
const TAG = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g;

/** A weak entity tag, since the same answer is sent in several encodings. @param facts all that the answer depends on */
export function entityTag(facts: readonly unknown[]): string {
  return `W/"${createHash('sha256').update(JSON.stringify(facts)).digest('base64url').slice(0, 22)}"`;
}

/** Whether a client has the answer with this tag. @param known the header `If-None-Match` */
export function hasTag(known: string | undefined, tag: string): boolean {
  return (known?.match(TAG) ?? []).some((one) => opaque(one) === opaque(tag));
}

/** Whether a client wants no answer if there is any, whichever it is. @param known the header `If-None-Match` */
export function hasAny(known: string | undefined): boolean {
  return known?.trim() === '*';
}

/** Tags are compared without the mark of weak ones: a cache may have removed or added it. */
function opaque(tag: string): string {
  return tag.replace(/^W\//, '');
}
