/** Something that needs a sign of life in every interval. */
export interface Beating {
  beat(): void;
}

/** How often within an interval some of them get their turn. */
const TURNS = 12;

/** Keeps the heartbeats of all open sockets and streams with one timer. They are spread over the interval by the times of their opening. */
export class Heartbeats {
  private readonly turns = Array.from({ length: TURNS }, () => new Set<Beating>());
  private readonly timer: NodeJS.Timeout;
  private last = 0;

  /** @param interval between two heartbeats, in milliseconds */
  constructor(interval: number) {
    this.timer = setInterval(() => this.next(), interval / TURNS);
    this.timer.unref();
  }

  /** Its first heartbeat comes after a whole interval, or up to a twelfth earlier. */
  add(beating: Beating): void {
    this.turns[this.last]?.add(beating);
  }

  remove(beating: Beating): void {
    for (const turn of this.turns) turn.delete(beating);
  }

  close(): void {
    clearInterval(this.timer);
  }

  private next(): void {
    this.last = (this.last + 1) % TURNS;
    for (const beating of this.turns[this.last] ?? []) beating.beat();
  }
}
