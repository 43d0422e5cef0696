import { GraphQLID } from 'graphql';
import { addField, type TypeClass } from '../../../reading/schema/dynamic';
import { capital, fieldName } from '../../../naming';
import { RefusedDeclaration } from '../../../refused-declaration';
import { addValues } from '../../schema/inputs';
import type { LinkModel, LinkVerbs } from '../../model/link-model';
import { assign, linkDraft, remove } from './links';
import { mutationInput, payloadType, type Mutation, type RecordField } from '../../schema/mutation';
import type { Values } from '../../unit/stored-rows';
import type { Unit } from '../../unit/unit';
import type { Result } from '../../unit/work';
import type { Draft } from '../../rules/draft';

/** The two mutations of a link: `assignOrganizationRole` and `removeOrganizationRole`. */
export function linkMutations(link: LinkModel): Mutation[] {
  const { verbs } = link.options;
  if (!verbs) throw new LinkWithoutVerbs(link.model.type);
  const payload = payloadType(
    `${link.model.type}Payload`,
    `The result of a mutation of ${link.model.options.noun}.`,
    fieldsOf(link),
  );
  const mutation = (name: string, description: string, input: TypeClass, work: LinkWork): Mutation => ({
    name,
    description,
    input,
    payload,
    work: async (given, unit) => perform(link, given, unit, work),
  });
  const input = assignInput(link, verbs);
  return [
    { ...mutation(verbs.assign, verbs.assigning, input, assign), cited: [input] },
    mutation(verbs.remove, verbs.removing, removeInput(link, verbs), remove),
  ];
}

type LinkWork = (unit: Unit, link: LinkModel, draft: Draft, input: Values) => Promise<void>;

async function perform(link: LinkModel, input: Values, unit: Unit, work: LinkWork): Promise<Result> {
  const draft = await linkDraft(unit, link, input);
  if (!draft.failed) await work(unit, link, draft, input);
  const { errors, failed } = draft;
  if (failed) return { fields: {}, errors, refused: true };
  const ends = link.options.ends.map(({ property }) => [endName(property), draft.values[property]] as const);
  return { fields: Object.fromEntries([...ends, [fieldName(link.model.type), draft.id]]), errors, refused: false };
}

function fieldsOf(link: LinkModel): RecordField[] {
  const { model, options } = link;
  return [
    {
      name: fieldName(link.model.type),
      model,
      description: 'The link that was added, updated or removed; null if the input was rejected.',
    },
    ...options.ends.map(({ property, model: end }) => ({
      name: endName(property),
      model: end,
      description: `${capital(end.options.noun)} at an end of the link, if the link has one.`,
    })),
  ];
}

function endName(property: string): string {
  return property.replace(/Id$/, '');
}

function assignInput(link: LinkModel, { assign: name, assigning }: LinkVerbs): TypeClass {
  const input = mutationInput(`${capital(name)}Input`, assigning);
  addValues(input, link.properties, true);
  return input;
}

/** By its id, or by its ends and its key. */
function removeInput(link: LinkModel, { remove: name, removing }: LinkVerbs): TypeClass {
  const input = mutationInput(`${capital(name)}Input`, removing);
  addField(input, 'id', () => GraphQLID, {
    nullable: true,
    description: 'The id of the link. Alternatively, identify the link by its records.',
  });
  const identity = link.properties.filter(({ property }) => link.identity.includes(property));
  addValues(input, identity, false);
  return input;
}

/** A link needs mutations, but its LinkModel does not name them. */
export class LinkWithoutVerbs extends RefusedDeclaration {
  constructor(type: string) {
    super(`The LinkModel of ${type} has no verbs; add the names of its two mutations.`);
  }
}
