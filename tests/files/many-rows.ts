import type { TestDatabase } from '../support/database';

/** Programs in a few cores, each with a long description, so that a file of them fills the buffers between hub and client. */
export async function makeManyPrograms(pool: TestDatabase['pool'], count: number, length = 20): Promise<void> {
  await pool.query(
    `INSERT INTO organization (id, slug, name, type) VALUES (gen_random_uuid(), 'center', 'Center', 'COMMUNITY')`,
  );
  await pool.query(
    `INSERT INTO core (id, slug, name, organization_id)
     SELECT gen_random_uuid(), 'core-' || n, 'Core ' || n, id FROM organization, generate_series(0, 4) n`,
  );
  await pool.query(
    `INSERT INTO program (id, slug, name, kind, status, started_year, description, core_id)
     SELECT gen_random_uuid(), 'program-' || n, 'Program ' || lpad((n * 7919 % $1)::text, 6, '0'),
       (ARRAY['STUDY', 'INITIATIVE'])[1 + n % 2], (ARRAY['ACTIVE', 'PAUSED', 'COMPLETED'])[1 + n % 3],
       CASE WHEN n % 4 > 0 THEN 1990 + n % 30 END, repeat('x', $2),
       (SELECT id FROM core WHERE slug = 'core-' || n % 6)
     FROM generate_series(1, $1::int) n`,
    [count, length],
  );
  await pool.query(
    `INSERT INTO organization_role (id, organization_id, program_id, role)
     SELECT gen_random_uuid(), o.id, p.id, 'PARTNER' FROM organization o, program p WHERE p.slug LIKE '%3'`,
  );
  await pool.query('ANALYZE');
}
