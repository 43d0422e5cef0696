import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, type GraphQLSchema } from 'graphql';
import type { Config } from './config';
import { readOperations, type CuratedOperation } from './platform/http/pages';
import { KnownDocuments } from './platform/known-documents/known-documents';
import { bothForms, readManifests } from './platform/known-documents/read-manifests';
import { ROOT } from './platform/root';

/** What a hub reads from files when it starts. */
export interface HubDocuments {
  /** The curated operations, which its pages offer. */
  readonly curated: readonly CuratedOperation[];
  /** The documents that clients can name: the curated operations, and those of the manifests. */
  readonly known: KnownDocuments;
}

/** The curated operations as the package for front ends has them: in the generator's own form. */
const PACKED = path.join(ROOT, 'schema/documents/generated/persisted-documents.json');

/** @throws InvalidManifests */
export function readDocuments({ documents, documentsDir }: Config, schema: GraphQLSchema): HubDocuments {
  const curated = readOperations();
  const own = curated.flatMap(({ document }) => bothForms(document, parse(document)));
  const packed = Object.values(JSON.parse(readFileSync(PACKED, 'utf8')) as Readonly<Record<string, string>>);
  const listed = documentsDir === undefined ? [] : readManifests(documentsDir, schema);
  return { curated, known: new KnownDocuments([...own, ...packed.map((text) => ({ text })), ...listed], documents) };
}
