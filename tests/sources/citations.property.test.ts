/** @long */
import fc from 'fast-check';
import { runs } from '../support/runs';
import {
  adopt,
  change,
  cite,
  current,
  newRecord,
  redirect,
  retract,
  uncited,
  type Given,
  type ModelRecord,
} from './citation-model';
import { editor, hub, type SeenRecord } from './cited-hub';

const COUNT = 5;
const KEYS = ['A', 'B'];
const FIELDS = ['description', 'website', 'foundedYear'] as const;
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  description: ['One thing.', 'Another thing.', null],
  website: ['https://one.example', 'https://two.example', null],
  foundedYear: [1990, 2000, null],
};

const index = fc.nat(COUNT - 1);
const place = fc.tuple(fc.constantFrom(...KEYS), fc.integer({ min: 1, max: 3 }));
const edit = fc.constantFrom(...FIELDS).chain((field) =>
  fc.record({
    kind: fc.constant('edit' as const),
    index,
    field: fc.constant(field),
    value: fc.constantFrom(...(VALUES[field] ?? [])),
    at: fc.option(place),
    other: fc.option(fc.constantFrom(...(VALUES[field] ?? []).filter((value) => value !== null)), { freq: 4 }),
    whole: fc.boolean(),
  }),
);
const STEP = fc.oneof(
  { weight: 6, arbitrary: edit },
  { weight: 3, arbitrary: edit.map((one) => ({ ...one, kind: 'cite' as const })) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('retract' as const), index, nth: fc.nat(5) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('parent' as const), index, of: fc.option(index), at: fc.option(place) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('merge' as const), index, into: index }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('archive' as const, 'restore' as const), index }) },
);
type Step = typeof STEP extends fc.Arbitrary<infer One> ? One : never;

const SELECTION = 'id version uncited citations(first: 100) { nodes { field value agrees lineFrom source { key } } }';

interface State {
  readonly version: number;
  readonly current: readonly string[];
  readonly uncited: readonly string[];
}

/** One world of organizations in the hub, and what the model says of it. */
class World {
  private readonly ids: string[] = [];
  private readonly records = new Map<string, ModelRecord>();
  private readonly merged = new Map<string, string>();
  /** What each version of a record had. */
  readonly states = new Map<string, object>();

  async begin(prefix: string): Promise<void> {
    for (let at = 0; at < COUNT; at += 1) {
      const given: Given[] = at % 2 === 0 ? [{ field: null, at: 'A1' }] : [{ field: 'name', at: 'B1' }];
      const input = {
        name: `${prefix} ${at}`,
        type: 'COMMUNITY',
        description: 'One thing.',
        citations: given.map(inputOf),
      };
      const { organization } = await editor.do<{ organization: { id: string } }>(
        'createOrganization',
        input,
        'organization { id }',
      );
      const values = {
        name: input.name,
        type: 'COMMUNITY',
        description: 'One thing.',
        website: null,
        foundedYear: null,
        parent: null,
        alternateNames: [],
      };
      this.ids.push(organization.id);
      this.records.set(organization.id, newRecord(values, given));
    }
  }

  async take(step: Step): Promise<void> {
    const id = this.ids[step.index] as string;
    const record = this.records.get(id) as ModelRecord;
    switch (step.kind) {
      case 'edit': {
        const given = step.at && step.value !== null ? [givenOf(step)] : [];
        if (await this.did('updateOrganization', { id, [step.field]: step.value, citations: given.map(inputOf) }))
          change(record, step.field, step.value, given);
        return;
      }
      case 'cite': {
        const given = givenOf(step);
        if (await this.did('citeRecord', { id, ...inputOf(given) })) cite(record, [given]);
        return;
      }
      case 'retract':
        return this.retract(id, record, step.nth);
      case 'parent': {
        const parent = step.of === null ? null : (this.ids[step.of] as string);
        const given = step.at && parent !== null ? [{ field: 'parent', at: step.at.join('') }] : [];
        if (
          await this.did('setOrganizationParent', { id, parentOrganizationId: parent, citations: given.map(inputOf) })
        )
          change(record, 'parent', parent && this.kept(parent), given);
        return;
      }
      case 'merge':
        return this.merge(id, this.ids[step.into] as string);
      case 'archive':
      case 'restore':
        await this.did(`${step.kind}Organization`, { id });
    }
  }

  /** Compares all current citations, and notes them as those of the records' versions. */
  async compare(): Promise<void> {
    const seen = await this.live();
    for (const [id, record] of this.records) {
      const { version, ...state } = seen.get(id) ?? { version: 0 };
      expect(state).toEqual(stateOf(record));
      this.states.set(`${id}@${version}`, state);
    }
  }

