import { ID, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Core, cores } from '../cores';
import { Organization, organizations } from '../organizations';
import { Model, Readable } from '../platform/reading';
import { HubRecord, Node } from '../platform/record';
import { Reference } from '../platform/writing';
import { Program, programs } from '../programs';
import { Term, terms } from './term.entity';

@Entity('attribute')
@ObjectType('Attribute', {
  implements: Node,
  description: 'A tag: the link from a term to an organization, a core or a program.',
})
@Index('attribute_key', ['termId', 'organizationId', 'coreId', 'programId'], { unique: true })
@Index('attribute_organization_idx', ['organizationId', 'termId', 'id', 'archivedAt'])
@Index('attribute_core_idx', ['coreId', 'termId', 'id', 'archivedAt'])
@Index('attribute_program_idx', ['programId', 'termId', 'id', 'archivedAt'])
@Check('attribute_one_target', 'num_nonnulls(organization_id, core_id, program_id) = 1')
export class Attribute extends HubRecord {
  @Column('uuid')
  @ForeignKey(() => Term, { name: 'attribute_term_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, { filterOnly: true, description: 'The id of the term.' })
  @Reference(() => terms)
  termId!: string;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Organization, { name: 'attribute_organization_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, { nullable: true, filterOnly: true, description: 'The id of the organization.' })
  @Reference(() => organizations)
  organizationId!: string | null;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Core, { name: 'attribute_core_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, { nullable: true, filterOnly: true, description: 'The id of the core.' })
  @Reference(() => cores)
  coreId!: string | null;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Program, { name: 'attribute_program_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, { nullable: true, filterOnly: true, description: 'The id of the program.' })
  @Reference(() => programs)
  programId!: string | null;
}

export const attributes = new Model(Attribute, {
  type: 'Attribute',
  noun: 'a tag',
  plural: 'tags',
  defaultOrder: [],
});
