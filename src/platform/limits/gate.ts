/** Lets a few tasks run at a time; the others wait their turn. */
export class Gate {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly places: number) {}

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.running >= this.places) await new Promise<void>((enter) => this.waiting.push(enter));
    else this.running += 1;
    try {
      return await task();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
