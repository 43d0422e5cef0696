interface Waiting {
  readonly owner: string;
  readonly enter: () => void;
}

/**
 * Lets a few tasks run at a time; the others wait for their turn. If an owner may have only some of the places, the tasks of other owners
 * always find one.
 */
export class Gate {
  private running = 0;
  private readonly held = new Map<string, number>();
  private readonly waiting: Waiting[] = [];

  /** @param each the most places of one owner; absent: all */
  constructor(
    private readonly places: number,
    private readonly each = places,
  ) {}

  async run<T>(task: () => Promise<T>, owner = ''): Promise<T> {
    if (this.admits(owner)) this.take(owner);
    else await new Promise<void>((enter) => this.waiting.push({ owner, enter }));
    try {
      return await task();
    } finally {
      this.leave(owner);
    }
  }

  private admits(owner: string): boolean {
    return this.running < this.places && (this.held.get(owner) ?? 0) < this.each;
  }

  private take(owner: string): void {
    this.running += 1;
    this.held.set(owner, (this.held.get(owner) ?? 0) + 1);
  }

  /** Gives the place to the first waiting task whose owner may have another place. */
  private leave(owner: string): void {
    this.running -= 1;
    const held = (this.held.get(owner) ?? 1) - 1;
    if (held > 0) this.held.set(owner, held);
    else this.held.delete(owner);
    const index = this.waiting.findIndex((one) => this.admits(one.owner));
    if (index < 0) return;
    const [next] = this.waiting.splice(index, 1);
    if (!next) return;
    this.take(next.owner);
    next.enter();
  }
}
