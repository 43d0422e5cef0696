import { framed, frameOf, MESSAGES_EACH, socketCases, type SocketCase } from '../generators/messages';
import { closeOf, judgeSocket } from '../judges/closing';
import { demand, Wrong } from '../judges/verdict';
import { play } from '../lanes';
import { NoConnection, RawConnection } from '../raw-connection';
import { tooFew, type Part, type Round } from './part';
import { Tally } from '../tally';

const LANES = 16;
/** So many get as far as the protocol of GraphQL, and have a fault there. */
const CLOSED = 0.1;
const END_OF_HEAD = '\r\n\r\n';

/** Damaged messages and frames over WebSockets: the hub closes with the code of the client's fault, or goes on. */
export const messages: Part = async (round) => {
  const trial = new Trial(round);
  const count = Math.ceil(round.count / MESSAGES_EACH);
  const lanes = { ...round, part: 'messages', count, lanes: LANES } as const;
  const findings = await play(lanes, socketCases(), (each) => trial.judge(each), show);
  const few = tooFew(round, 'messages', trial.tally, CLOSED, 'closed with 4400');
  return { findings: findings.length > 0 ? findings : few, tally: trial.tally };
};

class Trial {
  readonly tally = new Tally();

  constructor(private readonly round: Round) {}

  async judge(each: SocketCase): Promise<void> {
    const { hub } = this.round.stage;
    const { deaths } = hub;
    try {
      const connection = await RawConnection.open(hub);
      const frames = await this.talk(connection, each);
      connection.end();
      this.tally.add('WebSocket', `closed with ${closeOf(frames)?.code ?? 'nothing'}`);
      if (hub.deaths > deaths) throw new Wrong('the hub ended');
      judgeSocket(frames);
    } catch (error) {
      if (!(error instanceof NoConnection)) throw error;
      await hub.answers();
      throw new Wrong(`nobody listens: ${error.message}`);
    }
  }

  private async talk(connection: RawConnection, { path, begin, messages: sent }: SocketCase): Promise<Buffer> {
    connection.send(Buffer.from(handshake(path)));
    const head = await connection.until(END_OF_HEAD);
    demand(
      head.toString('latin1').startsWith('HTTP/1.1 101 '),
      `no WebSocket: ${head.toString('latin1').slice(0, 100)}`,
    );
    if (begin !== 'nothing') {
      const authorization = begin === 'partner' ? this.round.stage.client.authorization('partner') : undefined;
      connection.send(framed(Buffer.from(JSON.stringify({ type: 'connection_init', payload: { authorization } }))));
    }
    for (const message of sent) connection.send(frameOf(message));
    const all = await connection.answer();
    return all.subarray(all.indexOf(END_OF_HEAD) + END_OF_HEAD.length);
  }
}

function handshake(path: string): string {
  const fields = {
    Host: 'localhost',
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Protocol': 'graphql-transport-ws',
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  return `GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}${END_OF_HEAD}`;
}

function show({ path, begin, messages: sent }: SocketCase): string {
  const shown = sent.map((message) => frameOf({ ...message, frame: { ...message.frame, masked: false } }));
  const texts = shown.map((frame) => frame.toString('latin1').slice(0, 300));
  return `${path}, ${begin}: ${JSON.stringify(texts)}`;
}
