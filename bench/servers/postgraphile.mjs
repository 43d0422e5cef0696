// PostGraphile for the views of graph.sql: amber preset, its plugin for aggregates, grafserv on Node's own HTTP server. Everything that makes it faster is on (prepared
// statements by default, output as text by an option), and everything that this benchmark does not need is off.
import { createServer } from 'node:http';
import { PgAggregatesPreset } from '@graphile/pg-aggregates';
import { grafserv } from 'postgraphile/grafserv/node';
import { makePgService } from 'postgraphile/adaptors/pg';
import { postgraphile } from 'postgraphile';
import { TYPES, listOfCodec } from 'postgraphile/@dataplan/pg';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { addPgTableCondition } from 'postgraphile/utils';
import { POOL_SIZE } from './pool.mjs';

/** The counterpart of _entities, with many ids in one request: a custom condition, which PostGraphile compiles into the same statement. */
const RowIdIn = addPgTableCondition(
  { schemaName: 'graph', tableName: 'program' },
  'rowIdIn',
  (build) => ({ type: new build.graphql.GraphQLList(new build.graphql.GraphQLNonNull(build.getTypeByName('UUID'))) }),
  (ids, { sql, sqlTableAlias, sqlValueWithCodec }) =>
    sql`${sqlTableAlias}.id = ANY (${sqlValueWithCodec(ids, listOfCodec(TYPES.uuid))})`,
);

/** Its plugin for aggregates counts different values only, which takes longer. So this adds a plain count, in the way that its documentation describes. */
const Count = {
  name: 'Count',
  after: ['PgAggregatesSpecsPlugin'],
  schema: {
    hooks: {
      build(build) {
        build.pgAggregateSpecs.push({
          id: 'count',
          humanLabel: 'count',
          HumanLabel: 'Count',
          isSuitableType: () => true,
          sqlAggregateWrap: (value) => build.sql`count(${value})`,
          pgTypeCodecModifier: () => TYPES.bigint,
        });
        return build;
      },
    },
  },
};

const preset = {
  extends: [PostGraphileAmberPreset, PgAggregatesPreset],
  plugins: [RowIdIn, Count],
  // PostGraphile allows to order a list by indexed columns, but a view has no indexes.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [
    makePgService({ connectionString: process.env.DATABASE_URL, schemas: ['graph'], poolConfig: { max: POOL_SIZE } }),
  ],
  schema: { defaultBehavior: '+list -delete' },
  grafast: { explain: false },
  grafserv: { graphiql: false, websockets: false, watch: false, outputDataAsString: true },
};

const server = createServer();
server.on('error', (error) => {
  throw error;
});
await postgraphile(preset).createServ(grafserv).addTo(server);
server.listen(Number(process.env.PORT), '127.0.0.1');
