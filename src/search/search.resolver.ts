import type { GraphQLResolveInfo } from 'graphql';
import {
  Args,
  ArgsType,
  Ctx,
  Extensions,
  Field,
  FieldResolver,
  Float,
  Info,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { HubContext } from '../platform/context';
import { BadUserInput } from '../platform/errors';
import { isStorable, lengthOf, normalText } from '../platform/text';
import type { Row } from '../platform/reading';
import { Node } from '../platform/record';
import { excerpt } from './excerpt';
import { onlyExcludes, splitQuery } from './query';
import { searchSql, type Match } from './search.statement';
import { searchWork } from './search.work';
import { SEARCHABLE, SearchType } from './searchable';

const NOTHING_WANTED = 'search(query:) only excludes words; give a word to look for as well.';
const MAX_QUERY = 200;
const DEFAULT_HITS = 20;
const MAX_HITS = 100;

@ArgsType()
class SearchArgs {
  @Field(() => String, {
    description: `What to look for: 1 to ${MAX_QUERY} characters. Quotes hold words together, a minus excludes a word; at least one word has to be looked for.`,
  })
  query!: string;

  @Field(() => [SearchType], {
    nullable: true,
    description: 'Only these types of records: all if left out, none for an empty list.',
  })
  types?: SearchType[] | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: DEFAULT_HITS,
    description: `How many hits at most: 1 to ${MAX_HITS}.`,
  })
  first?: number | null;
}

@ObjectType('SearchHit', { description: 'A record that a search found.' })
export class SearchHit {
  @Field(() => SearchType, { description: 'The type of the record.', simple: true })
  type!: SearchType;

  @Field(() => String, {
    description: 'The name of the record; the address of a contact that has no name.',
    simple: true,
  })
  name!: string;

  @Field(() => Float, {
    description: 'How well it fits: greater is better, up to 3.5. Comparable within one search only.',
    simple: true,
  })
  score!: number;

  @Field(() => String, {
    description: 'The passage that fits best, as HTML: escaped, with the words that fit in <mark>.',
    simple: true,
  })
  excerpt!: string;

  /** For `node`. */
  id!: string;
}

@Resolver(() => SearchHit)
export class SearchResolver {
  @Extensions({ work: searchWork })
  @Query(() => [SearchHit], {
    description: 'Records by their words and names, the best hit first; forgives typing errors.',
  })
  async search(@Args(() => SearchArgs) args: SearchArgs, @Ctx() { reads }: HubContext): Promise<SearchHit[]> {
    const { query, first } = checked(args);
    const types = args.types ? [...new Set(args.types)] : Object.values(SearchType);
    if (types.length === 0) return [];
    const matches = await reads.scoped<Match>((scope) =>
      searchSql(query, types, first, { ...scope, includeArchived: false }),
    );
    return matches.map(({ passage, ...hit }) => ({ ...hit, excerpt: excerpt(passage, query) }));
  }

  @FieldResolver(() => Node, { nullable: true, description: 'The record.' })
  async node(@Root() hit: Row, @Ctx() { reads }: HubContext, @Info() info: GraphQLResolveInfo): Promise<Row | null> {
    const { model } = SEARCHABLE[hit.type as SearchType];
    const row = await reads.byId(model, String(hit.id), info);
    return row && { ...row, __typename: model.type };
  }
}

function checked({ query, first }: SearchArgs): { query: string; first: number } {
  const trimmed = normalText(query.trim());
  const length = lengthOf(trimmed);
  if (length === 0 || length > MAX_QUERY) {
    throw new BadUserInput(`search(query:) has ${length} characters; give 1 to ${MAX_QUERY}.`);
  }
  if (!isStorable(trimmed)) {
    throw new BadUserInput('search(query:) holds U+0000 or half of a character; take it out.');
  }
  const size = first ?? DEFAULT_HITS;
  if (size < 1 || size > MAX_HITS) throw new BadUserInput(`search(first:) is ${size}; give 1 to ${MAX_HITS}.`);
  if (onlyExcludes(splitQuery(trimmed))) throw new BadUserInput(NOTHING_WANTED);
  return { query: trimmed, first: size };
}
