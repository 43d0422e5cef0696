import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Extensions, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../platform/context';
import { BadUserInput, ClientError } from '../platform/errors';
import { recordState, type Model, type Row } from '../platform/reading';
import { Node } from '../platform/record';
import { MAX_LINKS, pathSql, type Asked, type StepRow } from './path.statement';
import { DEFAULT_LENGTH, MAX_LENGTH, PathArgs, PathStep } from './path.types';
import { pathWork } from './path.work';
import type { Way } from './ways';

/** The query `path`, over the ways between all records of the network. */
export function createPathResolver(ways: readonly Way[]): object {
  const wayOf = ({ way }: PathStep): Way => ways[way] as Way;

  @Resolver(() => PathStep)
  class PathResolver {
    @Extensions({ work: pathWork(ways), weight: 5 })
    @Query(() => [PathStep], {
      nullable: true,
      description:
        'A shortest chain of links between two records; null if there is none that you may see, and empty from a record to itself. Organizations, cores, programs and contacts are connected by links that hold today and by references such as `Program.core`, in both directions; terms and sources connect nothing. Archived records are left out. Of chains of equal length it is the one whose ids come first in their order, compared from the beginning.',
    })
    async path(@Args(() => PathArgs) args: PathArgs, @Ctx() { reads }: HubContext): Promise<PathStep[] | null> {
      const asked = checked(args);
      const rows = await reads.scoped<StepRow>((scope) => pathSql(ways, asked, scope));
      if (rows.some(({ stopped }) => stopped)) throw tooFar(asked);
      if (!rows[0]?.found) return null;
      return rows.flatMap((row) => stepOf(row, ways));
    }

    @FieldResolver(() => Node, { nullable: true, description: 'The record where the step begins.' })
    from(@Root() step: PathStep, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo): Found {
      return objectOf(wayOf(step).from, step.fromId, context, info);
    }

    @FieldResolver(() => Node, {
      nullable: true,
      description: 'The record where it ends: that where the next one begins.',
    })
    to(@Root() step: PathStep, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo): Found {
      return objectOf(wayOf(step).to, step.toId, context, info);
    }

    @FieldResolver(() => Node, {
      nullable: true,
      description: 'The link with its data, such as an `OrganizationRole` with its role; null for a reference.',
    })
    async link(
      @Root() step: PathStep,
      @Ctx() context: HubContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<Row | null> {
      return step.linkId === null ? null : objectOf(wayOf(step).rows, step.linkId, context, info);
    }
  }

  return new PathResolver();
}

type Found = Promise<Row | null>;

async function objectOf(
  model: Model,
  id: string,
  { reads }: HubContext,
  info: GraphQLResolveInfo,
): Promise<Row | null> {
  const row = await reads.byId(model, id, info);
  return row && { ...row, __typename: model.type };
}

function stepOf({ from, to, way, link }: StepRow, ways: readonly Way[]): PathStep[] {
  if (from === null || to === null || way === null) return [];
  const { on, name } = (ways[way] as Way).relation;
  return [{ relation: `${on.type}.${name}`, linkId: link, way, fromId: from, toId: to }];
}

function checked({ from, to, maxLength }: PathArgs): Asked {
  const length = maxLength ?? DEFAULT_LENGTH;
  if (length < 1 || length > MAX_LENGTH)
    throw new BadUserInput(`path(maxLength:) is ${length}; give 1 to ${MAX_LENGTH}.`);
  return { from: liveId('from', from), to: liveId('to', to), maxLength: length };
}

/** @throws BadUserInput for an id that no record as it is now can have */
function liveId(argument: string, id: string): string {
  const { uuid, version } = recordState(id);
  if (version === undefined) return uuid;
  throw new BadUserInput(
    `path(${argument}:) is the id of a past state, and paths lead through the network as it is now; give the record's recordId, "${uuid}".`,
  );
}

function tooFar({ maxLength }: Asked): ClientError {
  const advice =
    maxLength > 1
      ? `Lower maxLength, which is ${maxLength}.`
      : 'Read the links of one of the two records as a list instead.';
  return new ClientError('QUERY_TOO_COSTLY', `path would have to follow more than ${MAX_LINKS} links. ${advice}`);
}
