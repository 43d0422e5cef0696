import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Hub keys: what a front end, an analyst or a partner system signs in with. Only a hash of the secret is kept. */
export class ApiKeys1763773200000 implements MigrationInterface {
  name = 'ApiKeys1763773200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE api_key (
        id text NOT NULL,
        name text NOT NULL,
        role text NOT NULL,
        secret_sha256 text NOT NULL,
        created_at timestamp(3) with time zone NOT NULL DEFAULT now(),
        expires_at timestamp(3) with time zone,
        revoked_at timestamp(3) with time zone,
        CONSTRAINT api_key_pkey PRIMARY KEY (id),
        CONSTRAINT api_key_role_known CHECK (role IN ('analyst', 'partner', 'editor', 'admin'))
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE api_key');
  }
}
