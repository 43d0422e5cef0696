import fc from 'fast-check';
import { Kind, parse, print } from 'graphql';
import { ShapeMeasure } from '../../src/platform/limits/shape';
import { requestOf, type Operation } from '../generators/operation';
import { Operations } from '../generators/selections';
import { ShapeJudge } from '../judges/shape';
import { demandSameAnswer } from '../judges/same';
import { demand } from '../judges/verdict';
import { isPassing } from '../../src/platform/errors';
import type { Answer, Request } from '../client';
import { play } from '../lanes';
import { SocketClients } from '../socket-client';
import { ROLES } from '../stage';
import { Tally } from '../tally';
import { tooFew, type Part, type Round } from './part';

const LANES = 4;
/** One operation of so many is sent over streams, too. */
const EACH = 6;
const SELECTIONS_A_USE = 20;
const MOST_USES = 4;
/** Of those that ask for what their role may have. */
const ANSWERED = 0.75;
/** One operation of so many asks for what its role may not have. */
const MODEST = 12;

/** Random queries of all roles: what is answered has the right form, and is the same however it is asked. */
export const operations: Part = async (round) => {
  const { known, count } = round;
  const trial = new Trial(round);
  const arbitrary = fc.oneof(
    ...ROLES.flatMap((role) => [
      { weight: MODEST, arbitrary: new Operations(known, role, false).queries() },
      { weight: 1, arbitrary: new Operations(known, role, true).queries() },
    ]),
  );
  const lanes = { ...round, part: 'operations', count, lanes: LANES } as const;
  const findings = await play(lanes, arbitrary, (operation) => trial.judge(operation), showOperation);
  await trial.close();
  return {
    findings: findings.length > 0 ? findings : tooFew(round, 'operations', trial.tally, ANSWERED),
    tally: trial.tally,
  };
};

class Trial {
  readonly tally = new Tally();
  private readonly shape: ShapeJudge;
  private readonly sockets: SocketClients;
  private asked = 0;

  constructor(private readonly round: Round) {
    this.shape = new ShapeJudge(round.known.sdl);
    this.sockets = new SocketClients(round.stage.client);
  }

  async judge(operation: Operation): Promise<void> {
    const { client } = this.round.stage;
    const request = requestOf(operation);
    const { role } = operation;
    const first = await client.post(role, request);
    this.tally.take(role, first.result);
    if (isBusy(first)) return;
    demand(first.status < 500, `status ${first.status}: ${first.body.slice(0, 200)}`);
    this.shape.judge(request, first.result);
    for (let use = 2; use <= usesOf(request); use += 1) {
      const next = (use === 2 && (await client.get(role, request))) || (await client.post(role, request));
      if (isBusy(next)) return;
      demandSameAnswer(`the answer at use ${use}`, next.body, first.body);
      demand(next.status === first.status, `the answer at use ${use} has status ${next.status}, not ${first.status}`);
    }
    this.asked += 1;
    if (this.asked % EACH === 0) await this.overStreams(operation, request, first);
  }

  private async overStreams({ role }: Operation, request: Request, first: Answer): Promise<void> {
    demandSameAnswer('the answer over a WebSocket', await this.sockets.ask(role, request), first.body);
    demandSameAnswer('the answer as an event', await this.round.stage.client.sse(role, request), first.body);
  }

  close(): Promise<void> {
    return this.sockets.close();
  }
}

/** How often a document is used until the hub has compiled it, for most of them: more selections need more uses. */
function usesOf({ query }: Request): number {
  const document = parse(query);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return 2;
  const { selections } = new ShapeMeasure(document).of(operation.selectionSet);
  return Math.min(Math.max(Math.ceil(selections / SELECTIONS_A_USE), 2), MOST_USES);
}

/** It may be so on a busy machine. How often it may be is a matter of the part that has to be answered. */
function isBusy({ result }: Answer): boolean {
  return result.errors?.some(isPassing) ?? false;
}

export function showOperation(operation: Operation): string {
  const { query, variables } = requestOf(operation);
  const text = print(parse(query)).replace(/\s+/g, ' ');
  return `${operation.role}: ${text}${variables ? ` ${JSON.stringify(variables)}` : ''}`;
}
