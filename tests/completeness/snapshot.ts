import { domain } from '../../src/features';
import { readableProperties } from '../../src/platform/reading/readable';
import type { Model, Relation } from '../../src/platform/reading';
import { HubRecord } from '../../src/platform/record';
import { writableProperties } from '../../src/platform/writing/model/writable';
import type { TestHub } from '../support/hub';
import type { Values } from './samples';

/** All that the API shows of the records of each type, without ids and moments: the same for hubs that say the same. */
export async function snapshotOf(hub: TestHub): Promise<ReadonlyMap<Model, readonly Values[]>> {
  const headers = await hub.signIn('admin');
  const found = new Map<Model, readonly Values[]>();
  for (const { model } of domain.writes.records) found.set(model, await recordsOf(hub, model, headers));
  return found;
}

interface Page {
  readonly nodes: readonly Values[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

async function recordsOf(hub: TestHub, model: Model, headers: Record<string, string>): Promise<Values[]> {
  const relations = [...model.relations.values()].flatMap(relationFields);
  const selection = [...ownFields(model), ...relations].join(' ');
  const document = `query ($after: String) { page: ${model.options.plural}(first: 20, after: $after) {
    nodes { ${selection} } pageInfo { hasNextPage endCursor } } }`;
  const records: Values[] = [];
  for (let after: string | undefined; ;) {
    const { data, errors } = await hub.query<{ page: Page }, object>(document, { after }, headers);
    expect(errors).toBeUndefined();
    records.push(...data.page.nodes);
    if (!data.page.pageInfo.hasNextPage) return sorted(records) as Values[];
    after = data.page.pageInfo.endCursor;
  }
}

/** The values that somebody gave to a record or a link. */
function ownFields(model: Model): string[] {
  const kept = readableProperties(HubRecord).map(({ property }) => property);
  const references = writableProperties(model.entity).filter((each) => each.references);
  const others = [...kept, ...references.map(({ property }) => property)];
  return [...model.columns.values()]
    .filter(({ filterOnly, property }) => !filterOnly && !others.includes(property))
    .map(({ property }) => property);
}

function relationFields(relation: Relation): string[] {
  const { name, target } = relation;
  const own = ownFields(target).join(' ');
  if (relation.kind === 'belongsTo') return [`${name} { ${own} }`];
  if (relation.kind === 'linked') {
    const cited = relation.link.options.cited === false ? '' : CITATIONS;
    const edge = [...relation.edge, ...(relation.mirrored ? ['direction'] : []), cited].join(' ');
    return [`${name}(first: 100) { edges { ${edge} node { ${own} } } }`];
  }
  // Those of a source are of other records, which show them.
  if (name === 'citations') return relation.on.options.cited === false ? [] : [CITATIONS];
  return domain.writes.linkOf(target) ? [`${name}(first: 100) { nodes { ${own} ${CITATIONS} } }`] : [];
}

const CITATIONS = 'citations { nodes { field lineFrom lineTo assertion source { key title } } }';

/** Lists in an order of their own: that of the hub depends on ids. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(sorted);
    return items.some((item) => typeof item === 'string') ? items : items.sort((a, b) => (text(a) < text(b) ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, sorted(entry)]));
}

function text(value: unknown): string {
  return JSON.stringify(value);
}
