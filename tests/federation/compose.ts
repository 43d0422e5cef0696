import { composeServices as composeWithApollo } from '@apollo/composition';
import { composeServices as composeWithGuild } from '@theguild/federation-composition';
import { federateSubgraphs, LATEST_ROUTER_COMPATIBILITY_VERSION } from '@wundergraph/composition';
import { composeServices as composeWithApollo11 } from 'composition-2-11';
import { composeServices as composeWithApollo9 } from 'composition-2-9';
import { parse, print, type DocumentNode } from 'graphql';

/** A subgraph as a composer takes it. */
export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

export interface Composed {
  readonly errors: readonly string[];
  /** What a gateway is given; of Cosmo, whose router has a form of its own, the schema. Absent where there are errors. */
  readonly supergraph: string | undefined;
}

type Compose = (subgraphs: readonly Subgraph[]) => Composed;
type ComposeServices = (services: { name: string; url: string; typeDefs: DocumentNode }[]) => {
  readonly errors?: readonly { readonly message: string }[];
  readonly supergraphSdl?: string;
};

/** The composers that a federation's operator may use: the oldest and the newest of Apollo's that know the hub's directives, and one between. */
export const composers = {
  guild: services(composeWithGuild),
  apollo: services(composeWithApollo),
  'apollo 2.11': services(composeWithApollo11),
  'apollo 2.9': services(composeWithApollo9),
  cosmo,
} satisfies Readonly<Record<string, Compose>>;

function services(compose: ComposeServices): Compose {
  return (subgraphs) => {
    const { errors, supergraphSdl } = compose(
      subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
    );
    return { errors: (errors ?? []).map(({ message }) => message), supergraph: supergraphSdl };
  };
}

function cosmo(subgraphs: readonly Subgraph[]): Composed {
  try {
    return federated(subgraphs);
  } catch (error) {
    // Some faults it throws.
    return { errors: [String(error)], supergraph: undefined };
  }
}

function federated(subgraphs: readonly Subgraph[]): Composed {
  const result = federateSubgraphs({
    subgraphs: subgraphs.map(({ name, url, sdl }) => ({ name, url, definitions: parse(sdl) })),
    version: LATEST_ROUTER_COMPATIBILITY_VERSION,
  });
  return result.success
    ? { errors: [], supergraph: print(result.federatedGraphAST) }
    : { errors: result.errors.map(({ message }) => message), supergraph: undefined };
}
