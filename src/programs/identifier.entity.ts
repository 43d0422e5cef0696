import { ID, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Organization, organizations } from '../organizations';
import { Model, Readable } from '../platform/reading';
import { HubRecord, Node } from '../platform/record';
import { Reference, rules, Writable } from '../platform/writing';
import { Program, programs } from './program.entity';

@Entity('identifier')
@ObjectType('Identifier', {
  implements: Node,
  description: 'The identifier of an organization or a program in another system.',
})
@Index('identifier_key', ['scheme', 'value'], { unique: true })
@Index('identifier_organization_idx', ['organizationId'])
@Index('identifier_program_idx', ['programId'])
@Check('identifier_one_target', 'num_nonnulls(organization_id, program_id) = 1')
export class Identifier extends HubRecord {
  @Column('uuid', { nullable: true })
  @ForeignKey(() => Organization, { name: 'identifier_organization_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, {
    nullable: true,
    filterOnly: true,
    description: 'The id of the organization that it identifies.',
  })
  @Reference(() => organizations)
  organizationId!: string | null;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Program, { name: 'identifier_program_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, { nullable: true, filterOnly: true, description: 'The id of the program that it identifies.' })
  @Reference(() => programs)
  programId!: string | null;

  @Column('text')
  @Readable(() => String, {
    description: 'The identifier scheme or the system that issued it, such as EIN.',
    orderable: true,
    groupable: true,
  })
  @Writable(rules.line)
  scheme!: string;

  @Column('text')
  @Readable(() => String, { description: 'The identifier, as that system writes it.', orderable: true })
  @Writable(rules.line)
  value!: string;
}

export const identifiers = new Model(Identifier, {
  type: 'Identifier',
  noun: 'an identifier',
  plural: 'identifiers',
  defaultOrder: ['scheme', 'value'],
});
