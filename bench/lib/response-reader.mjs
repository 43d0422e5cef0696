const HEAD_END = '\r\n\r\n';
const LAST_CHUNK = Buffer.from('\r\n0\r\n\r\n');
const DATA = '{"data"';

/**
 * Finds the end of each HTTP answer on a connection that has one request under way at a time, without keeping the bodies.
 * Calls back with `{ ok, head }`: ok is status 200 and a body that begins with data, which no GraphQL error before execution does.
 */
export class ResponseReader {
  #answered;
  #pending = null;
  #head = '';
  #left = 0;
  #chunked = false;
  #tail = Buffer.alloc(0);
  #ok = false;

  constructor(answered) {
    this.#answered = answered;
  }

  read(chunk) {
    if (this.#head !== '') return this.#readBody(chunk);
    const all = this.#pending ? Buffer.concat([this.#pending, chunk]) : chunk;
    const end = all.indexOf(HEAD_END);
    // The body's first bytes are looked at too: wait for them.
    if (end < 0 || all.length < end + HEAD_END.length + 24) return void (this.#pending = all);
    this.#pending = null;
    this.#head = all.latin1Slice(0, end);
    this.#begin(all.subarray(end + HEAD_END.length));
  }

  #begin(body) {
    const length = /^content-length: *(\d+)/im.exec(this.#head);
    this.#chunked = length === null;
    this.#left = length ? Number(length[1]) : 0;
    this.#tail = Buffer.alloc(0);
    this.#ok = this.#head.startsWith('HTTP/1.1 200') && body.latin1Slice(0, 24).includes(DATA);
    this.#readBody(body);
  }

  #readBody(chunk) {
    if (!this.#chunked) {
      this.#left -= chunk.length;
      if (this.#left <= 0) this.#finish();
      return;
    }
    // JSON holds no raw line breaks, so the last chunk's mark cannot stand within a body.
    this.#tail = Buffer.concat([this.#tail, chunk]).subarray(-LAST_CHUNK.length);
    if (this.#tail.equals(LAST_CHUNK)) this.#finish();
  }

  #finish() {
    const head = this.#head;
    this.#head = '';
    this.#answered({ ok: this.#ok, head });
  }
}
