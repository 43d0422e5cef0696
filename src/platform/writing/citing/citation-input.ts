import { GraphQLID } from 'graphql';
import { GraphQLJSON } from 'graphql-scalars';
import { onceFor } from '../../once-for';
import { addField, inputClass, type TypeClass } from '../../reading/schema/dynamic';
import { addValues } from '../schema/inputs';
import type { Mutation } from '../schema/mutation';
import { passageOf, type Citing } from './facts';

const CITATIONS =
  'The passages of sources that support it: at most 100. A citation belongs to the value that the field has after this mutation; when that changes, it is no longer current.';

/** `CitationInput`: what is cited for a record or one of its fields. */
const citationInput = onceFor((citing: Citing): TypeClass => {
  const input = inputClass('CitationInput', 'A passage of a source about a record, a link or the value of one field.');
  addCitation(input, citing);
  return input;
});

/** The fields of a citation. */
export function addCitation(input: TypeClass, citing: Citing): void {
  addField(input, 'field', () => String, {
    nullable: true,
    description:
      'The field that it is for, as the schema names it. Leave it out to cite the record or link as a whole, with all values that it has now.',
  });
  addField(input, 'sourceId', () => GraphQLID, {
    nullable: true,
    description: 'The id of the source. Or give its key.',
  });
  addField(input, 'sourceKey', () => String, { nullable: true, description: 'The key of the source. Or give its id.' });
  addValues(input, passageOf(citing), true);
  addField(input, 'value', () => GraphQLJSON, {
    nullable: true,
    description:
      'The value that the source gives, if it is another one than that of the field: the contradiction then shows until somebody decides. That of a reference is an id or a slug.',
  });
}

/** `citations` in the inputs that take them. */
export function completeInputs(mutations: readonly Mutation[], citing: Citing | undefined): void {
  if (!citing) return;
  const citation = citationInput(citing);
  for (const input of new Set(mutations.flatMap(({ cited }) => cited ?? []))) {
    addField(input, 'citations', () => [citation], { nullable: true, description: CITATIONS });
  }
}
