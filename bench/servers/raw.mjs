// A hand-written handler for exactly these queries. A general server can come close to it at best.
import { createServer } from 'node:http';
import { createPool, prepared } from './pool.mjs';
import { BUSIEST, CORES, GROUPS } from './raw-analysis.mjs';
import { CREATE, ENTITIES, PROGRAM, UPDATE, organizations, programs } from './raw-sql.mjs';

const pool = createPool();
const program = prepared('program', PROGRAM);
const entities = prepared('entities', ENTITIES);
const busiest = prepared('busiest', BUSIEST);
const groups = prepared('groups', GROUPS);
const cores = prepared('cores', CORES);
const update = prepared('update', UPDATE);
const create = prepared('create', CREATE);
const firstOrganizations = prepared('organizations', organizations(false));
const nextOrganizations = prepared('organizations_after', organizations(true));
const programsBy = Object.fromEntries(
  [[], ['status'], ['kind'], ['status', 'kind']].map((columns) => [
    columns.join(),
    prepared(`programs_${columns}`, programs(columns)),
  ]),
);

const routes = {
  '/program': ({ id }) => program(pool, [id]),
  '/programs': ({ first, ...filter }) => {
    const columns = ['status', 'kind'].filter((column) => filter[column]);
    return programsBy[columns.join()](pool, [first, ...columns.map((column) => filter[column])]);
  },
  '/organizations': ({ after }) => (after ? nextOrganizations(pool, after) : firstOrganizations(pool, [])),
  '/typename': () => [{ body: '{"data":{"__typename":"Query"}}' }],
  '/entities': ({ ids }) => entities(pool, [ids]),
  '/busiest': ({ type }) => busiest(pool, [type]),
  '/groups': ({ status, least }) => groups(pool, [status, least]),
  '/cores': ({ status, kind }) => cores(pool, [status, kind]),
  '/update': ({ programs: many, ...one }) => {
    const written = many ?? [one];
    return update(pool, [written.map(({ id }) => id), written.map(({ description }) => description)]);
  },
  '/create': ({ slug, name, kind, status, description }) => create(pool, [slug, name, kind, status, description]),
};

function answer(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

createServer((request, response) => {
  let text = '';
  request.setEncoding('utf8');
  request.on('data', (chunk) => (text += chunk));
  request.on('end', async () => {
    try {
      const [row] = await routes[request.url](JSON.parse(text));
      answer(response, 200, row.body);
    } catch (error) {
      answer(response, 500, JSON.stringify({ errors: [{ message: error.message }] }));
    }
  });
}).listen(Number(process.env.PORT), '127.0.0.1');
