import type { ExecutionResult, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { createContext, type ContextParts, type HubContext } from '../context';
import { variablesOf } from '../execution/coerced-variables';
import { refused, refusedBy } from '../execution/answers';
import type { Caller, Operation, RefusedAnswer } from '../execution/operation';
import type { OperationRunner } from '../execution/operation-runner';
import { presentErrors } from '../execution/present-errors';
import { AnswerBudget } from '../limits/answer-budget';
import { ANSWER_BYTES, FILE_ROWS, ROW_BUDGET } from '../limits/limits';
import type { Shares } from '../limits/shares';
import { MAX_PAGE } from '../reading/schema/page-types';
import type { FileColumn } from './file-columns';
import type { FileFormat } from './file-format';
import { fileOperation, type FileOperation } from './file-operation';
import { FileReads } from './file-reads';
import { FileRows, tooMany } from './file-rows';
import type { OpenSnapshot, Snapshot } from './snapshot';

export interface FilesParts extends ContextParts {
  readonly schema: GraphQLSchema;
  readonly runner: OperationRunner;
  readonly shares: Shares;
  readonly snapshots: OpenSnapshot;
}

/** Some rows of a file, as they stand in the data of the operation. */
export type FileRow = Readonly<Record<string, unknown>>;

/** A file whose first rows have been read. */
export interface OpenFile {
  readonly format: FileFormat;
  readonly name: string;
  readonly columns: readonly FileColumn[];
  /** The place of the change log in its snapshot; undefined for a past state. */
  readonly place: string | undefined;
  /** Throws `FileFailed` if it cannot be read to its end. Read it, or end the caller's deadline. */
  readonly parts: AsyncGenerator<readonly FileRow[]>;
}

export interface FileAnswer {
  readonly kind: 'file';
  readonly file: OpenFile;
}

/** A checked operation that is answered as a file. */
export interface CheckedFile extends FileOperation {
  readonly format: FileFormat;
  /** How many rows one part may have, so that its answer is as small as that of any operation. */
  readonly partSize: number;
}

/** The rest of a file could not be read. The log says why. */
export class FileFailed extends Error {
  constructor(readonly errors: readonly GraphQLFormattedError[]) {
    super('The file could not be read to its end.');
  }
}

/** The most rows of a part, and those of the first one, which a client waits for. */
const PART = { most: 500, first: 100 } as const;
/** How many bytes a part should have at most. Parts with long rows have fewer rows. */
const PART_BYTES = 1_000_000;
/** How much larger than an answer a part may turn out, before the file is given up. */
const TOLERANCE = 8;

/** Answers queries as files: reads the rows of a list from one snapshot, and runs the query for some of them at a time. */
export class Files {
  constructor(private readonly parts: FilesParts) {}

  /** @throws ClientError if the operation may not run, or is not for a file */
  check(operation: Operation, format: FileFormat, context: HubContext): CheckedFile {
    const { schema, runner } = this.parts;
    const { role } = context.viewer;
    const file = fileOperation(schema, operation, variablesOf(schema, operation), format);
    const most = FILE_ROWS[role];
    if (file.first !== undefined && file.first > most) throw tooMany(most, file.first);
    const { page } = runner.checkParts(file.priced, (file.first ?? most) / MAX_PAGE, context);
    const rows = Math.floor((ROW_BUDGET[role] * MAX_PAGE) / Math.max(page, 1));
    return { ...file, format, partSize: Math.min(Math.max(rows, 1), PART.most) };
  }

  /** Reads the first rows. The file has a place and a connection until the caller's deadline ends. */
  async open(checked: CheckedFile, context: HubContext, caller: Caller): Promise<FileAnswer | RefusedAnswer> {
    const { shares, runner, snapshots } = this.parts;
    const { deadline, share } = context;
    const leave = await shares.files.take(share, deadline);
    deadline.atEnd(leave);
    await runner.charge(context);
    const snapshot = await snapshots(context);
    const reading = new FileReading(this.parts, checked, snapshot, context);
    deadline.atEnd(() => runner.settle(context, reading.records));
    const first = await reading.next();
    if (first.errors) {
      deadline.close();
      return refused(presentErrors(first.errors, context));
    }
    const { format, name, columns } = checked;
    const place = reading.place;
    return {
      kind: 'file',
      file: { format, name, columns, place, parts: partsOf(reading, first.rows, context, caller) },
    };
  }
}

async function* partsOf(
  reading: FileReading,
  first: readonly FileRow[],
  context: HubContext,
  { credential }: Caller,
): AsyncGenerator<readonly FileRow[]> {
  try {
    yield first;
    while (!reading.ended) {
      await credential.check();
      const { rows, errors } = await reading.next();
      if (errors) throw new FileFailed(presentErrors(errors, context));
      yield rows;
    }
  } catch (error) {
    throw error instanceof FileFailed ? error : new FileFailed(refusedBy(error, context).errors);
  } finally {
    context.deadline.close();
  }
}

type Part =
  | { readonly rows: readonly FileRow[]; readonly errors?: undefined }
  | { readonly rows?: undefined; readonly errors: NonNullable<ExecutionResult['errors']> };

/** A file that is being read. */
class FileReading {
  /** How many records its parts have had. */
  records = 0;
  private readonly rows: FileRows;

  constructor(
    private readonly parts: FilesParts,
    private readonly checked: CheckedFile,
    private readonly snapshot: Snapshot,
    private readonly context: HubContext,
  ) {
    const bound = { first: checked.first, most: FILE_ROWS[context.viewer.role] };
    this.rows = new FileRows(snapshot.database, context, bound, Math.min(checked.partSize, PART.first));
  }

  get ended(): boolean {
    return this.rows.ended;
  }

  get place(): string | undefined {
    return this.checked.past ? undefined : this.rows.place;
  }

  /** Runs the operation with the next rows. Each part has its own loaders and its own budget, so that none is kept. */
  async next(): Promise<Part> {
    const { runner, changeLog } = this.parts;
    const budget = this.budget();
    const source = { database: this.snapshot.database, horizon: changeLog.horizon, rows: this.rows, budget };
    const reads = (): FileReads => new FileReads(this.context, source);
    const { data, errors } = await runner.runPart(
      this.checked.part,
      createContext(this.context, { ...this.parts, reads }),
    );
    if (errors) return { errors };
    this.records += budget.records;
    const [root, list] = this.checked.rows;
    const rows = (data?.[root] as Readonly<Record<string, readonly FileRow[]>>)[list] ?? [];
    this.resize(rows.length, budget.size);
    return { rows };
  }

  private budget(): AnswerBudget {
    const { role } = this.context.viewer;
    return new AnswerBudget(role, {
      rows: ROW_BUDGET[role] * TOLERANCE,
      bytes: Math.max(ANSWER_BYTES[role], PART_BYTES) * TOLERANCE,
    });
  }

  private resize(rows: number, bytes: number): void {
    const fitting = bytes > 0 ? Math.floor((rows * PART_BYTES) / bytes) : PART.most;
    this.rows.size = Math.min(Math.max(fitting, 1), this.checked.partSize);
  }
}
