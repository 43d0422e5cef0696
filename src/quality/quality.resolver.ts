import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Extensions, FieldResolver, Info, Int, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../platform/context';
import { BadUserInput } from '../platform/errors';
import type { QualityRule } from '../platform/quality-rule';
import type { Reads, Row } from '../platform/reading';
import { Node } from '../platform/record';
import { qualitySql, type Found } from './quality.statement';
import { DEFAULT_RECORDS, MAX_RECORDS, nameRules, QualityArgs, QualityItem, QualityRecordsArgs } from './quality.types';
import { qualityWork } from './quality.work';
import { questionOf } from './question';

/** The query `quality`, over the rules of all features. */
export function createQualityResolver(rules: readonly QualityRule[]): object {
  nameRules(rules);
  const byName = new Map(rules.map((rule) => [rule.name, rule]));
  const ruleOf = ({ rule }: QualityItem): QualityRule => byName.get(rule) as QualityRule;

  /** All rules of an operation are read together. */
  function found(item: QualityItem, reads: Reads): Promise<Found> {
    return reads.keyed('quality', item.rule, async (names) => {
      const asked = names.map((name) => byName.get(name) as QualityRule);
      const rows = await reads.scoped<Found>((scope) => qualitySql(asked, new Date(), scope));
      const byRule = new Map(rows.map((row) => [row.rule, row]));
      return names.map((name) => byRule.get(name) as Found);
    });
  }

  @Resolver(() => QualityItem)
  class QualityResolver {
    @Extensions({ work: qualityWork(rules), weight: 5 })
    @Query(() => [QualityItem], {
      description: 'The work list of editors: what they should look at, as far as you may see it.',
    })
    quality(@Args(() => QualityArgs) { rules: asked }: QualityArgs): QualityItem[] {
      return rules
        .filter(({ name }) => asked?.includes(name) ?? true)
        .map(({ name, title }) => ({ rule: name, title }));
    }

    @FieldResolver(() => Int, {
      description:
        'How many records it finds; of possible duplicates, those of 1,000 pairs at most, with one of the 1,000 records that were changed last.',
    })
    async count(@Root() item: QualityItem, @Ctx() { reads }: HubContext): Promise<number> {
      return (await found(item, reads)).count;
    }

    @FieldResolver(() => [Node], {
      description: 'The first of these records, in the usual order of their type; possible duplicates side by side.',
    })
    async records(
      @Root() item: QualityItem,
      @Args(() => QualityRecordsArgs) { first }: QualityRecordsArgs,
      @Ctx() { reads }: HubContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<Row[]> {
      const size = first ?? DEFAULT_RECORDS;
      if (size < 1 || size > MAX_RECORDS)
        throw new BadUserInput(`records(first:) is ${size}; give 1 to ${MAX_RECORDS}.`);
      const { model } = ruleOf(item);
      const { ids } = await found(item, reads);
      const rows = await Promise.all(ids.slice(0, size).map((id) => reads.byId(model, id, info)));
      return rows.flatMap((row) => (row ? [{ ...row, __typename: model.type }] : []));
    }

    @FieldResolver(() => String, { description: 'The query that lists all of these records.' })
    question(@Root() item: QualityItem, @Info() { schema }: GraphQLResolveInfo): string {
      return questionOf(ruleOf(item), new Date(), schema);
    }
  }

  return new QualityResolver();
}
