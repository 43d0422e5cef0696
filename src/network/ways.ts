import { may } from '../platform/access/permissions';
import type { Viewer } from '../platform/access/viewer';
import type { Domain } from '../platform/domain';
import type { Model, Relation } from '../platform/reading';

/** A way from one record to another: over a link, or by a reference. */
export interface Way {
  /** The field that it follows, in the one direction or the other. */
  readonly relation: Relation;
  /** Whose rows connect the records: the link's, or those of the record with the reference. */
  readonly rows: Model;
  /** The properties of such a row with the ids of the record where it starts and of the one where it leads. */
  readonly here: string;
  readonly there: string;
  readonly from: Model;
  readonly to: Model;
}

/**
 * All ways between records of the network, in the order in which features declare their fields. Each can be gone in both directions: `ways[index ^ 1]` is
 * `ways[index]` the other way round.
 */
export function waysOf({ relations, writes }: Pick<Domain, 'relations' | 'writes'>): readonly Way[] {
  const network = new Set(
    writes.records.map(({ model }) => model).filter(({ options }) => options.inNetwork !== false),
  );
  const declared = new Map<string, Way>();
  for (const relation of relations.filter(({ on, target }) => network.has(on) && network.has(target)))
    for (const way of waysBy(relation)) if (!declared.has(keyOf(way))) declared.set(keyOf(way), way);
  const ways = new Map<string, Way>();
  for (const [key, way] of declared) {
    if (ways.has(key)) continue;
    const back = reversed(way);
    ways.set(key, way).set(keyOf(back), declared.get(keyOf(back)) ?? back);
  }
  return [...ways.values()];
}

function keyOf({ rows, here, there }: Way): string {
  return `${rows.type} ${here} ${there}`;
}

/** The record types that ways connect. */
export function placesOf(ways: readonly Way[]): readonly Model[] {
  return [...new Set(ways.flatMap(({ from, to }) => [from, to]))];
}

/** Whether the viewer may read the field, and the ids that it follows; otherwise a path would reveal them. */
export function isOpen({ relation: { on, name }, rows, here, there }: Way, viewer: Viewer): boolean {
  const permissions = [on.access?.fields.get(name), rows.access?.fields.get(here), rows.access?.fields.get(there)];
  return permissions.every((needed = []) => needed.every((permission) => may(viewer, permission)));
}

/** The rows are those of a link, which has an id of its own to name. */
export function isLink({ here, there }: Way): boolean {
  return here !== 'id' && there !== 'id';
}

function waysBy(relation: Relation): Way[] {
  const { on: from, target: to } = relation;
  if (relation.kind === 'belongsTo') return [{ relation, rows: from, here: 'id', there: relation.by, from, to }];
  if (relation.kind === 'hasMany') return [{ relation, rows: to, here: relation.by, there: 'id', from, to }];
  const way = { relation, rows: relation.link, here: relation.from, there: relation.to, from, to };
  return relation.mirrored ? [way, reversed(way)] : [way];
}

function reversed(way: Way): Way {
  return { ...way, here: way.there, there: way.here, from: way.to, to: way.from };
}
