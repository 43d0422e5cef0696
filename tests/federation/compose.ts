import { composeServices as composeWithApollo } from '@apollo/composition';
import { composeServices as composeWithGuild } from '@theguild/federation-composition';
import { parse } from 'graphql';

/** A subgraph as a composer takes it. */
export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

export interface Composed {
  readonly errors: readonly string[];
  /** Absent where there are errors. */
  readonly supergraph: string | undefined;
}

type Compose = (subgraphs: readonly Subgraph[]) => Composed;

/** The composers that a federation's operator may use. */
export const composers: Readonly<Record<'guild' | 'apollo', Compose>> = {
  guild: (subgraphs) => {
    const { errors, supergraphSdl } = composeWithGuild(subgraphs.map(parsed));
    return { errors: (errors ?? []).map(({ message }) => message), supergraph: supergraphSdl };
  },
  apollo: (subgraphs) => {
    const { errors, supergraphSdl } = composeWithApollo(subgraphs.map(parsed));
    return { errors: (errors ?? []).map(({ message }) => message), supergraph: supergraphSdl };
  },
};

function parsed({ name, url, sdl }: Subgraph) {
  return { name, url, typeDefs: parse(sdl) };
}
