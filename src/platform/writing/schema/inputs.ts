import { Float, ID, Int } from 'type-graphql';
import { DateTime } from '../../moment';
import { capital } from '../../naming';
import type { Model } from '../../reading';
import { Day, Decimal } from '../../scalars';
import { filterKind, itemType, type ReadableProperty } from '../../reading/readable';
import { addField, inputClass, type TypeClass } from '../../reading/schema/dynamic';
import { slugName } from '../rules/draft';
import { addIdentity, mutationInput } from './mutation';
import { isRequired, type WritableProperty } from '../model/writable';
import type { WriteModel } from '../model/write-model';

/** Fields for the values of a record. With `required`, the fields that a new record needs are not null. */
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

/** Formatted texts, such as addresses, are accepted as strings, so that their errors are reported together with all others. */
function inputType(property: ReadableProperty): unknown {
  const kind = filterKind(property);
  if (typeof kind === 'object') return kind;
  if (kind === 'StringList') return [inputType({ ...property, type: () => itemType(property) })];
  return { ID, Int, Float, Decimal, Boolean, Date: Day, DateTime, String }[kind];
}

export function createInput({ model, properties }: WriteModel): TypeClass {
  const input = mutationInput(
    `Create${model.type}Input`,
    `The values of a new ${model.options.noun.replace(/^an? /, '')}.`,
  );
  addValues(input, properties, true);
  return input;
}

export function updateInput({ model, properties }: WriteModel): TypeClass {
  const { noun } = model.options;
  const input = mutationInput(
    `Update${model.type}Input`,
    `New values for ${noun}. Fields that are left out keep their values; null clears a value.`,
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
  const input = mutationInput(
    `${verb}${model.type}Input`,
    `The ${model.options.noun.replace(/^an? /, '')} to ${verb.toLowerCase()}.`,
  );
  addIdentity(input, model.options.noun);
  return input;
}

export function upsertItem(record: WriteModel): TypeClass {
  const { model, properties } = record;
  const item = inputClass(
    `Upsert${model.type}Item`,
    `The values of ${model.options.noun} to create or update. Fields that are left out keep their values; null clears a value.`,
  );
  addField(item, 'id', () => ID, { nullable: true, description: 'The id of an existing record.' });
  addField(item, 'expectedVersion', () => Int, {
    nullable: true,
    description: 'The version that you read. If the record has another version by now, it is not changed.',
  });
  addValues(item, properties, false);
  return item;
}
