import { GraphQLJSON } from 'graphql-scalars';
import { Directive, Field, ObjectType } from 'type-graphql';

@Directive('@shareable')
@ObjectType('FieldChange', { description: 'One value before and after a change.' })
export class FieldChangeType {
  @Field(() => String, {
    description:
      'The field, as the schema names it. A reference to one record appears under its key, such as coreId. A list of links, such as ' +
      'organizations, has one entry for each link.',
  })
  field!: string;

  @Field(() => GraphQLJSON, { nullable: true, description: 'The value before the change; null if there was none.' })
  before!: unknown;

  @Field(() => GraphQLJSON, { nullable: true, description: 'The value after the change; null if there is none.' })
  after!: unknown;
}
