import { demand } from '../access/permissions';
import type { Viewer } from '../access/viewer';
import type { HubContext } from '../context';
import { BadUserInput, ClientError } from '../errors';
import { LIMITS } from '../limits/limits';
import type { Info, Model, Row } from '../reading';

interface Reference {
  readonly model: Model;
  readonly key: string;
  readonly value: string;
}

/** The record types that a gateway may refer to, by name. */
type Entities = ReadonlyMap<string, Model>;

/**
 * Answers `_entities`: the records that a gateway names, in its order, null for those that the viewer finds none for. The records of a type
 * that are named by the same key are read together.
 * @returns an error for each representation that cannot be used, or is of a type that the viewer may not read: it is null in the answer, and
 *   GraphQL adds the error with its place in the list. All others are answered
 * @throws BadUserInput for too many representations; nothing is read then
 */
export async function resolveReferences(
  entities: Entities,
  representations: readonly unknown[],
  { reads, viewer }: HubContext,
  info: Info,
): Promise<(Row | ClientError | null)[]> {
  if (representations.length > LIMITS.representations) {
    throw new BadUserInput(
      `_entities got ${representations.length} representations; at most ${LIMITS.representations} are answered.`,
    );
  }
  return Promise.all(
    representations.map(async (representation, index) => {
      const reference = usable(entities, representation, index, viewer);
      if (reference instanceof ClientError) return reference;
      const { model, key, value } = reference;
      const row = await reads.byKey(model, key, value, info);
      return row && { ...row, __typename: model.type };
    }),
  );
}

function usable(entities: Entities, representation: unknown, index: number, viewer: Viewer): Reference | ClientError {
  try {
    const reference = referenceOf(entities, representation, index);
    const { access, type } = reference.model;
    if (access) demand(viewer, [access.record], type);
    return reference;
  } catch (error) {
    if (error instanceof ClientError) return error;
    throw error;
  }
}

function referenceOf(entities: Entities, representation: unknown, index: number): Reference {
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

function notAnEntity(index: number, entities: Entities): BadUserInput {
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
