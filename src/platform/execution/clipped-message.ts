/** The most characters of a value of the client's that come back to it. */
const QUOTED = 100;
/** Of a message that is longer for another reason, the beginning and the end are kept. */
const [MOST, HEAD, TAIL] = [600, 350, 150];

/**
 * A message without most of what it quotes. GraphQL's messages repeat the client's values and names in full, however long they are, and whatever
 * looks at a message afterwards would take its time over them.
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
  // A cut may leave half of a character, which not every client can read.
  return short.replace(/\p{Cs}/gu, '');
}

/** Where a text in quotes ends, as GraphQL writes values: its own quotes are escaped. */
function endOfQuotation(message: string, start: number): number {
  for (let at = start; at < message.length; at += 1) {
    if (message[at] === '"') return at;
    if (message[at] === '\\') at += 1;
  }
  return message.length;
}
