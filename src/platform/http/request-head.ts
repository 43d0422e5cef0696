import type { IncomingMessage } from 'node:http';
import { remembered } from '../remembered';

/** Headers that may appear only once. If there are several, Node reads the first, but a proxy may read the last. */
const SINGLE: ReadonlySet<string> = new Set(['host', 'authorization', 'content-type', 'content-encoding']);

/** The most characters of a header that the hub parses. No client needs more. */
const LONGEST = [
  ['accept', 2_000],
  ['content-type', 500],
] as const;

/** The characters that RFC 3986 allows in a host and its port. Not every such text is a host. */
const AUTHORITY = /^(?:\[[\da-f:.]+\]|[\w.~%!$&'()*+,;=-]+)(?::\d*)?$/i;

/** What is wrong with the head of a request, beyond Node's own checks; undefined if it is valid. */
export function headFault(request: IncomingMessage): string | undefined {
  return repeated(request.rawHeaders) ?? tooLong(request) ?? hostFault(request);
}

function repeated(rawHeaders: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = String(rawHeaders[index]).toLowerCase();
    if (!SINGLE.has(name)) continue;
    if (seen.has(name)) return `The request has several ${name} headers; send one.`;
    seen.add(name);
  }
  return undefined;
}

function tooLong({ headers }: IncomingMessage): string | undefined {
  const [name, most] = LONGEST.find(([one, length]) => (headers[one] ?? '').length > length) ?? [];
  return name && `The header ${name} has more than ${most} characters; send a shorter one.`;
}

/** HTTP/1.0 has no Host header, so it may be missing there. */
function hostFault({ httpVersion, headers: { host } }: IncomingMessage): string | undefined {
  if (!host && (httpVersion === '1.0' || httpVersion === '0.9')) return undefined;
  if (host === undefined) return 'The request has no Host header; HTTP/1.1 requires one.';
  return isHost(host)
    ? undefined
    : 'The Host header is invalid; send a host name or an IP address, with an optional port.';
}

const isHost = remembered((text: string) => AUTHORITY.test(text) && URL.canParse(`http://${text}/`));
