import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

const { WebSocket } = createRequire(join(ROOT, 'package.json'))('ws');
const AT_ONCE = 50;

/** Many sockets in this process, which record when each message arrives. */
export class Followers {
  #sockets = [];
  #arrivals = [];
  #expected = Infinity;
  #complete = () => {};
  sample = '';

  /** @param where the filter of the subscriber with this number */
  static async open(server, count, authorization, where = () => undefined) {
    const followers = new Followers();
    for (let opened = 0; opened < count; opened += AT_ONCE) {
      const size = Math.min(AT_ONCE, count - opened);
      await Promise.all(
        Array.from({ length: size }, (_, index) => followers.#open(server, authorization, where(opened + index))),
      );
    }
    return followers;
  }

  get count() {
    return this.#sockets.length;
  }

  /** Runs `act` and waits until every socket has received so many events. Returns the times of all arrivals. */
  async collect(eventsEach, act) {
    this.#arrivals = [];
    this.#expected = eventsEach * this.count;
    const complete = new Promise((done) => (this.#complete = done));
    const began = await act();
    await complete;
    return this.#arrivals.map((moment) => moment - began);
  }

  close() {
    for (const socket of this.#sockets) socket.terminate();
  }

  async #open({ port, target }, authorization, where) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', {
      perMessageDeflate: false,
    });
    socket.on('error', () => {});
    await once(socket, 'open');
    this.#sockets.push(socket);
    for (const { message, answered } of target.opening(authorization, where)) {
      socket.send(JSON.stringify(message));
      await firstMatching(socket, answered);
    }
    socket.on('message', (data) => {
      const moment = performance.now();
      const text = data.toString();
      if (!target.isEvent(text)) return;
      this.sample = text;
      this.#arrivals.push(moment);
      if (this.#arrivals.length === this.#expected) this.#complete();
    });
  }
}

function firstMatching(socket, matches) {
  return new Promise((done) => {
    const look = (data) => {
      if (!matches(data.toString())) return;
      socket.off('message', look);
      done();
    };
    socket.on('message', look);
  });
}
