import { ID } from 'type-graphql';
import { addField, type TypeClass } from '../../../reading/schema/dynamic';
import { addValues, capital } from '../../schema/inputs';
import type { LinkModel } from '../../model/link-model';
import { assign, linkDraft, remove } from './links';
import { mutationInput, payloadType, type Mutation, type RecordField } from '../../schema/mutation';
import type { Values } from '../../unit/stored-rows';
import type { Unit } from '../../unit/unit';
import type { Result } from '../../unit/writer';
import type { Draft } from '../../rules/draft';

/** The two mutations of a link: `assignOrganizationRole` and `removeOrganizationRole`. */
export function linkMutations(link: LinkModel): Mutation[] {
  const { assign: assigning, remove: removing, assigning: does, removing: undoes } = link.options;
  const payload = payloadType(
    `${link.model.type}Payload`,
    `What became of ${link.model.options.noun}.`,
    fieldsOf(link),
  );
  const mutation = (name: string, description: string, input: TypeClass, work: LinkWork): Mutation => ({
    name,
    description,
    input,
    payload,
    work: async (given, unit) => perform(link, given, unit, work),
  });
  return [mutation(assigning, does, assignInput(link), assign), mutation(removing, undoes, removeInput(link), remove)];
}

type LinkWork = (unit: Unit, link: LinkModel, draft: Draft, input: Values) => Promise<void>;

async function perform(link: LinkModel, input: Values, unit: Unit, work: LinkWork): Promise<Result> {
  const draft = await linkDraft(unit, link, input);
  if (!draft.failed) await work(unit, link, draft, input);
  const { errors, failed } = draft;
  if (failed) return { fields: {}, errors, refused: true };
  const ends = link.options.ends.map(({ property }) => [endName(property), draft.values[property]] as const);
  return { fields: Object.fromEntries([...ends, [linkName(link), draft.id]]), errors, refused: false };
}

function fieldsOf(link: LinkModel): RecordField[] {
  const { model, options } = link;
  return [
    { name: linkName(link), model, description: `${capital(model.options.noun)}; null where it was refused.` },
    ...options.ends.map(({ property, model: end }) => ({
      name: endName(property),
      model: end,
      description: `${capital(end.options.noun)} that it ties, if it is one.`,
    })),
  ];
}

function linkName({ model: { type } }: LinkModel): string {
  return type.charAt(0).toLowerCase() + type.slice(1);
}

function endName(property: string): string {
  return property.replace(/Id$/, '');
}

function assignInput(link: LinkModel): TypeClass {
  const input = mutationInput(`${capital(link.options.assign)}Input`, link.options.assigning);
  addValues(input, link.properties, true);
  return input;
}

/** By its id, or by its ends and its key. */
function removeInput(link: LinkModel): TypeClass {
  const input = mutationInput(`${capital(link.options.remove)}Input`, link.options.removing);
  addField(input, 'id', () => ID, {
    nullable: true,
    description: 'The id of the tie. Or say which one by what it ties.',
  });
  const identity = link.properties.filter(({ property }) => link.identity.includes(property));
  addValues(input, identity, false);
  return input;
}
