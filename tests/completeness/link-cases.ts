import { domain } from '../../src/features';
import type { Linked } from '../../src/platform/reading/model';
import type { LinkModel, WritableProperty } from '../../src/platform/writing';
import type { LinkEnd } from '../../src/platform/writing/model/link-model';
import type { Editor } from '../writing/mutate';
import { inOrder, makeRecord, sample, type Values } from './samples';

/** A link, and the record types that it connects in one way of the several that there may be. */
export interface Case {
  readonly link: LinkModel;
  readonly ends: readonly LinkEnd[];
}

/** Where several ends may be empty, one of them is given: `OrganizationRole` of a program, and of a core. */
function casesOf(link: LinkModel): Case[] {
  const fixed = link.options.ends.filter((end) => !link.targets.includes(end));
  if (link.targets.length === 0) return [{ link, ends: fixed }];
  return link.targets.map((target) => ({ link, ends: [...fixed, target] }));
}

/** Every link in every way, under the names of their tests. */
export const cases = domain.writes.links
  .flatMap(casesOf)
  .map((one) => [`${one.link.model.type} of ${one.ends.map(({ property }) => property).join(' and ')}`, one] as const);

/** One of the lists that show a link: on the record at an end of it. */
export interface Side {
  readonly end: LinkEnd;
  readonly relation: Linked;
}

export function listsOf(link: LinkModel, end: LinkEnd, ends: readonly LinkEnd[]): Side[] {
  const properties = ends.map(({ property }) => property);
  return [...end.model.relations.values()].flatMap((relation) => {
    if (relation.kind !== 'linked' || relation.link !== link.model) return [];
    const isOfCase = properties.includes(relation.from) && properties.includes(relation.to);
    const isFrom = relation.mirrored || relation.from === end.property;
    return isOfCase && isFrom ? [{ end, relation }] : [];
  });
}

/** A record for each end, and a value for all that the link says beside them. */
export async function makeEnds(editor: Editor, { link, ends }: Case, valueOf = sample): Promise<Values> {
  const made: [string, unknown][] = [];
  for (const { property, model } of ends) made.push([property, await makeRecord(editor, model)]);
  return { ...Object.fromEntries(made), ...ownValues(link, valueOf) };
}

/** A value for all that a link says beside its ends. */
export function ownValues(link: LinkModel, valueOf: (property: WritableProperty) => unknown = sample): Values {
  const own = link.properties.filter(({ references }) => !references);
  return inOrder(own, Object.fromEntries(own.map((property) => [property.property, valueOf(property)])));
}
