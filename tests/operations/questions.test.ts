import {
  CopyOfAllProgramsDocument,
  CoresInNumbersDocument,
  HowTwoOrganizationsAreLinkedDocument,
  ProgramsByCoreDocument,
  ProgramsWithMostPartnersDocument,
  TopicsOfProgramsDocument,
  WhatChangedLatelyDocument,
  WhenProgramsBeganDocument,
  WhoHasWhichRoleDocument,
} from '../../schema/documents/generated/graphql';
import { startTestHub, type TestHub } from '../support/hub';
import { ask } from './ask';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub({ seeded: true });
});
afterAll(() => hub.close());

test('which programs have most organizations, of those with a partner', async () => {
  const { programs } = await ask(hub, ProgramsWithMostPartnersDocument);
  const found = programs.nodes.map(({ slug, organizations }) => [slug, organizations.totalCount]);
  expect(found).toEqual([
    ['secure', 5],
    ['medical-financial-partnership', 4],
    ['complete-eats', 3],
    ['healthier-together', 1],
    ['penn-visiting-clerkship', 1],
  ]);
  expect(programs.totalCount).toBe(5);
});

test('they can be read page by page, though two have the same number', async () => {
  const { programs } = await ask(hub, ProgramsWithMostPartnersDocument, {
    roles: ['PARTNER', 'PARTICIPANT'],
    first: 4,
  });
  expect(programs.pageInfo.hasNextPage).toBe(true);
  expect(programs.nodes.map(({ slug }) => slug).at(-1)).toBe('healthier-together');
});

test('which topics programs work on, without their audiences', async () => {
  const { programs } = await ask(hub, TopicsOfProgramsDocument);
  const found = programs.byTopic.map(({ count, keys }) => [keys[0]?.label, count]);
  expect(found.slice(0, 2)).toEqual([
    [null, 4],
    ['research', 3],
  ]);
  expect(
    found
      .slice(2)
      .map(([label, count]) => `${label} ${count}`)
      .sort(),
  ).toEqual([
    'advocacy 1',
    'benefits connection 1',
    'clinical care 1',
    'financial counseling 1',
    'meals 1',
    'mentorship 1',
    'recruitment 1',
    'tax preparation 1',
  ]);
  expect(programs.byTopic.flatMap(({ keys }) => keys.map(({ record }) => record?.id ?? null))).toEqual(
    programs.byTopic.flatMap(({ keys }) => keys.map(({ value }) => value ?? null)),
  );
});

test('when the programs began, and how many of which nobody says it', async () => {
  const { programs } = await ask(hub, WhenProgramsBeganDocument);
  expect(programs.aggregate).toEqual({ count: 11, startedYear: { min: 2011, max: 2011, avg: 2011, countDistinct: 1 } });
  expect(programs.byYear.map(({ count, keys }) => [keys[0]?.value, count])).toEqual([
    ['2011', 1],
    [null, 10],
  ]);
});

test('how the cores compare', async () => {
  const { cores } = await ask(hub, CoresInNumbersDocument);
  const found = cores.nodes.map(({ slug, programs: { aggregate, byKind } }) => [
    slug,
    aggregate.count,
    aggregate.kind?.countDistinct,
    byKind.map(({ count, keys }) => `${count} ${keys[0]?.value}`).join(', '),
  ]);
  expect(found).toEqual([
    ['community-translation', 3, 2, '2 PARTNERSHIP, 1 CLINIC'],
    ['research-and-education', 3, 3, '1 RESOURCE, 1 STUDY, 1 TRAINING'],
    ['advocacy-and-social-justice', 1, 1, '1 TRAINING'],
    ['clinical-quality-and-safety', 0, 0, ''],
  ]);
});

test('how USDA is linked with the Center for Health Equity', async () => {
  const { path } = await ask(hub, HowTwoOrganizationsAreLinkedDocument);
  expect(path?.map(({ relation }) => relation)).toEqual(['Organization.programs', 'Program.core', 'Core.organization']);
  expect(path?.map(({ link }) => link)).toEqual([{ role: 'PARTNER', note: null }, null, null]);
  expect(path?.map(({ to }) => to && 'slug' in to && to.slug)).toEqual([
    'complete-eats',
    'community-translation',
    'center-for-health-equity',
  ]);
});

test('which programs belong to which core; those without one come last', async () => {
  const { programs } = await ask(hub, ProgramsByCoreDocument);
  expect(programs.nodes.map(({ core }) => core?.slug ?? null)).toEqual([
    'advocacy-and-social-justice',
    ...Array<string>(3).fill('community-translation'),
    ...Array<string>(3).fill('research-and-education'),
    ...Array<null>(4).fill(null),
  ]);
});

test('a copy of all programs begins with the place from which their stream follows', async () => {
  const { programs } = await ask(hub, CopyOfAllProgramsDocument);
  expect([programs.totalCount, programs.nodes.length, programs.pageInfo.hasNextPage]).toEqual([11, 11, false]);
  expect(programs.streamCursor).toMatch(/^[\w-]+$/);
  expect(programs.nodes.every(({ version }) => version === 1)).toBe(true);
});

test('who leads or hosts which program, and since when', async () => {
  const { organizationRoles } = await ask(hub, WhoHasWhichRoleDocument);
  expect(organizationRoles.totalCount).toBe(7);
  expect(organizationRoles.byRole.map(({ count, keys }) => [keys[0]?.value, count])).toEqual([
    ['LEAD', 5],
    ['HOST', 2],
  ]);
  const names = organizationRoles.nodes.map(({ program }) => program?.name ?? '');
  expect(names).toEqual([...names].sort());
  expect(organizationRoles.nodes[2]).toEqual({
    role: 'HOST',
    startedOn: null,
    endedOn: null,
    organization: { slug: 'community-of-compassion-cdc', name: 'Community of Compassion CDC' },
    program: { slug: 'community-health-partnership-clinics', name: 'Community Health Partnership Clinics' },
  });
});

test('what changed, and who did it, for those who have signed in', async () => {
  const analyst = await hub.signIn('analyst');
  const { changes } = await ask(hub, WhatChangedLatelyDocument, undefined, undefined, analyst);
  expect(changes?.totalCount).toBe(40);
  expect(changes?.byAuthor.map(({ count, keys }) => [count, ...keys.map(({ value }) => value)])).toEqual([
    [40, 'seed', 'CREATED'],
  ]);
  expect(changes?.byDay.map(({ count }) => count)).toEqual([40]);
  expect(changes?.nodes.every(({ changes: fields }) => fields.length > 0)).toBe(true);
});
