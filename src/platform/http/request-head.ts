import type { IncomingMessage } from 'node:http';

/** Headers that say one thing. Of several, Node reads the first, a proxy perhaps the last. */
const SINGLE: ReadonlySet<string> = new Set(['host', 'authorization', 'content-type', 'content-encoding']);

/** How many characters a header may have that is taken apart, part by part. No client needs more. */
const LONGEST: Readonly<Record<string, number>> = { accept: 2_000, 'content-type': 500 };

/** What RFC 3986 lets a host and its port be made of. Not all of it is a host. */
const AUTHORITY = /^(?:\[[\da-f:.]+\]|[\w.~%!$&'()*+,;=-]+)(?::\d*)?$/i;

/** What is wrong with the head of a request, beyond what Node looks at by itself; nothing if all is well. */
export function headFault(request: IncomingMessage): string | undefined {
  return repeated(request.rawHeaders) ?? tooLong(request) ?? hostFault(request);
}

function repeated(rawHeaders: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = String(rawHeaders[index]).toLowerCase();
    if (SINGLE.has(name) && seen.has(name)) return `The request has several headers ${name}; send one.`;
    seen.add(name);
  }
  return undefined;
}

function tooLong({ headers }: IncomingMessage): string | undefined {
  const [name, most] =
    Object.entries(LONGEST).find(([one, length]) => String(headers[one] ?? '').length > length) ?? [];
  return name && `The header ${name} has more than ${most} characters; send a shorter one.`;
}

/** HTTP/1.0 knows no Host, so a request without one is as good as any. */
function hostFault({ httpVersion, headers: { host } }: IncomingMessage): string | undefined {
  if (!host && (httpVersion === '1.0' || httpVersion === '0.9')) return undefined;
  if (host === undefined) return 'The request has no header Host; HTTP/1.1 demands one.';
  return isHost(host) ? undefined : 'The header Host is no host; send a name or an address, and a port if need be.';
}

function isHost(text: string): boolean {
  return AUTHORITY.test(text) && URL.canParse(`http://${text}/`);
}
