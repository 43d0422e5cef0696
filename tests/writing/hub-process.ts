import { once } from 'node:events';
import { createDataSource } from '../../src/data-source';
import { ApiKey } from '../../src/platform/access/api-key.entity';
import { HubKeys } from '../../src/platform/access/hub-keys';
import type { KeyRole } from '../../src/platform/access/viewer';
import { startCommand, type RunningCommand } from '../support/command';
import type { ClientSideError } from '../support/hub';

/** A hub as a process of its own. */
export interface HubProcess {
  readonly url: string;
  readonly command: RunningCommand;
  /** Ends it as a power failure would. */
  kill(): Promise<void>;
  /** Ends it in order. */
  stop(): Promise<void>;
}

export async function startHubProcess(env: Record<string, string>): Promise<HubProcess> {
  const command = startCommand(['serve'], { PORT: '0', HOST: '127.0.0.1', ...env });
  const [, url] = await command.saying(/GraphQL +(http:\S+)\/graphql/);
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    command.process.kill(signal);
    await command.ended;
  };
  return { url: String(url), command, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

export function editorOf(databaseUrl: string): Promise<Record<string, string>> {
  return keyOf(databaseUrl, 'editor');
}

/** Makes a key straight in the database. @returns the headers to send with it */
export async function keyOf(databaseUrl: string, role: KeyRole): Promise<Record<string, string>> {
  const dataSource = await createDataSource(databaseUrl, { poolSize: 1 }).initialize();
  try {
    const key = await new HubKeys(dataSource.getRepository(ApiKey)).create({ name: 'a test', role });
    return { authorization: `Bearer ${key}` };
  } finally {
    await dataSource.destroy();
  }
}

/** What a client got: the id of the record that was made, the codes of the errors, or nothing at all. */
export interface Sent {
  readonly id?: string;
  readonly codes: readonly string[];
}

/** Sends one `create` mutation. A connection that breaks is an answer without anything. */
export async function sendCreate(
  url: string,
  headers: Record<string, string>,
  type: 'Program' | 'Contact',
  input: object,
): Promise<Sent> {
  const query = `mutation ($input: Create${type}Input!) { payload: create${type}(input: $input) {
    record: ${type.toLowerCase()} { id } errors { code message } } }`;
  const body = JSON.stringify({ query, variables: { input } });
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    const { data, errors = [] } = (await response.json()) as {
      data?: { payload: { record: { id: string } | null; errors: { code: string }[] } } | null;
      errors?: ClientSideError[];
    };
    const codes = [
      ...errors.map(({ extensions }) => extensions.code),
      ...(data?.payload.errors ?? []).map(({ code }) => code),
    ];
    return { ...(data?.payload.record && { id: data.payload.record.id }), codes };
  } catch {
    return { codes: [] };
  }
}

/** Resolves at the given number of answers. */
export async function answers(sent: readonly Promise<Sent>[], count: number): Promise<void> {
  const arrived = new EventTarget();
  let left = count;
  for (const each of sent) void each.then(() => (left -= 1) === 0 && arrived.dispatchEvent(new Event('enough')));
  await once(arrived, 'enough');
}
