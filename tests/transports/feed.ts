/** One event of the test's subscription. */
export interface Tick {
  readonly cursor: string;
  readonly number: number;
}

/** What a subscriber's source was asked for, and what it heard. */
export interface Subscriber {
  readonly after: string | undefined;
  /** How many events the hub has asked for. */
  pulled: number;
  /** The hub has let the source know that nobody listens any more. */
  left: boolean;
}

/** A subscription's source in the hands of the test. Each subscriber gets every event since it came, or after its cursor. */
export class Feed {
  readonly subscribers: Subscriber[] = [];
  /** How many have asked for the source that opens with the gate. */
  knocked = 0;
  private readonly ticks: Tick[] = [];
  private ending: { readonly error?: Error } | undefined;
  private waiting: (() => void)[] = [];

  push(...numbers: readonly number[]): void {
    this.ticks.push(...numbers.map((number) => ({ number, cursor: `c${number}` })));
    this.wake();
  }

  /** Ends the source of every subscriber, once it has had all events; with an error if one is given. */
  end(error?: Error): void {
    this.ending = error ? { error } : {};
    this.wake();
  }

  /** Resolves once the condition holds. It is looked at whenever something happens at the source. */
  async until(condition: (subscribers: readonly Subscriber[]) => boolean): Promise<void> {
    while (!condition(this.subscribers)) await this.change();
  }

  async subscribeAfter(gate: Promise<void>, signal: AbortSignal | undefined): Promise<AsyncIterableIterator<Tick>> {
    this.knocked += 1;
    this.wake();
    await gate;
    return this.subscribe(undefined, signal);
  }

  subscribe(after: string | undefined, signal: AbortSignal | undefined): AsyncIterableIterator<Tick> {
    const subscriber: Subscriber = { after, pulled: 0, left: false };
    signal?.addEventListener('abort', () => {
      subscriber.left = true;
      this.wake();
    });
    this.subscribers.push(subscriber);
    const position =
      after === undefined ? this.ticks.length : this.ticks.findIndex(({ cursor }) => cursor === after) + 1;
    this.wake();
    return this.read(subscriber, position);
  }

  private async *read(subscriber: Subscriber, start: number): AsyncIterableIterator<Tick> {
    for (let position = start; ; position += 1) {
      subscriber.pulled += 1;
      this.wake();
      while (position >= this.ticks.length && !this.ending && !subscriber.left) await this.change();
      const tick = this.ticks[position];
      if (!tick || subscriber.left) break;
      yield tick;
    }
    if (this.ending?.error) throw this.ending.error;
  }

  private change(): Promise<void> {
    return new Promise((done) => this.waiting.push(done));
  }

  private wake(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const done of waiting) done();
  }
}
