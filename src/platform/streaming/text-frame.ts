import type { Duplex } from 'node:stream';

/** A text frame that is not masked and not a fragment: the first byte in RFC 6455. */
const TEXT = 0x81;
/** The length bytes announce a longer length in the next two or eight bytes. */
const IN_TWO = 126;
const IN_EIGHT = 127;

/** Longer texts are not copied into a frame of their own for each client. */
const LONG = 16_384;

/** The end of a message that is the same for many clients. */
export class SharedText {
  /** The bytes in UTF-8. */
  private readonly bytes: Buffer;
  /** The same bytes, each as one character: writing it takes no memory outside the heap. Absent for a long text. */
  private readonly short: string | undefined;

  constructor(text: string) {
    this.bytes = Buffer.from(text);
    this.short = this.bytes.length < LONG ? this.bytes.toString('latin1') : undefined;
  }

  /**
   * Writes it as one WebSocket message, without extensions, into a connection whose other frames are written whole.
   * @param head the beginning of the message, each character a byte
   * @param sent called once it is sent, or cannot be sent
   */
  writeTo(connection: Duplex, head: string, sent: () => void): void {
    const start = frameHead(head.length + this.bytes.length) + head;
    if (this.short !== undefined) {
      connection.write(start + this.short, 'latin1', sent);
      return;
    }
    connection.cork();
    connection.write(start, 'latin1');
    connection.write(this.bytes, sent);
    connection.uncork();
  }
}

/** The first bytes of a frame, each as one character. @param size the bytes of its content */
function frameHead(size: number): string {
  if (size < IN_TWO) return String.fromCharCode(TEXT, size);
  if (size < 0x1_00_00) return String.fromCharCode(TEXT, IN_TWO, size >> 8, size & 0xff);
  const bytes = [24, 16, 8, 0].map((shift) => (size >>> shift) & 0xff);
  return String.fromCharCode(TEXT, IN_EIGHT, 0, 0, 0, 0, ...bytes);
}
