import { basesOf, bytesOf, damagedRequests, type DamagedRequest } from '../generators/requests';
import { judgeResponse, statusesOf } from '../judges/response';
import { Wrong } from '../judges/verdict';
import { play } from '../lanes';
import { NoConnection, RawConnection } from '../raw-connection';
import { tooFew, type Part, type Round } from './part';
import { Tally } from '../tally';

const LANES = 16;
/** So many get through the parser, and so many do not: the damage is neither too great nor too small. */
const OPERATED = 0.15;
const REFUSED = 0.15;

/** Valid requests over HTTP that were damaged: whatever comes, it is no fault of the hub. */
export const requests: Part = async (round) => {
  const { client } = round.stage;
  const bases = basesOf(client.authorization('editor') ?? '', client.authorization('partner') ?? '');
  const trial = new Trial(round, (request) => bytesOf(bases, request));
  const lanes = { ...round, part: 'requests', lanes: LANES } as const;
  const show = (request: DamagedRequest): string =>
    JSON.stringify(bytesOf(bases, request).toString('latin1').slice(0, 2_000));
  const findings = await play(lanes, damagedRequests(bases.length), (request) => trial.judge(request), show);
  const few = [
    ...tooFew(round, 'requests', trial.tally, OPERATED, '200'),
    ...tooFew(round, 'requests', trial.tally, REFUSED, '400'),
  ];
  return { findings: findings.length > 0 ? findings : few, tally: trial.tally };
};

class Trial {
  readonly tally = new Tally();

  constructor(
    private readonly round: Round,
    private readonly bytes: (request: DamagedRequest) => Buffer,
  ) {}

  async judge(request: DamagedRequest): Promise<void> {
    const { hub } = this.round.stage;
    const { deaths } = hub;
    const answer = await this.send(this.bytes(request));
    for (const status of statusesOf(answer)) this.tally.add('HTTP', String(status));
    if (answer.length === 0) this.tally.add('HTTP', 'no answer');
    if (hub.deaths > deaths) throw new Wrong('the hub ended');
    judgeResponse(answer);
  }

  private async send(bytes: Buffer): Promise<string> {
    try {
      const connection = await RawConnection.open(this.round.stage.hub);
      connection.send(bytes);
      const answer = await connection.answer();
      connection.end();
      return answer.toString('latin1');
    } catch (error) {
      if (!(error instanceof NoConnection)) throw error;
      await this.round.stage.hub.answers();
      throw new Wrong(`nobody listens: ${error.message}`);
    }
  }
}
