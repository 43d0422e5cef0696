import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Extensions, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../platform/context';
import { BadUserInput } from '../platform/errors';
import type { Model, Row } from '../platform/reading';
import { alikeSql, LIKELY, type Alike } from '../platform/reading/alike';
import { Node } from '../platform/record';
import { comparedBy, comparedTypes, type Comparables } from './comparable';
import { DEFAULT_PAIRS, duplicatesArgs, DuplicatePair, MAX_PAIRS, type DuplicatesArguments } from './duplicates.types';
import { duplicatesWork } from './duplicates.work';

/** The query `duplicates`, over the record types that say what makes their records alike. */
export function createDuplicatesResolver(comparables: Comparables): object {
  const DuplicatesArgs = duplicatesArgs(comparedBy(comparables));

  @Resolver(() => DuplicatePair)
  class DuplicatesResolver {
    @Extensions({ work: duplicatesWork, weight: 10 })
    @Query(() => [DuplicatePair], {
      description:
        'Pairs of records that may be the same, the most alike first. Archived records are left out, and so are pairs that `dismissDuplicate` has named.',
    })
    async duplicates(
      @Args(() => DuplicatesArgs) args: DuplicatesArguments,
      @Ctx() { reads }: HubContext,
    ): Promise<DuplicatePair[]> {
      const { model, ...asked } = checked(args, comparables);
      const pairs = await reads.scoped<Alike>((scope) => alikeSql(model, asked, scope));
      return pairs.map(({ a, b, score, reasons }) => ({
        score,
        reasons: [...reasons],
        type: model.table,
        aId: a,
        bId: b,
      }));
    }

    @FieldResolver(() => Node, { nullable: true, description: 'The one record.' })
    a(@Root() { type, aId }: DuplicatePair, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo): Found {
      return recordOf(comparables.get(type), aId, context, info);
    }

    @FieldResolver(() => Node, { nullable: true, description: 'The other record.' })
    b(@Root() { type, bId }: DuplicatePair, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo): Found {
      return recordOf(comparables.get(type), bId, context, info);
    }
  }

  return new DuplicatesResolver();
}

type Found = Promise<Row | null>;

async function recordOf(
  model: Model | undefined,
  id: string,
  { reads }: HubContext,
  info: GraphQLResolveInfo,
): Promise<Row | null> {
  const row = model && (await reads.byId(model, id, info));
  return row ? { ...row, __typename: model.type } : null;
}

function checked(
  { type, minScore, first }: DuplicatesArguments,
  comparables: Comparables,
): { model: Model; minScore: number; first: number } {
  const model = comparables.get(type);
  if (!model) {
    throw new BadUserInput(
      `duplicates(type:) is a type whose records are not compared; give one of ${comparedTypes(comparables)}.`,
    );
  }
  const least = minScore ?? LIKELY;
  if (!(least >= 0 && least <= 1)) throw new BadUserInput(`duplicates(minScore:) is ${least}; give 0 to 1.`);
  const size = first ?? DEFAULT_PAIRS;
  if (size < 1 || size > MAX_PAIRS) throw new BadUserInput(`duplicates(first:) is ${size}; give 1 to ${MAX_PAIRS}.`);
  return { model, minScore: least, first: size };
}
