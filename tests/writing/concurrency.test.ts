import {
  makeAssignment,
  makeContact,
  makeOrganization,
  makeProgram,
  makeRelationship,
  makeRole,
} from '../support/factories';
import { editor, hub } from './edited-hub';
import { faultsOf, type Outcome } from './mutate';
import { blocked, whileHeld } from '../support/locks';

const pool = () => hub.database.pool;
const times = <T>(count: number, make: (at: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, at) => make(at)));

async function stored(id: string): Promise<{ version: number; name: string; startedYear: number }> {
  const { rows } = await pool().query<{ version: number; name: string; startedYear: number }>(
    'SELECT version, name, started_year AS "startedYear" FROM program WHERE id = $1',
    [id],
  );
  return rows[0] as { version: number; name: string; startedYear: number };
}

describe('sixteen writers on the same five programs', () => {
  const [WRITERS, ROUNDS] = [16, 10];

  test('that say which version they read lose no update', async () => {
    const ids = await times(5, () => makeProgram(pool(), { started_year: 1000 }));
    let [done, refused] = [0, 0];
    await times(WRITERS, async (writer) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const id = ids[(writer + round) % ids.length] as string;
        const { version, startedYear } = await stored(id);
        const input = { id, expectedVersion: version, startedYear: startedYear + 1 };
        const faults = faultsOf(await editor.do('updateProgram', input));
        if (faults.length === 0) done += 1;
        else refused += Number(faults.join() === 'CONFLICT expectedVersion');
      }
    });
    const after = await Promise.all(ids.map(stored));
    expect(done + refused).toBe(WRITERS * ROUNDS);
    expect(after.reduce((sum, { startedYear }) => sum + startedYear - 1000, 0)).toBe(done);
    expect(after.reduce((sum, { version }) => sum + version - 1, 0)).toBe(done);
  });

  test('that have all read the same version: one is done, the others learn of it', async () => {
    const id = await makeProgram(pool());
    const READERS = 4;
    let sent: Promise<Outcome<object>>[] = [];
    await whileHeld(pool(), id, async () => {
      sent = Array.from({ length: READERS }, (_, writer) =>
        editor.send('updateProgram', { id, expectedVersion: 1, startedYear: 2000 + writer }),
      );
      await blocked(pool());
    });
    const outcomes = (await Promise.all(sent)).map(({ payload }) => payload && faultsOf(payload).join());
    expect(outcomes.sort()).toEqual(['', ...Array<string>(READERS - 1).fill('CONFLICT expectedVersion')]);
    expect((await stored(id)).version).toBe(2);
  });

  test('that do not say so come one after the other, each with a version of its own', async () => {
    const ids = await times(5, () => makeProgram(pool()));
    const versions: string[] = [];
    await times(WRITERS, async (writer) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const id = ids[(writer + round) % ids.length] as string;
        const input = { id, name: `By ${writer}, ${round}` };
        const { program } = await editor.do<{ program: { version: number } }>(
          'updateProgram',
          input,
          'program { version }',
        );
        versions.push(`${id} ${program.version}`);
      }
    });
    const after = await Promise.all(ids.map(stored));
    expect(after.reduce((sum, { version }) => sum + version - 1, 0)).toBe(WRITERS * ROUNDS);
    expect(versions).toHaveLength(WRITERS * ROUNDS);
  });
});

test('ten links between the same two records are all made, one after another', async () => {
  const [contactId, programId] = [await makeContact(pool()), await makeProgram(pool())];
  let sent: Promise<Outcome<object>>[] = [];
  await whileHeld(pool(), programId, async () => {
    sent = Array.from({ length: 10 }, (_, at) =>
      editor.send('assignContact', { contactId, programId, role: `Role ${at}` }),
    );
    await blocked(pool());
  });
  const outcomes = (await Promise.all(sent)).map(({ payload, errors }) => [...errors, ...(payload?.errors ?? [])]);
  expect(outcomes).toEqual(Array(10).fill([]));
  expect((await stored(programId)).version).toBe(11);
});

