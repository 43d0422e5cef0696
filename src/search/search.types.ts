import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import { RecordType } from '../platform/reading';

export const MAX_QUERY = 200;
export const DEFAULT_HITS = 20;
export const MAX_HITS = 100;

export interface SearchArguments {
  readonly query: string;
  /** Values of `RecordType`. */
  readonly types?: readonly string[] | null;
  readonly first?: number | null;
}

/** A record found by a search. */
export interface Hit {
  readonly type: string;
  readonly id: string;
  readonly name: string;
  readonly score: number;
  readonly excerpt: string;
}

/** The GraphQL types of `search`. @param searched what is searched, in words */
export function searchTypes(searched: string): {
  SearchArgs: new () => SearchArguments;
  SearchHit: new () => Hit;
} {
  @ArgsType()
  class SearchArgs {
    @Field(() => String, {
      description: `What to look for: 1 to ${MAX_QUERY} characters. Quotes search for a phrase, a minus excludes a word. Give at least one word that is not excluded.`,
    })
    query!: string;

    @Field(() => [RecordType], {
      nullable: true,
      description: `Only these types of records. If left out, all that can be searched; for an empty list, none. ${searched}.`,
    })
    types?: string[] | null;

    @Field(() => Int, {
      nullable: true,
      defaultValue: DEFAULT_HITS,
      description: `The maximum number of hits: 1 to ${MAX_HITS}.`,
    })
    first?: number | null;
  }

  @ObjectType('SearchHit', { description: 'A record found by a search.' })
  class SearchHit {
    @Field(() => RecordType, { description: 'The type of the record.', simple: true })
    type!: string;

    @Field(() => String, {
      description: 'The name of the record; for a contact without a name, its e-mail address.',
      simple: true,
    })
    name!: string;

    @Field(() => Float, {
      description: 'How well the record matches: higher is better, up to 3.5. Compare scores within one search only.',
      simple: true,
    })
    score!: number;

    @Field(() => String, {
      description: 'The passage that matches best, as escaped HTML, with the matching words in <mark>.',
      simple: true,
    })
    excerpt!: string;

    /** For `node`. */
    id!: string;
  }

  return { SearchArgs, SearchHit };
}
