import type { CodegenConfig } from '@graphql-codegen/cli';

/** Typed documents of the curated operations, which the tests send. The tool wants a default export. */
const config: CodegenConfig = {
  schema: 'schema/api.graphql',
  documents: 'schema/operations/*.graphql',
  generates: {
    'tests/support/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        scalars: {
          Date: 'string',
          DateTime: 'string',
          EmailAddress: 'string',
          ID: 'string',
          URL: 'string',
        },
        defaultScalarType: 'unknown',
        enumsAsTypes: true,
        useTypeImports: true,
      },
    },
  },
};

export default config;
