/** A socket or an HTTP stream. */
export interface OpenStream {
  /** Called when the hub stops: ends it gracefully, after its running operations have been answered. */
  stop(): void;
  /** Ends it at once. */
  cut(): void;
}

/** All open sockets and streams. Their number is limited, and all are ended before the hub stops. */
export class OpenStreams {
  private readonly open = new Set<OpenStream>();
  private whenEmpty: (() => void) | undefined;
  private stopping = false;

  constructor(private readonly limit: number) {}

  /** False if the limit is reached, or the hub is stopping. */
  get hasRoom(): boolean {
    return !this.stopping && this.open.size < this.limit;
  }

  get isStopping(): boolean {
    return this.stopping;
  }

  /** @returns a function to call once it has ended */
  enter(stream: OpenStream): () => void {
    this.open.add(stream);
    return () => {
      this.open.delete(stream);
      if (this.open.size === 0) this.whenEmpty?.();
    };
  }

  /** Stops all, and aborts those that are still open after this many milliseconds. */
  async close(within: number): Promise<void> {
    this.stopping = true;
    for (const stream of this.open) stream.stop();
    if (this.open.size === 0) return;
    await new Promise<void>((done) => {
      const timer = setTimeout(done, within);
      this.whenEmpty = () => {
        clearTimeout(timer);
        done();
      };
    });
    for (const stream of this.open) stream.cut();
  }
}
