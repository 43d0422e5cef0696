import type { Model } from './reading/model';
import type { Mutation } from './writing';

/** What one folder of the domain gives to the hub. Features stand in an order; a later one may add fields to an earlier one's types. */
export interface Feature {
  readonly name: string;
  /** Its record types. */
  readonly models: readonly Model[];
  /** Instances of its type-graphql resolver classes. */
  readonly resolvers: readonly object[];
  readonly mutations?: readonly Mutation[];
  /** GraphQL types that no field of the schema leads to. */
  readonly orphanedTypes?: readonly Function[];
}
