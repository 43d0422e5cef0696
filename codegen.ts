import type { CodegenConfig } from '@graphql-codegen/cli';

/** What a front end imports, and the tests send: typed documents of the curated operations, and what caches want to know. The tool wants a default export. */
const config: CodegenConfig = {
  schema: 'schema/api.graphql',
  documents: 'schema/operations/*.graphql',
  generates: {
    'schema/documents/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm: 'sha256' } },
      config: {
        scalars: {
          Cursor: 'string',
          Date: 'string',
          DateTime: 'string',
          Decimal: 'string',
          EmailAddress: 'string',
          ID: 'string',
          URL: 'string',
        },
        defaultScalarType: 'unknown',
        enumsAsTypes: true,
        useTypeImports: true,
        importExtension: '.js',
      },
    },
    'schema/documents/generated/cache.ts': { plugins: ['./scripts/tools/cache-facts.cjs'] },
  },
};

export default config;
