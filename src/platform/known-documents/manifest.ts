import { z } from 'zod';

/** A document in a manifest. */
export interface ManifestEntry {
  readonly id: string;
  readonly text: string;
  /** The name of its operation, if the manifest says it. */
  readonly name?: string | undefined;
  /** The type of its operation, if the manifest says it. */
  readonly type?: string | undefined;
}

interface Entries {
  readonly entries: readonly ManifestEntry[];
  readonly faults: readonly string[];
}

const APOLLO_FORMAT = 'apollo-persisted-query-manifest';

/** Apollo's format; its generator calls an operation without a name null. */
const apollo = z.object({
  format: z.literal(APOLLO_FORMAT),
  version: z.literal(1, { error: 'is a version that the hub does not know; it knows version 1' }),
  operations: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullish(),
      type: z.enum(['query', 'mutation', 'subscription']).optional(),
      body: z.string(),
    }),
  ),
});

/** The format of Relay's compiler and of GraphQL Code Generator. */
const byId = z.record(z.string(), z.string({ error: 'is not a text; give the document as a string' }));

/** The documents of a manifest in one of the formats that the hub knows. @param content the parsed file */
export function entriesOf(content: unknown): Entries {
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    return { entries: [], faults: ['it is not a manifest; give an object that maps ids to documents'] };
  return 'format' in content ? ofApollo(content) : ofRelay(content);
}

function ofApollo(content: object & { format: unknown }): Entries {
  if (content.format !== APOLLO_FORMAT)
    return { entries: [], faults: [`its format is not known; the hub knows "${APOLLO_FORMAT}"`] };
  const { data, error } = apollo.safeParse(content);
  if (!data) return { entries: [], faults: faultsOf(error) };
  const entries = data.operations.map(({ id, name, type, body }) => ({
    id,
    text: body,
    name: name ?? undefined,
    type,
  }));
  return { entries, faults: [] };
}

function ofRelay(content: object): Entries {
  const { data, error } = byId.safeParse(content);
  if (!data) return { entries: [], faults: faultsOf(error) };
  return { entries: Object.entries(data).map(([id, text]) => ({ id, text })), faults: [] };
}

function faultsOf(error: z.ZodError | undefined): string[] {
  return error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];
}
