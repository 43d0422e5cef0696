import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { createGunzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { weightOf } from './page-type';
import type { PackedPage } from './explorer.worker';
import type { CuratedOperation } from './curated-operations';
import { revalidate, varyBy } from './page-frame';

/**
 * Answers with GraphiQL as one page that loads nothing from other servers. It is built on the first request, which takes about a
 * second, and then kept. If that fails, the next request tries again.
 */
export function explorerHandler(operations: readonly CuratedOperation[]) {
  let made: Promise<PackedPage> | undefined;
  const explorer = (): Promise<PackedPage> =>
    (made ??= makeExplorer(operations).catch((error: unknown) => {
      made = undefined;
      throw error;
    }));
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const page = await explorer();
    varyBy(reply, 'accept-encoding');
    return revalidate(request, reply, page) ? reply.send() : sendPacked(request, reply, page);
  };
}

/** If the thread fails, the promise rejects. */
async function makeExplorer(operations: readonly CuratedOperation[]): Promise<PackedPage> {
  const file = require.resolve('./explorer.worker');
  // A thread does not inherit the compiler hook that runs the TypeScript sources directly.
  const execArgv = file.endsWith('.ts') ? ['--require', '@swc-node/register'] : [];
  const [page] = (await once(new Worker(file, { execArgv, workerData: operations }), 'message')) as [PackedPage];
  return page;
}

function sendPacked(request: FastifyRequest, reply: FastifyReply, { br, gzip }: PackedPage): FastifyReply {
  const accepted = request.headers['accept-encoding'];
  if (weightOf(accepted, 'br') > 0) return reply.header('content-encoding', 'br').send(br);
  if (weightOf(accepted, 'gzip') > 0) return reply.header('content-encoding', 'gzip').send(gzip);
  const unpacked = createGunzip();
  unpacked.end(gzip);
  return reply.send(unpacked);
}
