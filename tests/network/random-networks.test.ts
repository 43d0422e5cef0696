// Random networks: every path equals the one that a search in memory finds.
import { startTestHub, type TestHub } from '../support/hub';
import { runs } from '../support/runs';
import { neighbours, shortest, type Edge } from './network';
import { random, RandomNetwork } from './random-network';

const PAIRS = 40;

let hub: TestHub;
let editor: Record<string, string>;

beforeAll(async () => {
  hub = await startTestHub();
  editor = await hub.signIn('editor');
});
afterAll(() => hub.close());

interface Step {
  readonly relation: string;
  readonly linkId: string | null;
  readonly from: { readonly id: string };
  readonly to: { readonly id: string };
}

const PATH = `query ($from: ID!, $to: ID!, $maxLength: Int!) {
  path(from: $from, to: $to, maxLength: $maxLength) { relation linkId from { id } to { id } }
}`;

async function pathOf(from: string, to: string, maxLength: number, headers: Record<string, string>) {
  const variables = { from, to, maxLength };
  const { data, errors } = await hub.query<{ path: readonly Step[] | null }, unknown>(PATH, variables, headers);
  expect(errors).toBeUndefined();
  return data.path;
}

/** What a step over an edge looks like, in the direction in which it is gone. */
function stepsOver(edges: readonly Edge[], from: string, to: string): Step[] {
  const step = (relation: string, link?: string) => ({
    relation,
    linkId: link ?? null,
    from: { id: from },
    to: { id: to },
  });
  return edges.flatMap(({ a, b, link, fields: [there, back] }) => {
    if (a === from && b === to) return [step(there, link)];
    return a === to && b === from ? [step(back, link)] : [];
  });
}

test.each(Array.from({ length: runs(2, 20) }, (_, index) => index + 1))(
  'network %i: paths are the shortest, first by their ids, over records and links that hold and may be seen',
  async (seed) => {
    const network = new RandomNetwork(hub.database.pool, seed);
    await network.make();
    const next = random(1000 + seed);
    const lengths = new Set<number | undefined>();
    for (const [gone, headers] of [
      [new Set([...network.archived, ...network.hidden]), {}],
      [network.archived, editor],
    ] as const) {
      const edges = network.edges.filter(({ a, b }) => !gone.has(a) && !gone.has(b));
      const graph = neighbours(edges);
      for (let pair = 0; pair < PAIRS; pair += 1) {
        const [from, to] = [network.oneOf(network.ids), network.oneOf(network.ids)];
        const maxLength = 1 + Math.floor(next() * 6);
        const wanted = gone.has(from) || gone.has(to) ? null : shortest(graph, from, to, maxLength);
        const steps = await pathOf(from, to, maxLength, headers);
        expect(steps && [from, ...steps.map((step) => step.to.id)]).toEqual(wanted);
        for (const step of steps ?? []) expect(stepsOver(edges, step.from.id, step.to.id)).toContainEqual(step);
        lengths.add(steps?.length);
      }
    }
    expect(lengths.size).toBeGreaterThan(4);
  },
);
