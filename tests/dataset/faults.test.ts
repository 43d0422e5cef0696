import { domain } from '../../src/features';
import { DatasetFaults, loadDataset } from '../../src/sources/dataset';
import { readDataset } from '../../src/sources/dataset/dataset.checker';
import { datasetShape } from '../../src/sources/dataset/dataset.shape';
import { CITATIONS, FORM, REFERENCES, RULES, YAML } from './fault-cases';
import { edited, removeDatasets, SMALL, writeDataset } from './folders';

afterAll(removeDatasets);

async function faultsOf(folder: string): Promise<string[]> {
  try {
    await readDataset(datasetShape(domain), folder);
    return [];
  } catch (error) {
    if (!(error instanceof DatasetFaults)) throw error;
    return error.faults.map(({ file, line, message }) => `${file}:${line}: ${message}`);
  }
}

describe('reading a dataset', () => {
  it('accepts a valid dataset', async () => {
    expect(await faultsOf(await writeDataset())).toEqual([]);
  });

  it.each([...FORM, ...CITATIONS, ...REFERENCES, ...RULES, ...YAML])(
    'reports %s with its place and what to do',
    async (_fault, file, passage, replacement, place, says) => {
      const faults = await faultsOf(await writeDataset(edited(file, passage, replacement)));
      expect(faults.filter((fault) => fault.startsWith(`data/${place}: `) && says.test(fault))).toHaveLength(1);
    },
  );

  it('reports a circle of parents at each of its members', async () => {
    const changes = edited('organizations.yaml', '    foundedYear: 1855', '    parent: { is: center, cite: A1 }');
    expect(await faultsOf(await writeDataset(changes))).toEqual([
      'data/organizations.yaml:5: organizations "hospital", parent: the parents form a circle (hospital > center > hospital): remove one of them',
      'data/organizations.yaml:10: organizations "center", parent: the parents form a circle (center > hospital > center): remove one of them',
    ]);
  });

  it('finds the same slug in two files', async () => {
    const faults = await faultsOf(await writeDataset({ 'more.yml': SMALL['cores.yaml'] ?? '' }));
    expect(faults).toContain(
      'data/more.yml:2: cores "care", slug: it is already given at data/cores.yaml:2: keep one of the two',
    );
  });

  it('reports all faults of all files at once, also several in one record', async () => {
    const folder = await writeDataset({
      'programs.yaml': `programs:
  - slug: clinics
    nmae: Clinics
    kind: CLINICS
    status: ACTIVE
    core: { is: cure, cite: A99 }
    supportMaxAmount: 5
    cite: B1
    roles:
      - { organization: nobody, role: HOST, cite: A7 }
      - { organization: nobody, role: HOST, cite: A7 }
    related:
      - { program: clinics, type: PART_OF, cite: A7 }
    tags: { audiences: { felows: A1 } }
`,
      'contacts.yaml': 'contacts:\n  - { slug: desk, kind: DESK, email: desk, visibility: PUBLIC, cite: A1 }\n',
    });
    const places = (await faultsOf(folder)).map((fault) => fault.replace(/: .*/, ''));
    expect(places).toEqual([
      ...['data/contacts.yaml:2', 'data/contacts.yaml:2'],
      ...[2, 3, 4, 5, 6, 6, 7, 8, 10, 11, 11, 13, 14].map((line) => `data/programs.yaml:${line}`),
    ]);
  });

  it('does not report references to a file that is not valid YAML', async () => {
    const faults = await faultsOf(
      await writeDataset({ 'organizations.yaml': 'organizations: [\n', 'sources.yaml': '"' }),
    );
    expect(faults.filter((fault) => !fault.includes('is not valid YAML'))).toEqual([]);
    expect(faults.length).toBeGreaterThanOrEqual(2);
  });

  it('checks the other files although one is not YAML', async () => {
    const broken = { ...edited('programs.yaml', 'kind: CLINIC', 'kind: CLINICS'), 'cores.yaml': 'cores: [\n' };
    const faults = (await faultsOf(await writeDataset(broken))).join('\n');
    expect(faults).toMatch(/data\/cores\.yaml:\d+: this is not valid YAML/);
    expect(faults).toMatch(/data\/programs\.yaml:4: .*"CLINICS"/);
  });

  it('reports a file that is not UTF-8', async () => {
    const latin = Buffer.from((SMALL['cores.yaml'] ?? '').replace('Care', 'Caf\u00e9'), 'latin1');
    expect(await faultsOf(await writeDataset({ 'cores.yaml': latin }))).toEqual([
      'data/cores.yaml:1: the file is not UTF-8: save it in that encoding',
    ]);
  });

  it('reports a folder that is missing or has no YAML files', async () => {
    const folder = `${await writeDataset()}-elsewhere`;
    expect(await faultsOf(folder)).toEqual([expect.stringMatching(/^data-elsewhere:1: there is no YAML file in/)]);
  });

  it('has every fault in the message, one on each line', async () => {
    const changes = edited('cores.yaml', 'position: 1', 'position: first\n    tagline:');
    await expect(readDataset(datasetShape(domain), await writeDataset(changes))).rejects.toMatchObject({
      code: 'DATASET_FAULTS',
      message: [
        'Nothing was loaded. Correct 2 fault(s) in the dataset:',
        'data/cores.yaml:5: cores "care", position: "first" is not valid: give a whole number',
        'data/cores.yaml:6: cores "care", tagline: it is empty: give a text, in quotes if it looks like a number, or remove the line',
      ].join('\n'),
    });
  });

  it('sends nothing to the database when there is a fault', async () => {
    const query = jest.fn();
    const folder = await writeDataset(edited('cores.yaml', 'position: 1', 'position: first'));
    await expect(loadDataset(domain, { query } as never, folder)).rejects.toThrow(DatasetFaults);
    expect(query).not.toHaveBeenCalled();
  });
});
