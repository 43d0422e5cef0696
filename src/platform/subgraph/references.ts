import { demand } from '../access/permissions';
import type { HubContext } from '../context';
import { BadUserInput } from '../errors';
import { LIMITS } from '../limits/limits';
import type { Info, Model, Row } from '../reading';

interface Reference {
  readonly model: Model;
  readonly key: string;
  readonly value: string;
}

/**
 * Answers `_entities`: the records that a gateway names, in its order, null for those that the viewer finds none for. The records of a type
 * that are named by the same key are read together.
 * @param entities the record types that a gateway may refer to, by name
 * @throws BadUserInput for too many representations, or one that names no record; UNAUTHENTICATED or FORBIDDEN for a type that the viewer may
 *   not read; nothing is read then
 */
export async function resolveReferences(
  entities: ReadonlyMap<string, Model>,
  representations: readonly unknown[],
  { reads, viewer }: HubContext,
  info: Info,
): Promise<(Row | null)[]> {
  if (representations.length > LIMITS.representations) {
    throw new BadUserInput(
      `_entities got ${representations.length} representations; at most ${LIMITS.representations} are answered.`,
    );
  }
  const references = representations.map((representation, index) => referenceOf(entities, representation, index));
  for (const { model } of references) if (model.access) demand(viewer, [model.access.record], model.type);
  return Promise.all(
    references.map(async ({ model, key, value }) => {
      const row = await reads.byKey(model, key, value, info);
      return row && { ...row, __typename: model.type };
    }),
  );
}

function referenceOf(entities: ReadonlyMap<string, Model>, representation: unknown, index: number): Reference {
  const fields = isObject(representation) ? representation : {};
  const model = entities.get(String(typeof fields.__typename === 'string' && fields.__typename));
  if (!model) throw notAnEntity(index, entities);
  const keys = model.options.keys ?? [];
  for (const key of keys) {
    const value = fields[key];
    if (typeof value === 'string') return { model, key, value };
  }
  throw new BadUserInput(`_entities: representation ${index} names a ${model.type} without ${named(keys)} as a text.`);
}

function notAnEntity(index: number, entities: ReadonlyMap<string, Model>): BadUserInput {
  return new BadUserInput(
    `_entities: representation ${index} has no __typename of an entity; give one of ${[...entities.keys()].join(', ')}.`,
  );
}

function named(keys: readonly string[]): string {
  return keys.join(' or ');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
