import type { StreamMessage } from './transports/transport';

/** Gives each change, which is one version of a program, a small number. */
export class ChangeNumbers {
  private readonly numbers = new Map<string, number>();

  of(programId: string, version: number): number {
    const key = `${programId}:${version}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.numbers.size);
    return this.numbers.size - 1;
  }
}

/** What one follower received, in this order. */
export class Deliveries {
  /** The changes, by their numbers. */
  readonly changes: number[] = [];
  /** For each connection: how many changes the follower had received when it began. */
  readonly connections: number[] = [];
  /** Messages whose `previous` is not the cursor of the message before. */
  brokenChains = 0;
  /** Programs that were older than their message. */
  stalePrograms = 0;
  /** Messages that a hub sent again because it had no confirmation. */
  repetitions = 0;
  private previous: string | undefined;
  private isFirst = true;

  /** @param mayRepeat the transport confirms every message, so that the same one may come twice on a connection */
  constructor(
    private readonly numbers: ChangeNumbers,
    private readonly mayRepeat: boolean,
  ) {}

  /** Notes that a new connection begins after a cursor. */
  connect(after: string): void {
    this.connections.push(this.changes.length);
    this.previous = after;
    this.isFirst = true;
  }

  take({ cursor, previous, programId, version, program }: StreamMessage): void {
    if (this.mayRepeat && !this.isFirst && cursor === this.previous) {
      this.repetitions += 1;
      return;
    }
    const follows = previous === this.previous || (this.isFirst && previous === null);
    if (!follows) this.brokenChains += 1;
    this.previous = cursor;
    this.isFirst = false;
    if (programId === undefined || version === undefined) return;
    this.changes.push(this.numbers.of(programId, version));
    if (program && program.version < version) this.stalePrograms += 1;
  }
}
