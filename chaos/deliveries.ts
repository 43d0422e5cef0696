import type { StreamMessage } from './transports/transport';

/** Small numbers for changes, each of which is a version of a program. */
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

/** What one follower was sent, as it came. */
export class Deliveries {
  /** The changes, by their numbers. */
  readonly changes: number[] = [];
  /** How many changes had come when each connection began. */
  readonly connections: number[] = [];
  /** Messages whose `previous` was not what had been sent before. */
  brokenChains = 0;
  /** Programs that were older than their message. */
  stalePrograms = 0;
  /** Messages that a hub sent again because their taking was not confirmed. */
  repetitions = 0;
  private previous: string | undefined;
  private isFirst = true;

  /** @param mayRepeat the transport has every message confirmed, so that one may come again within a connection */
  constructor(
    private readonly numbers: ChangeNumbers,
    private readonly mayRepeat: boolean,
  ) {}

  /** A connection begins, which goes on after a cursor. */
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
