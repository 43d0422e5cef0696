import { domain } from '../../src/features';
import { hubSchema } from '../../src/hub';
import { capital } from '../../src/platform/naming';
import { listName } from '../../src/platform/reading/schema/root-fields';

/** Mutations that are about more than one record type, or one property, and have tests of their own. */
const OTHERS = [
  'assureRecord',
  'citeRecord',
  'dismissDuplicate',
  'reopenDuplicate',
  'retractCitation',
  'setOrganizationParent',
];

test('each mutation is one of those that records and links are walked through', () => {
  const ofRecords = domain.writes.records.flatMap(({ model }) => [
    ...['create', 'update', 'archive', 'restore'].map((verb) => `${verb}${model.type}`),
    ...['merge', 'upsert'].map((verb) => `${verb}${capital(listName(model))}`),
  ]);
  const ofLinks = domain.writes.links.flatMap(({ options: { verbs } }) => (verbs ? [verbs.assign, verbs.remove] : []));
  const walked = new Set([...ofRecords, ...ofLinks, ...OTHERS]);
  const all = Object.keys(hubSchema().schema.getMutationType()?.getFields() ?? {});
  expect(all.filter((name) => !walked.has(name))).toEqual([]);
});

test('each type with an id is a record or a link, or tells of those', () => {
  const { records, links } = domain.writes;
  const written = [...records, ...links].map(({ model }) => model.type);
  const others = domain.models.map(({ type }) => type).filter((type) => !written.includes(type));
  expect(others).toEqual(['Citation', 'Change']);
});
