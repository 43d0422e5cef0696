import type { LogPosition } from '../platform/change-log/cursor';
import { wakeInTurns, type Wake } from '../platform/wakes';
import type { ProgramPiece } from './program-piece';

/** The read of a piece of the log, shared by all subscribers who need the piece. A promise for each of them would cost more. */
export class PieceRead {
  /** Those that wait for it; undefined once it has ended. */
  waiting: Wake[] | undefined = [];
  /** The result: the piece, or the error. */
  piece: ProgramPiece | undefined;
  error: unknown;

  constructor(
    readonly after: LogPosition,
    /** The revision of the log's tail before it. */
    readonly revision: number,
  ) {}

  /** Whether it can be used at a position by subscribers who see the log at a revision. */
  serves({ epoch, seq }: LogPosition, revision: number): boolean {
    const { piece } = this;
    if (this.after.seq !== seq || this.after.epoch !== epoch || this.revision !== revision) return false;
    // After an empty piece, the next read may find new changes.
    return this.waiting !== undefined || (piece !== undefined && !piece.isEmpty && !piece.isOutdated(revision));
  }

  settle(piece: ProgramPiece | undefined, error?: unknown): void {
    const { waiting = [] } = this;
    this.piece = piece;
    this.error = error;
    this.waiting = undefined;
    wakeInTurns(waiting);
  }

  /** The same result as of another read. */
  follow(other: PieceRead): void {
    const settle = (): void => this.settle(other.piece, other.error);
    if (other.waiting) other.waiting.push(settle);
    else settle();
  }

  /** Resolves once it has ended. */
  async over(): Promise<void> {
    if (this.waiting) await new Promise<void>((wake) => this.waiting?.push(wake));
  }

  /** The piece, once it is read. @throws what ended the read */
  async done(): Promise<ProgramPiece> {
    await this.over();
    if (this.piece) return this.piece;
    throw this.error;
  }
}
