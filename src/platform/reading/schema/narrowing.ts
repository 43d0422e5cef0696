import type { Linked } from '../model';
import { addField, type TypeClass } from './dynamic';
import { describedEnum } from './enums';

export const LinkDirection = describedEnum(
  'LinkDirection',
  'The direction of a link between two records of one type.',
  {
    OUTGOING: 'From the record that you read to the record in the list.',
    INCOMING: 'From the record in the list to the record that you read.',
  },
);

/** Adds what narrows the links of a list: its own arguments, and a direction. */
export function addNarrowing(relation: Linked, target: TypeClass): void {
  for (const { name, type, description } of relation.arguments) {
    addField(target, name, () => [type], { nullable: true, description });
  }
  if (!relation.mirrored) return;
  addField(target, 'direction', () => LinkDirection, {
    nullable: true,
    description: 'Only links in this direction. If left out, both directions.',
  });
}
