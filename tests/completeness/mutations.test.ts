import { getNamedType, isInputObjectType, type GraphQLInputObjectType, type GraphQLInputType } from 'graphql';
import { domain } from '../../src/features';
import { hubSchema } from '../../src/hub';
import { capital } from '../../src/platform/naming';
import { listName } from '../../src/platform/reading/schema/root-fields';
import { factsIn } from '../../src/platform/writing';

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

test('each input that states a fact takes its sources', () => {
  const { records, links } = domain.writes;
  const written = [...records, ...links];
  const facts = new Set(written.flatMap((one) => factsIn(one).map(({ property }) => property.property)));
  const silent = [
    ...links.flatMap(({ options: { verbs } }) => (verbs ? [`${capital(verbs.remove)}Input`] : [])),
    // A source is no fact, and its own source.
    ...written
      .filter(({ model }) => model.options.cited === false)
      .flatMap(({ model: { type } }) => [`Create${type}Input`, `Update${type}Input`]),
    // Their notes are about a citation or a pair.
    ...['CitationInput', 'CiteRecordInput', 'DismissDuplicateInput'],
  ];
  const stating = inputTypes().filter(
    (type) => Object.keys(type.getFields()).some((name) => facts.has(name)) && !silent.includes(type.name),
  );
  expect(stating.length).toBeGreaterThan(20);
  expect(stating.filter((type) => !('citations' in type.getFields())).map(({ name }) => name)).toEqual([]);
});

/** All input types of mutations, those inside others too. */
function inputTypes(): GraphQLInputObjectType[] {
  const found = new Set<GraphQLInputObjectType>();
  const visit = (type: GraphQLInputType): void => {
    const named = getNamedType(type);
    if (!isInputObjectType(named) || found.has(named)) return;
    found.add(named);
    for (const field of Object.values(named.getFields())) visit(field.type);
  };
  const mutations = Object.values(hubSchema().schema.getMutationType()?.getFields() ?? {});
  for (const { args } of mutations) for (const { type } of args) visit(type);
  return [...found];
}
