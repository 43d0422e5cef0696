/** A socket, or a stream over HTTP. */
export interface OpenStream {
  /** The hub stops: ends it in its own way, once what it runs has been answered. */
  stop(): void;
  /** Ends it at once. */
  cut(): void;
}

/** Everything that is open: at most as much as the hub can bear, and all of it ended before the hub stops. */
export class OpenStreams {
  private readonly open = new Set<OpenStream>();
  private whenEmpty: (() => void) | undefined;
  private stopping = false;

  constructor(private readonly limit: number) {}

  /** False where one more would be too many, or the hub is about to stop. */
  get hasRoom(): boolean {
    return !this.stopping && this.open.size < this.limit;
  }

  get isStopping(): boolean {
    return this.stopping;
  }

  /** @returns what to call once it has ended */
  enter(stream: OpenStream): () => void {
    this.open.add(stream);
    return () => {
      this.open.delete(stream);
      if (this.open.size === 0) this.whenEmpty?.();
    };
  }

  /** Stops all, and cuts those that are still there after so many milliseconds. */
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
