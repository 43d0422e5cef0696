import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { atEnd } from './cleanup.mjs';
import { Failure } from './failure.mjs';
import { onServerProcessor } from './pinning.mjs';
import { processorTime, residentMemory } from './processes.mjs';

const START_SECONDS = 60;

/**
 * Starts a target in its own process and waits until it answers.
 * @param {object} target from targets/index.mjs
 * @param {{ databaseUrl: string, node: string, pinning: object | null }} settings `node` is the path of the Node to run it on
 */
export async function startServer(target, { databaseUrl, node, pinning }) {
  const port = await freePort();
  const [command, args] = onServerProcessor(pinning, node, [target.script, ...(target.args ?? [])]);
  const child = spawn(command, args, {
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: databaseUrl, PORT: String(port), ...target.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const server = new Server(target, child, port);
  atEnd(() => server.stop());
  await server.ready();
  return server;
}

class Server {
  #output = '';

  constructor(target, child, port) {
    this.target = target;
    this.child = child;
    this.port = port;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (this.#output = (this.#output + chunk).slice(-4000)));
    this.ended = once(child, 'close');
    child.on('error', (error) => (this.#output += error.message));
  }

  async ready() {
    const deadline = Date.now() + START_SECONDS * 1000;
    while (!(await this.#answers())) {
      if (this.child.exitCode !== null || this.child.signalCode !== null)
        throw new Failure(`${this.target.name} ended while starting:\n${this.#output.trim()}`);
      if (Date.now() > deadline)
        throw new Failure(`${this.target.name} did not answer within ${START_SECONDS} s:\n${this.#output.trim()}`);
      await sleep(100);
    }
  }

  async #answers() {
    try {
      if (this.target.readyPath) return (await fetch(this.#url(this.target.readyPath))).ok;
      return (await this.post('Q4', this.target.body('Q4', {}))) !== undefined;
    } catch {
      return false;
    }
  }

  #url(path) {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  /** Sends one body and returns the data of the answer. Throws if the answer has no data. */
  async post(query, body, headers = {}) {
    const response = await fetch(this.#url(this.target.path(query)), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'accept-encoding': 'identity',
        ...headers,
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    const answer = parsed(text);
    if (response.status !== 200 || !answer?.data || answer.errors) {
      throw new Failure(`${this.target.name} answers ${query} with ${response.status}: ${text.slice(0, 600)}`);
    }
    return answer.data;
  }

  /** Resident memory of the server's process in MB, or null if the system does not report it. */
  memory() {
    return residentMemory(this.child.pid);
  }

  /** Processor time that the server's process has used so far, in ms, or null if the system does not report it. */
  processorTime() {
    return processorTime(this.child.pid);
  }

  /** Asks the process to end, and kills it after ten seconds. */
  async stop() {
    if (this.child.exitCode !== null || this.child.signalCode !== null || this.child.pid === undefined) return;
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 10_000);
    await this.ended;
    clearTimeout(timer);
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