  /** What the hub says of past states. */
  async past(ids: readonly string[]): Promise<Map<string, State>> {
    const nodes = await ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Organization { ${SELECTION} } } }`, {
      ids,
    });
    return new Map(nodes.map((node, at) => [ids[at] as string, stateSeen(node)]));
  }

  /** The records as they are now: a list has the merged ones too. */
  private async live(): Promise<Map<string, State>> {
    const nodes = await ask(
      `query ($ids: [ID!]!) { list: organizations(where: { id: { in: $ids } }, includeArchived: true) { nodes { ${SELECTION} } } }`,
      { ids: this.ids },
    );
    return new Map(nodes.map((node) => [node.id, stateSeen(node)]));
  }

  private async retract(id: string, record: ModelRecord, nth: number): Promise<void> {
    const { data } = await hub.query<{ organization: SeenRecord }, object>(
      `{ organization(id: "${id}") { id citations { nodes { id field lineFrom source { key } } } } }`,
      {},
      editor.headers,
    );
    const found = data.organization.id === id ? data.organization.citations.nodes[nth] : undefined;
    if (found && (await this.did('retractCitation', { id: found.id })))
      retract(record, found.field, `${found.source.key}${found.lineFrom}`);
  }

  private async merge(id: string, into: string): Promise<void> {
    if (!(await this.did('mergeOrganizations', { id, intoId: into }))) return;
    this.merged.set(id, into);
    const [loser, winner] = [this.records.get(id), this.records.get(into)] as [ModelRecord, ModelRecord];
    if (winner.values.parent === id) adopt(winner, loser, 'parent');
    for (const record of this.records.values()) if (record !== winner) redirect(record, 'parent', id, into);
  }

  /** The id of a merged record leads to the one that was kept. */
  private kept(id: string): string {
    const into = this.merged.get(id);
    return into === undefined ? id : this.kept(into);
  }

  private async did(name: string, input: object): Promise<boolean> {
    return (await editor.do(name, input)).errors.length === 0;
  }
}

function givenOf({ field, at, other, whole }: Extract<Step, { kind: 'edit' | 'cite' }>): Given {
  const from = (at ?? ['A', 1]).join('');
  if (whole) return { field: null, at: from };
  return { field, at: from, ...(other !== null && { value: other }) };
}

function inputOf({ field, at, value }: Given): object {
  return { field, sourceKey: at.charAt(0), lineFrom: Number(at.slice(1)), ...(value !== undefined && { value }) };
}

function lineOf({ field, value, agrees, lineFrom, source }: SeenRecord['citations']['nodes'][number]): string {
  const at = `${source.key}${lineFrom}`;
  return field === null ? `whole ${at}` : `${field} ${at} ${JSON.stringify(value)}${agrees ? '' : ' ?'}`;
}

function stateOf(record: ModelRecord): object {
  return { current: current(record), uncited: uncited(record) };
}

function stateSeen({ version, uncited: missing, citations }: SeenRecord): State {
  return { version, uncited: [...missing].sort(), current: citations.nodes.map(lineOf).sort() };
}

async function ask(query: string, variables: object): Promise<readonly SeenRecord[]> {
  type Data = { nodes: readonly SeenRecord[] } & { list?: { nodes: readonly SeenRecord[] } };
  const { data, errors } = await hub.query<Data, object>(query, variables, editor.headers);
  expect(errors).toBeUndefined();
  return data.list?.nodes ?? data.nodes;
}

let made = 0;

test('whatever is edited, merged and restored, the citations are those of the values, now and in every past state', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(STEP, { minLength: 5, maxLength: 25 }), async (steps) => {
      const world = new World();
      await world.begin(`World ${(made += 1)}`);
      await world.compare();
      for (const step of steps) {
        await world.take(step);
        await world.compare();
      }
      const past = [...world.states.keys()];
      for (let at = 0; at < past.length; at += 100) {
        for (const [id, { version: _version, ...state }] of await world.past(past.slice(at, at + 100)))
          expect([id, state]).toEqual([id, world.states.get(id)]);
      }
    }),
    { numRuns: runs(15, 300), endOnFailure: false },
  );
  await expectWhole();
}, 900_000);

/** No current citation is older than the last change of its field, and every citation that the log has is still there. */
async function expectWhole(): Promise<void> {
  const { rows } = await hub.database.pool.query(`
    SELECT c.id FROM citation c JOIN change k ON k.record_id = c.record_id CROSS JOIN LATERAL hub_entries(k.changes) e
    WHERE c.until_version IS NULL AND k.version > c.since_version AND e.link IS NULL
      AND e.field = CASE c.field WHEN 'parent' THEN 'parentOrganizationId' ELSE c.field END
    UNION ALL
    SELECT (e.link ->> 'id')::uuid FROM change k CROSS JOIN LATERAL hub_entries(k.changes) e
    WHERE e.field = 'citations' AND NOT EXISTS (SELECT FROM citation c WHERE c.id = (e.link ->> 'id')::uuid)`);
  expect(rows).toEqual([]);
}
