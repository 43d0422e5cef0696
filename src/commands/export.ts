import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { GraphQLFormattedError } from 'graphql';
import { pino } from 'pino';
import type { Config } from '../config';
import { createHub, type Hub } from '../hub';
import type { Role } from '../platform/access/viewer';
import { codeOf } from '../platform/code-of';
import type { OperationRequest } from '../platform/execution/operation';
import { FILE_FORMATS, type FileFormat } from '../platform/files/file-format';
import { FileFailed, type OpenFile } from '../platform/files/files';
import { writeFile } from '../platform/files/write-file';
import { Deadline } from '../platform/limits/deadline';
import { Share } from '../platform/limits/share';
import { CommandError } from './command-error';
import { textIn, variablesOf } from './document-file';
import { roleOf } from './role';

export interface ExportOptions {
  readonly format: string;
  readonly role: string;
  readonly operation?: string;
  /** A file of JSON. */
  readonly variables?: string;
  /** Standard output if left out. */
  readonly output?: string;
}

/** What to write, and where to. */
export interface Export {
  readonly format: FileFormat;
  readonly role: Role;
  readonly request: OperationRequest;
  readonly output: string | undefined;
}

/** How long an operator's file may take, in milliseconds. */
const TIME = 60 * 60 * 1000;
const PRINCIPAL = 'command:export';

/**
 * Reads the options, before anything is started.
 * @param file a GraphQL document
 * @throws CommandError
 */
export function exportOf(file: string, options: ExportOptions): Export {
  const format = FILE_FORMATS.find((known) => known === options.format);
  if (!format)
    throw new CommandError(`There is no format "${options.format}"; give one of ${FILE_FORMATS.join(', ')}.`, 2);
  const request = {
    query: textIn(file),
    operationName: options.operation,
    variables: variablesOf(file, options.variables),
  };
  return { format, role: roleOf(options.role), request, output: options.output };
}

/**
 * Writes a list of a migrated database as a file.
 * @returns what to say about it
 * @throws CommandError if there is no file, or not a whole one
 */
export async function exportFile(config: Config, url: string, wanted: Export): Promise<string> {
  // Standard output is for the file.
  const log = pino({ level: 'error' }, pino.destination(2));
  const hub = await createHub({ config, databaseUrl: url, log });
  try {
    return await exportFrom(hub, wanted);
  } finally {
    await hub.close();
  }
}

async function exportFrom(hub: Hub, { format, role, request, output }: Export): Promise<string> {
  const deadline = new Deadline(TIME);
  const { log } = hub;
  const caller = {
    transport: 'http',
    requestId: 'export',
    log,
    share: new Share(PRINCIPAL, role),
    deadline,
    credential: { viewer: { role, principal: PRINCIPAL }, check: () => undefined },
    isOwn: true,
    answered: () => undefined,
  } as const;
  const answer = await hub.operations.answerFile(request, caller, format);
  if (answer.kind === 'refused') throw new CommandError(listed(answer.errors));
  try {
    await written(answer.file, output);
  } catch (error) {
    throw error instanceof FileFailed ? new CommandError(`The file is not complete. ${listed(error.errors)}`) : error;
  } finally {
    deadline.close();
  }
  const { place } = answer.file;
  const follow = place === undefined ? '' : ` Follow programUpdates(after: "${place}") for what changes from here on.`;
  return `Wrote ${output ?? 'the file'}.${follow}`;
}

/** A file of its own gets its name when it is complete. Only its owner may read it, since it may hold contacts that are not public. */
async function written(file: OpenFile, output: string | undefined): Promise<void> {
  const content = Readable.from(writeFile(file));
  if (output === undefined) return pipeline(content, process.stdout, { end: false }).catch(unlessClosed);
  const part = `${output}.part`;
  try {
    await pipeline(content, createWriteStream(part, { mode: 0o600 }));
    await rename(part, output);
  } catch (error) {
    await rm(part, { force: true });
    throw isOfFiles(error) ? new CommandError(`${output} cannot be written: ${error.message}`) : error;
  }
}

/** The reader of a pipe may close it before it has read everything. */
function unlessClosed(error: Error): void {
  if (codeOf(error) !== 'EPIPE') throw error;
}

function isOfFiles(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

function listed(errors: readonly GraphQLFormattedError[]): string {
  return errors.map(({ message }) => message).join('\n');
}
