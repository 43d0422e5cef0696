import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import type { EnumObject } from '../platform/reading';

export const MAX_QUERY = 200;
export const DEFAULT_HITS = 20;
export const MAX_HITS = 100;

export interface SearchArguments {
  readonly query: string;
  /** Values of `SearchType`. */
  readonly types?: readonly string[] | null;
  readonly first?: number | null;
}

/** A record that a search found. */
export interface Hit {
  readonly type: string;
  readonly id: string;
  readonly name: string;
  readonly score: number;
  readonly excerpt: string;
}

/** The GraphQL types of `search`, over the record types that can be searched. */
export function searchTypes(SearchType: EnumObject): {
  SearchArgs: new () => SearchArguments;
  SearchHit: new () => Hit;
} {
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
    types?: string[] | null;

    @Field(() => Int, {
      nullable: true,
      defaultValue: DEFAULT_HITS,
      description: `How many hits at most: 1 to ${MAX_HITS}.`,
    })
    first?: number | null;
  }

  @ObjectType('SearchHit', { description: 'A record that a search found.' })
  class SearchHit {
    @Field(() => SearchType, { description: 'The type of the record.', simple: true })
    type!: string;

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

  return { SearchArgs, SearchHit };
}
