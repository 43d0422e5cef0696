import type { GraphQLResolveInfo } from 'graphql';
import { denial, may } from '../access/permissions';
import type { Viewer } from '../access/viewer';
import type { HubContext } from '../context';
import { BadUserInput, type ClientError } from '../errors';
import { LIMITS } from '../limits/limits';
import { placedError } from '../placed-error';
import type { Model, Row } from '../reading';
import { stateFault } from '../reading/state-ids';

interface Reference {
  readonly model: Model;
  readonly key: string;
  readonly value: string;
}

/** The record types that a gateway can refer to, by name. */
type Entities = ReadonlyMap<string, Model>;

/**
 * Answers `_entities`: the records that a gateway refers to, in its order, null for each that the viewer cannot find. Records of one type
 * with the same key are read together.
 * @returns an error for each representation that is invalid, or whose type the viewer may not read. The answer has null for it, and
 *   GraphQL adds the error with its position in the list. All others are answered
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
      `_entities got ${representations.length} representations; send at most ${LIMITS.representations}.`,
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

/** Why a representation is invalid. */
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
  const value = fields[key] as string;
  const fault = key === 'id' ? stateFault(value) : undefined;
  if (fault) return () => new BadUserInput(`_entities: representation ${index}: ${fault}`);
  return { model, key, value };
}

function notAnEntity(index: number, entities: Entities): BadUserInput {
  return new BadUserInput(
    `_entities: representation ${index} has no valid __typename; give one of ${[...entities.keys()].join(', ')}.`,
  );
}

function withoutKey(index: number, type: string, keys: readonly string[]): BadUserInput {
  return new BadUserInput(
    `_entities: representation ${index} has the __typename ${type}, but no key; give ${named(keys)} as a string.`,
  );
}

function named(keys: readonly string[]): string {
  return keys.join(' or ');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
