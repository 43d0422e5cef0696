import type { Wake } from '../wakes';

/** The events of one subscription, taken without promises: for many subscribers, a promise for each event would cost more than sending it. */
export interface EventSource {
  /** Whether there are no more events. */
  readonly ended: boolean;
  /**
   * The next event. If there is none now, returns undefined, and calls `wake` once there may be one.
   * @throws whatever ends the source
   */
  take(wake: Wake): unknown;
  /** Nobody takes any more events. */
  leave(): Promise<void> | undefined;
}

/** The source that a resolver returned: its own, or any iterator. */
export function eventSourceOf(events: AsyncIterable<unknown> | (AsyncIterable<unknown> & EventSource)): EventSource {
  return 'take' in events ? events : new IteratedSource(events[Symbol.asyncIterator]());
}

/** Takes the events of an iterator. Asks it for an event only when one is taken. */
class IteratedSource implements EventSource {
  ended = false;
  private event: unknown;
  private failure: { readonly error: unknown } | undefined;
  private asking = false;

  constructor(private readonly events: AsyncIterator<unknown>) {}

  take(wake: Wake): unknown {
    const { event, failure } = this;
    this.event = undefined;
    if (failure) throw failure.error;
    if (event === undefined && !this.ended && !this.asking) void this.ask(wake);
    return event;
  }

  async leave(): Promise<void> {
    await this.events.return?.();
  }

  private async ask(wake: Wake): Promise<void> {
    this.asking = true;
    try {
      const result = await this.events.next();
      if (result.done === true) this.ended = true;
      else this.event = result.value;
    } catch (error) {
      this.failure = { error };
    }
    this.asking = false;
    wake();
  }
}
