import { Float, ID, Int } from 'type-graphql';
import { GraphQLDate } from 'graphql-scalars';
import { capital } from '../../naming';
import type { Model } from '../../reading';
import { filterKind } from '../../reading/readable';
import { addField, inputClass, type TypeClass } from '../../reading/schema/dynamic';
import { slugName } from '../rules/draft';
import { addIdentity, mutationInput } from './mutation';
import { isRequired, type WritableProperty } from '../model/writable';
import type { WriteModel } from '../model/write-model';

/** Fields for the values of a record; with `required`, those that a new one needs are not null. */
export function addValues(input: TypeClass, properties: readonly WritableProperty[], required: boolean): void {
  for (const property of properties) {
    const { property: name, references, description } = property;
    if (references) addReference(input, name, references(), description);
    else
      addField(input, name, () => inputType(property), { description, nullable: !(required && isRequired(property)) });
  }
}

/** `coreId` and `coreSlug`: a record by either of its keys. */
export function addReference(input: TypeClass, name: string, model: Model, description: string): void {
  const hasSlug = model.options.keys?.includes('slug');
  addField(input, name, () => ID, {
    nullable: true,
    description: hasSlug ? `${description} Or give its slug.` : description,
  });
  if (!hasSlug) return;
  const slug = description.replace(/^The id of/, 'The slug of');
  addField(input, slugName(name), () => String, { nullable: true, description: `${slug} Or give its id.` });
}

/** Texts with a form, such as addresses, are taken as texts: what is wrong with them is then told with all the other faults. */
function inputType(property: WritableProperty): unknown {
  const kind = filterKind(property);
  if (kind === 'StringList') return [String];
  if (typeof kind === 'object') return kind;
  return { ID, Int, Float, Boolean, Date: GraphQLDate, DateTime: String, String }[kind];
}

export function createInput({ model, properties }: WriteModel): TypeClass {
  const input = mutationInput(`Create${model.type}Input`, `${capital(model.options.noun)} to be made.`);
  addValues(input, properties, true);
  return input;
}

export function updateInput({ model, properties }: WriteModel): TypeClass {
  const { noun } = model.options;
  const input = mutationInput(
    `Update${model.type}Input`,
    `What is to change of ${noun}: what is left out stays, null clears.`,
  );
  addIdentity(input, noun);
  addValues(input, properties, false);
  return input;
}

/** The input of an update of one property. */
export function setInput(
  { model, properties }: WriteModel,
  name: string,
  description: string,
  only: string,
): TypeClass {
  const input = mutationInput(`${capital(name)}Input`, description);
  addIdentity(input, model.options.noun);
  const chosen = properties.filter(({ property }) => property === only);
  addValues(input, chosen, false);
  return input;
}

/** `ArchiveProgramInput`, `RestoreProgramInput`. */
export function identityInput(verb: 'Archive' | 'Restore', { model }: WriteModel): TypeClass {
  const input = mutationInput(`${verb}${model.type}Input`, `Which ${model.type} is to be ${verb.toLowerCase()}d.`);
  addIdentity(input, model.options.noun);
  return input;
}

export function upsertItem(record: WriteModel): TypeClass {
  const { model, properties } = record;
  const item = inputClass(
    `Upsert${model.type}Item`,
    `${capital(model.options.noun)} that is to be as given: what is left out stays, null clears.`,
  );
  addField(item, 'id', () => ID, { nullable: true, description: 'The id of a record that there is.' });
  addField(item, 'expectedVersion', () => Int, { nullable: true, description: 'The version that you read.' });
  addValues(item, properties, false);
  return item;
}
