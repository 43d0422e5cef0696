const HEAD_END = '\r\n\r\n';
const LAST_CHUNK = Buffer.from('\r\n0\r\n\r\n');
const DATA = '{"data"';
const ERRORS = Buffer.from('"errors":[{');

/**
 * Finds the end of each HTTP answer on a connection with one request at a time, without keeping the bodies.
 * Calls back with `{ ok, head, beginning }`. `ok` means status 200 and a body that begins with `data` and has no errors, neither of GraphQL nor of a mutation.
 * An error that two chunks share is overlooked.
 */
export class ResponseReader {
  #answered;
  #pending = null;
  #head = '';
  #left = 0;
  #chunked = false;
  #tail = Buffer.alloc(0);
  #ok = false;
  #beginning = '';

  constructor(answered) {
    this.#answered = answered;
  }

  read(chunk) {
    if (this.#head !== '') return this.#readBody(chunk);
    const all = this.#pending ? Buffer.concat([this.#pending, chunk]) : chunk;
    const end = all.indexOf(HEAD_END);
    // The first bytes of the body are checked too: wait for them.
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
    this.#beginning = body.subarray(0, 300).latin1Slice();
    this.#ok = this.#head.startsWith('HTTP/1.1 200') && this.#beginning.slice(0, 24).includes(DATA);
    this.#readBody(body);
  }

  #readBody(chunk) {
    if (chunk.includes(ERRORS)) this.#ok = false;
    if (!this.#chunked) {
      this.#left -= chunk.length;
      if (this.#left <= 0) this.#finish();
      return;
    }
    // JSON on one line has no line breaks, so the mark of the last chunk cannot occur within a body.
    this.#tail = Buffer.concat([this.#tail, chunk]).subarray(-LAST_CHUNK.length);
    if (this.#tail.equals(LAST_CHUNK)) this.#finish();
  }

  #finish() {
    const answer = { ok: this.#ok, head: this.#head, beginning: this.#beginning };
    this.#head = '';
    this.#answered(answer);
  }
}
