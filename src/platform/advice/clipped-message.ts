/** The most characters of a client's value that a message quotes. */
const QUOTED = 100;
/** If a message is still longer, its beginning and end are kept. */
const [MOST, HEAD, TAIL] = [600, 350, 150];

/**
 * Shortens the quotes in a message. GraphQL's messages repeat the client's values and names in full, however long they are, and everything that
 * processes the message later would need time for them.
 */
export function clippedMessage(message: string): string {
  if (message.length <= QUOTED) return message;
  let clipped = '';
  let at = 0;
  for (let open = message.indexOf('"'); open >= 0; open = message.indexOf('"', at)) {
    const end = endOfQuotation(message, open + 1);
    const tooLong = end - open - 1 > QUOTED;
    clipped +=
      message.slice(at, tooLong ? open + 1 + QUOTED : end) + (tooLong ? '…' : '') + message.slice(end, end + 1);
    at = end + 1;
  }
  clipped += message.slice(at);
  const short = clipped.length <= MOST ? clipped : `${clipped.slice(0, HEAD)}…${clipped.slice(-TAIL)}`;
  // A cut may leave half of a surrogate pair, which not every client can read.
  return short.replace(/\p{Cs}/gu, '');
}

/** The end of a quoted text in a GraphQL message: quotes within it are escaped. */
function endOfQuotation(message: string, start: number): number {
  for (let at = start; at < message.length; at += 1) {
    if (message[at] === '"') return at;
    if (message[at] === '\\') at += 1;
  }
  return message.length;
}
