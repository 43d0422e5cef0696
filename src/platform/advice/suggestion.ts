import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';

/** What an error is about. */
export interface Subject {
  readonly schema: GraphQLSchema;
  readonly error: Pick<GraphQLError, 'message' | 'nodes'>;
  /** Absent for errors of variables. */
  readonly document?: DocumentNode | undefined;
}

/** A question with names of the schema, by GraphQL or by the hub. Viewers who may not introspect do not get it. */
export const SUGGESTION = / ?Did you mean [^?]*\?/g;

export function suggests(message: string): boolean {
  return message.search(SUGGESTION) >= 0;
}

export function isSuggestion(advice: string): boolean {
  return advice.startsWith('Did you mean ');
}

/** The most names in a question. With more than that, the schema is easier to read. */
const MOST = 12;

const OR = new Intl.ListFormat('en', { type: 'disjunction' });

/** @returns undefined for no options */
export function didYouMean(options: readonly string[]): string | undefined {
  return options.length > 0 ? `Did you mean ${OR.format(options)}?` : undefined;
}

/** Asks whether one of all these names was meant; refers to the schema if there are too many. @param what they are, such as `fields of Program` */
export function oneOfAll(names: readonly string[], what: string): string {
  const few = names.length <= MOST ? didYouMean(names.map((name) => `"${name}"`)) : undefined;
  return few ?? seeSchema(what);
}

export function seeSchema(what: string): string {
  return `The ${what} are in the schema: see /explorer or /schema.graphql.`;
}
