import type { Model, Relation } from '../reading/model';
import { listName } from '../reading/schema/root-fields';
import type { LinkModel, WriteModel } from '../writing';
import { repeated } from '../repeated';

/** What a feature hands over, as far as it names models. */
interface FeatureParts {
  readonly name: string;
  readonly models: readonly Model[];
  readonly relations?: readonly Relation[] | ((domain: never) => readonly Relation[]);
  readonly records?: readonly WriteModel[];
  readonly links?: readonly LinkModel[];
}

/** A value that a circle of imports has left undefined would fail somewhere else, with a message about something else. */
export function unloadedFaults(features: readonly (FeatureParts | undefined)[]): string[] {
  const unloaded = features.filter((feature) => !feature || [feature.models, ...partsOf(feature)].some(isUnloaded));
  return unloaded.map((feature) => {
    const named = feature ? `The feature ${feature.name}` : 'The list of features';
    return `${named} hands over something that is undefined: two folders import each other; let only the later feature import the earlier one.`;
  });
}

function isUnloaded(part: readonly unknown[]): boolean {
  return part.includes(undefined);
}

function partsOf(feature: FeatureParts): (readonly unknown[])[] {
  const { records = [], links = [] } = feature;
  const relations = ownRelations(feature) as readonly (Relation | undefined)[];
  return [
    [...records, ...links, ...relations],
    ...relations.map((relation) => (relation ? modelsOf(relation) : [])),
    ...links.map((link: LinkModel | undefined) => link?.options.ends.map(({ model }) => model) ?? []),
  ];
}

/** Relations that depend on what other features declare lead to models of any feature. */
function ownRelations({ relations = [] }: FeatureParts): readonly Relation[] {
  return typeof relations === 'function' ? [] : relations;
}

/** Things that two features declare, or that one uses and none of those before it declares. */
export function featureFaults(features: readonly FeatureParts[], relations: readonly Relation[]): string[] {
  const models = features.flatMap((feature) => feature.models);
  const used = [...relations.flatMap(modelsOf), ...features.flatMap(writtenModels)];
  const unknown = new Set(used.filter((model) => !models.includes(model)));
  return [
    ...[...unknown].map(({ type }) => `${type} is used but not declared; add it to the models of its feature.`),
    ...repeatedFaults(features, models),
    ...features.flatMap((feature, index) => orderFaults(feature, features.slice(index + 1))),
  ];
}

function modelsOf(relation: Relation): Model[] {
  return [relation.on, relation.target, ...(relation.kind === 'linked' ? [relation.link] : [])];
}

function writtenModels({ records = [], links = [] }: FeatureParts): Model[] {
  return [
    ...[...records, ...links].flatMap(({ model, properties }) => [
      model,
      ...properties.flatMap(({ references }) => references?.() ?? []),
    ]),
    ...links.flatMap(({ options }) => options.ends.map(({ model }) => model)),
  ];
}

function repeatedFaults(features: readonly FeatureParts[], models: readonly Model[]): string[] {
  const written = features.flatMap(({ records = [], links = [] }) => [...records, ...links]);
  const different = [...new Set(models)];
  return [
    ...repeated(features, ({ name }) => name).map(
      ({ name }) => `Two features are named ${name}; rename one of the two.`,
    ),
    ...repeated(models).map(({ type }) => `${type} is declared twice; keep it in the models of one feature.`),
    ...repeated(different, ({ type }) => type).map(
      ({ type }) => `Two models have the type ${type}; rename one of the two.`,
    ),
    ...repeated(different, listName).map(
      ({ type, options }) =>
        `The plural of ${type}, ${options.plural}, is that of another model too; give it another plural.`,
    ),
    ...repeated(written, ({ model }) => model).map(
      ({ model }) => `${model.type} has two WriteModels or LinkModels; keep one of them.`,
    ),
  ];
}

/** A feature may add to those before it. One that needs a later one as well would make a circle. */
function orderFaults(feature: FeatureParts, later: readonly FeatureParts[]): string[] {
  const used = usedModels(feature);
  return later.flatMap((other) => {
    const model = used.find((one) => other.models.includes(one) && !feature.models.includes(one));
    if (!model) return [];
    return usedModels(other).some((one) => feature.models.includes(one))
      ? [
          `${feature.name} uses ${model.type} of ${other.name}, which uses models of ${feature.name}: a circle; let ${other.name} declare what connects the two.`,
        ]
      : [
          `${feature.name} uses ${model.type} of ${other.name}, which comes later; list ${feature.name} after ${other.name}.`,
        ];
  });
}

function usedModels(feature: FeatureParts): Model[] {
  return [...ownRelations(feature).flatMap(modelsOf), ...writtenModels(feature)];
}
