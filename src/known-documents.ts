import { parse, type GraphQLSchema } from 'graphql';
import type { Config } from './config';
import { readOperations } from './platform/http/pages';
import { KnownDocuments } from './platform/known-documents/known-documents';
import { bothForms, readManifests } from './platform/known-documents/read-manifests';

/**
 * The documents that a hub knows from its start: the curated operations, and those of the manifests.
 * @throws InvalidManifests
 */
export function knownDocuments({ documents, documentsDir }: Config, schema: GraphQLSchema): KnownDocuments {
  const curated = readOperations().flatMap(({ document }) => bothForms(document, parse(document)));
  const listed = documentsDir === undefined ? [] : readManifests(documentsDir, schema);
  return new KnownDocuments([...curated, ...listed], documents);
}
