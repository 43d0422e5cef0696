import type { Pool } from 'pg';
import type { Result } from '../client';
import { dryRuns } from '../generators/mutations';
import { requestOf, type Operation } from '../generators/operation';
import { ShapeJudge } from '../judges/shape';
import { judgePayload, type Payload } from '../judges/payload';
import { demand, demandSame } from '../judges/verdict';
import { play } from '../lanes';
import { Tally } from '../tally';
import { showOperation } from './operations';
import { tooFew, type Part, type Round } from './part';

/** Of all dry runs, by the errors of their payloads: the world has much that cannot be done. */
const ANSWERED = 0.12;

/** Random mutations of an editor as dry runs: answered in the right form, and nothing that is stored is another afterwards. */
export const mutations: Part = async (round) => {
  const trial = new Trial(round, await fingerprint(round.stage.pool));
  const lane = { ...round, part: 'mutations', lanes: 1 } as const;
  const findings = await play(lane, dryRuns(round.known), (operation) => trial.judge(operation), showOperation);
  return {
    findings: findings.length > 0 ? findings : tooFew(round, 'mutations', trial.tally, ANSWERED),
    tally: trial.tally,
  };
};

class Trial {
  readonly tally = new Tally();
  private readonly shape: ShapeJudge;

  constructor(
    private readonly round: Round,
    private stored: string,
  ) {
    this.shape = new ShapeJudge(round.known.sdl);
  }

  async judge(operation: Operation): Promise<void> {
    const request = requestOf(operation);
    const { status, result } = await this.round.stage.client.post('editor', request);
    demand(status < 500, `status ${status}: ${JSON.stringify(result.errors)}`);
    this.shape.judge(request, result);
    this.count(result);
    const stored = await fingerprint(this.round.stage.pool);
    const before = this.stored;
    this.stored = stored;
    demandSame('a dry run has changed what is stored', stored, before);
  }

  private count({ data, errors }: Result): void {
    if (errors) return this.tally.add('editor', String(errors[0]?.extensions?.['code']));
    for (const payload of Object.values(data ?? {}) as Payload[]) {
      judgePayload(payload);
      this.tally.add('editor', payload.faults[0]?.code ?? 'answered');
    }
  }
}

/** All that is stored, table by table: how many rows, their versions, and a hash of all their values. */
async function fingerprint(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  const parts = rows.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*) AS rows, md5(string_agg(t::text, '|' ORDER BY t::text)) AS hash FROM "${name}" t`,
  );
  const found = await pool.query<{ name: string; rows: string; hash: string | null }>(parts.join(' UNION ALL '));
  return found.rows.map(({ name, rows: count, hash }) => `${name}: ${count} ${hash}`).join('; ');
}
