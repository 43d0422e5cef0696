import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from './free-port';
import type { SharedCache } from './shared-cache';
import { codeBlocks } from './snippets';
import { until } from './until';

/** Varnish as docs/caching.md sets it up, except that it does not know what a credential is: only `Vary` keeps viewers apart. */
export async function startVarnish(hubUrl: string): Promise<SharedCache> {
  const { port, folder } = await prepare('varnish');
  const [config = ''] = codeBlocks('caching.md', 'vcl');
  const careless = 'sub vcl_recv { if (req.method == "GET") { return (hash); } }';
  const file = write(folder, 'hub.vcl', `${config.replace('4000', new URL(hubUrl).port)}\n${careless}\n`);
  const options = ['-F', '-j', 'none', '-n', path.join(folder, 'work'), '-s', 'malloc,32m', '-f', file];
  return running(spawn('varnishd', [...options, '-a', `127.0.0.1:${port}`], { stdio: 'ignore' }), port, folder);
}

/** nginx as docs/caching.md sets it up. */
export async function startNginx(hubUrl: string): Promise<SharedCache> {
  const { port, folder } = await prepare('nginx');
  const [config = ''] = codeBlocks('caching.md', 'nginx');
  const here = config
    .replace('/var/cache/nginx/hub', path.join(folder, 'cache'))
    .replace('8080', `127.0.0.1:${port}`)
    .replace('4000', new URL(hubUrl).port);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${path.join(folder, name)};`,
  );
  const file = write(
    folder,
    'nginx.conf',
    `daemon off; master_process off; pid ${path.join(folder, 'pid')}; error_log stderr;
     events {} http { access_log off; ${temporary.join(' ')} ${here} }`,
  );
  return running(spawn('nginx', ['-c', file, '-p', folder, '-e', 'stderr'], { stdio: 'ignore' }), port, folder);
}

async function prepare(name: string): Promise<{ port: number; folder: string }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), `equity-hub-${name}-`));
  mkdirSync(path.join(folder, 'work'));
  return { port: await freePort(), folder };
}

function write(folder: string, name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** Resolves once the program answers. */
async function running(program: ChildProcess, port: number, folder: string): Promise<SharedCache> {
  const url = `http://127.0.0.1:${port}`;
  await until('the cache answers', async () => {
    if (program.exitCode !== null) throw new Error(`${program.spawnfile} ended at its start`);
    return fetch(`${url}/health/live`).then(
      ({ ok }) => ok,
      () => false,
    );
  });
  return {
    url,
    async close() {
      const ended = once(program, 'close');
      program.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
