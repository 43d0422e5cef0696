import { parse, type GraphQLSchema } from 'graphql';
import type { Config } from './config';
import { readOperations, type CuratedOperation } from './platform/http/pages';
import { KnownDocuments } from './platform/known-documents/known-documents';
import { bothForms, readManifests } from './platform/known-documents/read-manifests';

/** What a hub reads from files when it starts. */
export interface HubDocuments {
  /** The curated operations, which its pages offer. */
  readonly curated: readonly CuratedOperation[];
  /** The documents that clients can name: the curated operations, and those of the manifests. */
  readonly known: KnownDocuments;
}

/** @throws InvalidManifests */
export function readDocuments({ documents, documentsDir }: Config, schema: GraphQLSchema): HubDocuments {
  const curated = readOperations();
  const own = curated.flatMap(({ document }) => bothForms(document, parse(document)));
  const listed = documentsDir === undefined ? [] : readManifests(documentsDir, schema);
  return { curated, known: new KnownDocuments([...own, ...listed], documents) };
}
