import type { GraphQLResolveInfo } from 'graphql';
import { denial, may } from '../access/permissions';
import type { Viewer } from '../access/viewer';
import type { HubContext } from '../context';
import { BadUserInput, type ClientError } from '../errors';
import { LIMITS } from '../limits/limits';
import { placedError } from '../placed-error';
import type { Model, Row } from '../reading';

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
  context: HubContext,
  info: GraphQLResolveInfo,
): Promise<(Row | ClientError | null)[]> {
  const { reads, viewer } = context;
  if (representations.length > LIMITS.representations) {
    throw new BadUserInput(
      `_entities got ${representations.length} representations; at most ${LIMITS.representations} are answered.`,
    );
  }
  return Promise.all(
    representations.map(async (representation, index) => {
      const reference = referenceOf(entities, representation, index, viewer);
      if (typeof reference === 'function') {
        const path = { prev: info.path, key: index, typename: undefined };
        return placedError(context, '_entities', { ...info, path }, reference);
      }
      const { model, key, value } = reference;
      const row = await reads.byKey(model, key, value, info);
      return row && { ...row, __typename: model.type };
    }),
  );
}

/** Why a representation cannot be used. */
type Fault = () => ClientError;

function referenceOf(entities: Entities, representation: unknown, index: number, viewer: Viewer): Reference | Fault {
  const fields = isObject(representation) ? representation : {};
  const model = entities.get(String(typeof fields.__typename === 'string' && fields.__typename));
  if (!model) return () => notAnEntity(index, entities);
  const { access, type, options } = model;
  const keys = options.keys ?? [];
  const key = keys.find((name) => typeof fields[name] === 'string');
  if (key === undefined) return () => withoutKey(index, type, keys);
  if (access && !may(viewer, access.record)) return () => denial(viewer, access.record, type);
  return { model, key, value: fields[key] as string };
}

function notAnEntity(index: number, entities: Entities): BadUserInput {
  return new BadUserInput(
    `_entities: representation ${index} has no __typename of an entity; give one of ${[...entities.keys()].join(', ')}.`,
  );
}

function withoutKey(index: number, type: string, keys: readonly string[]): BadUserInput {
  return new BadUserInput(`_entities: representation ${index} names a ${type} without ${named(keys)} as a text.`);
}

function named(keys: readonly string[]): string {
  return keys.join(' or ');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
