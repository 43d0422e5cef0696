import { GraphQLJSON } from 'graphql-scalars';
import { Directive, Field, ObjectType } from 'type-graphql';

@Directive('@shareable')
@ObjectType('FieldChange', { description: 'One value before and after a change.' })
export class FieldChangeType {
  @Field(() => String, {
    description:
      'The field, as the schema calls it. A relation that the record holds stands under its key, such as coreId; one that has links of its own, such as ' +
      'organizations, has an entry for each link.',
  })
  field!: string;

  @Field(() => GraphQLJSON, { nullable: true, description: 'The value before; null where there was none.' })
  before!: unknown;

  @Field(() => GraphQLJSON, { nullable: true, description: 'The value after; null where there is none.' })
  after!: unknown;
}
