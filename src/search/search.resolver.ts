import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Extensions, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../platform/context';
import { BadUserInput } from '../platform/errors';
import { isStorable, lengthOf, normalText } from '../platform/text';
import type { Row } from '../platform/reading';
import { Node } from '../platform/record';
import { excerpt } from './excerpt';
import { onlyExcludes, splitQuery } from './query';
import { searchSql, type Match } from './search.statement';
import { DEFAULT_HITS, MAX_HITS, MAX_QUERY, searchTypes, type Hit, type SearchArguments } from './search.types';
import { searchWork } from './search.work';
import { searchedBy, type Searchables } from './searchable';

const NOTHING_WANTED = 'search(query:) only excludes words; add at least one word to look for.';

/** The query `search`, over the record types that the domain makes searchable. Its GraphQL types depend on these, so they are built together with it. */
export function createSearchResolver(searchables: Searchables): object {
  const { SearchArgs, SearchHit } = searchTypes(searchedBy(searchables));

  @Resolver(() => SearchHit)
  class SearchResolver {
    @Extensions({ work: searchWork(searchables), argumentWeights: { query: 5_000 } })
    @Query(() => [SearchHit], {
      description: 'Full-text search of records, the best hit first. Tolerates typing errors in names.',
    })
    async search(@Args(() => SearchArgs) args: SearchArguments, @Ctx() { reads }: HubContext): Promise<Hit[]> {
      const { query, first } = checked(args);
      demandSearchable(args, searchables);
      const types = [...searchables].filter(([type]) => args.types?.includes(type) ?? true);
      if (types.length === 0) return [];
      const matches = await reads.scoped<Match>((scope) =>
        searchSql(query, types, first, { ...scope, includeArchived: false }),
      );
      return matches.map(({ passage, ...hit }) => ({ ...hit, excerpt: excerpt(passage, query) }));
    }

    @FieldResolver(() => Node, { nullable: true, description: 'The record.' })
    async node(@Root() hit: Row, @Ctx() { reads }: HubContext, @Info() info: GraphQLResolveInfo): Promise<Row | null> {
      const model = searchables.get(String(hit.type))?.model;
      const row = model && (await reads.byId(model, String(hit.id), info));
      return row ? { ...row, __typename: model.type } : null;
    }
  }

  return new SearchResolver();
}

function demandSearchable({ types }: SearchArguments, searchables: Searchables): void {
  if (types?.every((type) => searchables.has(type)) ?? true) return;
  throw new BadUserInput(`search(types:) has a type that cannot be searched; search ${searchedBy(searchables)}.`);
}

function checked({ query, first }: SearchArguments): {
  query: string;
  first: number;
} {
  const trimmed = normalText(query.trim());
  const length = lengthOf(trimmed);
  if (length === 0 || length > MAX_QUERY) {
    throw new BadUserInput(`search(query:) has ${length} characters; give 1 to ${MAX_QUERY}.`);
  }
  if (!isStorable(trimmed)) {
    throw new BadUserInput('search(query:) contains U+0000 or an unpaired surrogate; remove it.');
  }
  const size = first ?? DEFAULT_HITS;
  if (size < 1 || size > MAX_HITS) throw new BadUserInput(`search(first:) is ${size}; give 1 to ${MAX_HITS}.`);
  if (onlyExcludes(splitQuery(trimmed))) throw new BadUserInput(NOTHING_WANTED);
  return { query: trimmed, first: size };
}
