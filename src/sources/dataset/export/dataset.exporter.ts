import type { QueryRunner } from 'typeorm';
import type { Domain } from '../../../platform/domain';
import { citations } from '../../citation.entity';
import { sources } from '../../source.entity';
import { readDataset } from '../dataset.checker';
import { WrittenCites } from './dataset.cites';
import { recordsOf } from './dataset.contents';
import { DatasetFaults } from '../dataset.faults';
import { keptRecords } from './dataset.kept';
import { LeftOut } from './dataset.left-out';
import { WrittenLinks, type Content } from './dataset.links';
import { printed } from './dataset.printer';
import { datasetShape, sectionsOf, type DatasetShape, type RecordShape } from '../dataset.shape';
import { filledTables, inSnapshot, readTables, type Tables } from './dataset.tables';

export interface DatasetExport {
  /** Their texts, by name. */
  readonly files: ReadonlyMap<string, string>;
  /** How many of each kind the files hold. */
  readonly counts: { readonly records: number; readonly links: number; readonly citations: number };
  /** What the files do not say, a line each, by name. */
  readonly leftOut: readonly string[];
}

/**
 * All current records with their links and citations, as the files that `loadDataset` reads. What may be in them follows from the same shape. The
 * hub is read as it is at one moment, with one statement for each table. Unchanged, it gives the same texts again.
 */
export async function exportDataset(domain: Domain, runner: QueryRunner): Promise<DatasetExport> {
  const shape = datasetShape(domain);
  const held = [...[...shape.records.map(({ record }) => record), ...shape.links].map(({ model }) => model), citations];
  const others = domain.models.filter((model) => !held.includes(model));
  const [tables, beside] = await inSnapshot(runner, async () => [
    await readTables(runner, held),
    await filledTables(runner, others),
  ]);
  const { leftOut, ...written } = exportTables(shape, tables);
  const of = beside.map(({ options }) => `${options.plural}: a dataset has no place for them`);
  return { ...written, leftOut: [...of, ...leftOut] };
}

/** Where `seed` would refuse the files of a folder: `programs.yaml:12`. Without the values, which may be private. */
export async function refusedPlaces(domain: Domain, folder: string): Promise<string[]> {
  try {
    await readDataset(datasetShape(domain), folder);
    return [];
  } catch (error) {
    if (error instanceof DatasetFaults) return error.faults.map(({ file, line }) => `${file}:${line}`);
    throw error;
  }
}

function exportTables(shape: DatasetShape, tables: Tables): DatasetExport {
  const leftOut = new LeftOut(shape, tables);
  const kept = keptRecords(shape, tables, leftOut);
  const cites = new WrittenCites(tables, kept, leftOut);
  const links = new WrittenLinks(shape, tables, kept, cites, leftOut);
  const contents = sourcesLast(sectionsOf(shape)).map(
    (section) => [section, recordsOf(section, { shape, kept, cites, links, leftOut })] as const,
  );
  cites.sayStrays(tables);
  const records = shape.records.reduce((sum, { record }) => sum + kept.of(record.model).length, 0);
  return {
    files: filesOf(contents),
    counts: { records, links: links.count, citations: cites.count },
    leftOut: leftOut.lines,
  };
}

/** Which of their lines are cited is known when all others are written. */
function sourcesLast(sections: readonly RecordShape[]): RecordShape[] {
  const isSource = ({ record }: RecordShape): boolean => record.model === sources;
  return [...sections.filter((section) => !isSource(section)), ...sections.filter(isSource)];
}

function filesOf(contents: readonly (readonly [RecordShape, readonly Content[]])[]): Map<string, string> {
  const files = contents
    .filter(([, records]) => records.length > 0)
    .map(([section, records]) => [`${section.list}.yaml`, printed(section, records)] as const);
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}
