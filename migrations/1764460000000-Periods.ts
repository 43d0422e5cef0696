import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Refuses to fill holes between values that are too far from each other, instead of leaving some of them. */
export class Periods1764460000000 implements MigrationInterface {
  name = 'Periods1764460000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
CREATE FUNCTION hub_last_filled(last anyelement, furthest anyelement) RETURNS anyelement LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF last > furthest THEN
    RAISE EXCEPTION 'too many values to fill' USING ERRCODE = 'HB003';
  END IF;
  RETURN last;
END $$`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION hub_last_filled(anyelement, anyelement)');
  }
}