describe('writers that lock the same records in opposite orders all finish', () => {
  /** Runs pairs at the same moment; @returns their outcomes in short. */
  async function meet(rounds: number, pair: (round: number) => Promise<Promise<Outcome<object>>[]>): Promise<string[]> {
    const outcomes: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      for (const { payload, errors } of await Promise.all(await pair(round))) {
        outcomes.push(
          ...errors.map(({ extensions }) => extensions.code),
          ...(payload ? [faultsOf(payload).join() || 'done'] : []),
        );
      }
    }
    return outcomes;
  }

  test('relating programs from both sides', async () => {
    const outcomes = await meet(20, async () => {
      const [a, b] = [await makeProgram(pool()), await makeProgram(pool())];
      const relate = (programId: string, relatedProgramId: string, type: string) =>
        editor.send('relatePrograms', { programId, relatedProgramId, type });
      return [
        relate(a, b, 'PART_OF'),
        relate(b, a, 'PART_OF'),
        relate(b, a, 'RECRUITS_FOR'),
        relate(a, b, 'RECRUITS_FOR'),
      ];
    });
    expect(new Set(outcomes)).toEqual(new Set(['done']));
  });

  test('merging organizations into each other', async () => {
    const outcomes = await meet(12, async () => {
      const [a, b] = [await makeOrganization(pool()), await makeOrganization(pool())];
      const program = await makeProgram(pool());
      for (const id of [a, b]) await makeRole(pool(), id, { program_id: program });
      return [
        editor.send('mergeOrganizations', { id: a, intoId: b }),
        editor.send('mergeOrganizations', { id: b, intoId: a }),
      ];
    });
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(12);
    expect(outcomes.filter((outcome) => outcome.startsWith('CONFLICT'))).toHaveLength(12);
  });

  test('merging a contact and the program that it is assigned to, while both get new links', async () => {
    const outcomes = await meet(6, async () => {
      const [contact, otherContact] = [await makeContact(pool()), await makeContact(pool())];
      const [program, otherProgram] = [await makeProgram(pool()), await makeProgram(pool())];
      await makeAssignment(pool(), contact, { program_id: program });
      await makeRelationship(pool(), program, otherProgram);
      return [
        editor.send('mergeContacts', { id: contact, intoId: otherContact }),
        editor.send('mergePrograms', { id: program, intoId: otherProgram }),
        editor.send('assignContact', { contactId: otherContact, programId: program, role: 'New' }),
        editor.send('relatePrograms', { programId: otherProgram, relatedProgramId: program, type: 'PART_OF' }),
      ];
    });
    expect(outcomes.filter((outcome) => outcome === 'INTERNAL_SERVER_ERROR')).toEqual([]);
    expect(outcomes.filter((outcome) => outcome === 'done').length).toBeGreaterThanOrEqual(18);
    expect(await pool().query(LEFT_BEHIND)).toMatchObject({ rowCount: 0 });
  });

  /** Current links of records that were merged away. */
  const LEFT_BEHIND = `
    SELECT link.id FROM contact_assignment link JOIN contact ON contact.id = contact_id
      LEFT JOIN program ON program.id = program_id
      WHERE link.archived_at IS NULL AND (contact.merged_into_id IS NOT NULL OR program.merged_into_id IS NOT NULL)
    UNION ALL
    SELECT link.id FROM program_relationship link JOIN program ON program.id IN (program_id, related_program_id)
      WHERE link.archived_at IS NULL AND program.merged_into_id IS NOT NULL`;

  test('upserting the same programs in opposite orders', async () => {
    const ids = await times(30, () => makeProgram(pool()));
    const outcomes = await meet(5, async (round) => {
      const items = ids.map((id) => ({ id, startedYear: 1900 + round }));
      return [items, [...items].reverse(), items, [...items].reverse()].map((list) =>
        editor.send('upsertPrograms', { items: list }),
      );
    });
    expect(new Set(outcomes)).toEqual(new Set(['done']));
  });
});
