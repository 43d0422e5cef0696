import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { CommandError } from './command-error';
import { lossesBy, type Loss } from './losses';

export interface RevertOptions {
  /** Revert even if that loses data. */
  readonly force: boolean;
}

export interface Reverted {
  readonly name: string;
  readonly losses: readonly Loss[];
}

/**
 * Reverts the last migration. First it finds the losses by a trial: data that does not come back when the migration is reverted and applied again is
 * lost. Everything runs in one transaction, so that the counted losses are exact.
 * @returns undefined if there is no migration
 * @throws CommandError with the losses, unless `force` is given; nothing is changed then
 */
export async function revertLast(dataSource: DataSource, { force }: RevertOptions): Promise<Reverted | undefined> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    const reverted = await revert(runner, dataSource.migrations, force);
    await runner.commitTransaction();
    return reverted;
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

async function revert(
  runner: QueryRunner,
  migrations: readonly MigrationInterface[],
  force: boolean,
): Promise<Reverted | undefined> {
  const name = await lastApplied(runner);
  if (name === undefined) return undefined;
  const migration = migrations.find((known) => (known.name ?? known.constructor.name) === name);
  if (!migration) throw new CommandError(`A newer version of the hub applied ${name}; revert it with that version.`);
  const losses = await lossesBy(runner, async () => {
    await migration.down(runner);
    await migration.up(runner);
  });
  if (losses.length > 0 && !force) throw new CommandError(refusal(name, losses), 2);
  await migration.down(runner);
  await markChanged(runner);
  await runner.query('DELETE FROM migrations WHERE name = $1', [name]);
  return { name, losses };
}

/** A hub that still runs may have answers in caches. Before the migration that makes the function, it has none. */
async function markChanged(runner: QueryRunner): Promise<void> {
  const [{ known } = { known: null }] = (await runner.query(`SELECT to_regproc('hub_mark_changed') AS known`)) as {
    known: string | null;
  }[];
  if (known !== null) await runner.query('SELECT hub_mark_changed()');
}

/** A database that was never migrated has no migrations table. */
async function lastApplied(runner: QueryRunner): Promise<string | undefined> {
  const [{ known } = { known: null }] = (await runner.query(`SELECT to_regclass('migrations') AS known`)) as {
    known: string | null;
  }[];
  if (known === null) return undefined;
  const rows = (await runner.query('SELECT name FROM migrations ORDER BY id DESC LIMIT 1')) as { name: string }[];
  return rows[0]?.name;
}

function refusal(name: string, losses: readonly Loss[]): string {
  return `Nothing was changed. Reverting ${name} would permanently lose:\n${lossLines(losses)}\nTo revert it anyway, make a backup and add --force.`;
}

/** One line for each loss: `  change.visibility: 12 values`. */
export function lossLines(losses: readonly Loss[]): string {
  return losses.map((loss) => `  ${lossText(loss)}`).join('\n');
}

function lossText({ table, column, count }: Loss): string {
  const noun = column === undefined ? 'row' : 'value';
  const place = column === undefined ? table : `${table}.${column}`;
  return `${place}: ${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
