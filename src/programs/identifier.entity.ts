import { ID, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Organization, organizations } from '../organizations';
import { hasMany, Model, Readable } from '../platform/reading';
import { HubRecord, Node } from '../platform/record';
import { Program, programs } from './program.entity';

@Entity('identifier')
@ObjectType('Identifier', { implements: Node, description: 'How another system calls an organization or a program.' })
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
    description: 'The id of the organization that it stands for.',
  })
  organizationId!: string | null;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Program, { name: 'identifier_program_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, { nullable: true, filterOnly: true, description: 'The id of the program that it stands for.' })
  programId!: string | null;

  @Column('text')
  @Readable(() => String, { description: 'The system that gave it, such as EIN.', orderable: true, groupable: true })
  scheme!: string;

  @Column('text')
  @Readable(() => String, { description: 'The identifier as that system writes it.', orderable: true })
  value!: string;
}

export const identifiers = new Model(Identifier, {
  type: 'Identifier',
  noun: 'an identifier',
  plural: 'identifiers',
  defaultOrder: ['scheme', 'value'],
});

for (const [on, by] of [
  [organizations, 'organizationId'],
  [programs, 'programId'],
] as const) {
  hasMany({ on, name: 'identifiers', target: identifiers, by, description: 'How other systems call it.' });
}
