import type { GraphQLResolveInfo } from 'graphql';
import { ArgsType, Field, ID } from 'type-graphql';
import type { HubContext } from '../../context';
import { BadUserInput, ClientError } from '../../errors';
import { LIMITS } from '../../limits/limits';
import { placedError } from '../../placed-error';
import { Node } from '../../record';
import { anyById } from '../any-record';
import type { Model } from '../model';
import type { Row } from '../row';
import { isPastId } from '../state-ids';
import { pastStatesWork } from '../work/past-work';
import type { RootField } from './root-fields';

@ArgsType()
class NodeArgs {
  @Field(() => ID, { description: 'The `id` of any object, as the hub returned it.' })
  id!: string;
}

@ArgsType()
class NodesArgs {
  @Field(() => [ID], { description: `Up to ${LIMITS.nodes} ids.` })
  ids!: string[];
}

const ONE =
  'Any object by its id; null if there is none, or if you may not see it. The id of a past state (`asOf`) reads that state again.';
const SEVERAL = 'Objects by their ids, in the same order: null for each that is not found or that you may not see.';

/**
 * `node` and `nodes`: Relay's Global Object Identification. They are not part of the subgraph, because two subgraphs that have them do not compose.
 * @param models every type that implements `Node`
 */
export function nodeFields(models: readonly Model[]): RootField[] {
  const read = async (id: string, context: HubContext, info: GraphQLResolveInfo): Promise<Row | null> => {
    const found = await anyById(context.reads, models, id, info);
    return found && { ...found.row, __typename: found.model.type };
  };
  return [
    {
      name: 'node',
      description: ONE,
      type: () => Node,
      nullable: true,
      args: NodeArgs,
      apiOnly: true,
      work: ({ id }, sizes, places) => pastStatesWork([id].filter(isPastId).length * places, sizes),
      resolve: (_root, { id }: NodeArgs, context, info) => read(id, context, info),
    },
    {
      name: 'nodes',
      description: SEVERAL,
      type: () => [Node],
      nullable: 'items',
      args: NodesArgs,
      apiOnly: true,
      work: ({ ids }, sizes, places) =>
        pastStatesWork((ids as readonly unknown[]).filter(isPastId).length * places, sizes),
      resolve: (_root, { ids }: NodesArgs, context, info) => {
        if (ids.length > LIMITS.nodes)
          throw new BadUserInput(`nodes got ${ids.length} ids; give at most ${LIMITS.nodes}.`);
        return Promise.all(ids.map((id, index) => read(id, context, info).catch(placed(index, context, info))));
      },
    },
  ];
}

/** An error of one id, which leaves the others as they are: GraphQL adds it to the answer with its place. */
function placed(index: number, context: HubContext, info: GraphQLResolveInfo): (error: unknown) => ClientError {
  return (error) => {
    if (!(error instanceof BadUserInput)) throw error;
    const path = { prev: info.path, key: index, typename: undefined };
    return placedError(context, 'nodes', { ...info, path }, () => error);
  };
}
