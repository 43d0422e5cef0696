import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { ROOT } from '../../root';

/** A page of `docs/`, in Markdown. */
export interface Doc {
  /** Its path, relative to the hub's pages. */
  readonly address: string;
  /** Its first heading. */
  readonly title: string;
  readonly text: string;
}

const FOLDER = 'docs';

/** The pages directly in `docs/`, in the order of their files' names. */
export function readDocs(): Doc[] {
  const folder = path.join(ROOT, FOLDER);
  // A hub runs without them.
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.md')) : [];
  return files.sort().map((file) => {
    const text = readFileSync(path.join(folder, file), 'utf8');
    return { address: `${FOLDER}/${file}`, title: /^# (.+)$/m.exec(text)?.[1] ?? file, text };
  });
}

/** Serves them as text, which people and programs can read as it is. */
export function addDocs(server: FastifyInstance, docs: readonly Doc[]): void {
  for (const { address, text } of docs) {
    server.get(`/${address}`, (_request, reply) =>
      reply.type('text/plain; charset=utf-8').header('cache-control', 'no-cache').send(text),
    );
  }
}
