import { ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { Organization, organizations } from '../organizations';
import { Model, Readable } from '../platform/reading';
import { NamedRecord, Node } from '../platform/record';
import { Reference, rules, Writable } from '../platform/writing';

@Entity('core')
@ObjectType('Core', { implements: Node, description: 'A core: a workstream of a center.' })
@Index('core_slug_key', ['slug'], { unique: true })
@Index('core_living_name_key', ['organizationId', 'name'], { unique: true, where: 'archived_at IS NULL' })
@Index('core_organization_name_idx', ['organizationId', 'name'])
@Index('core_name_idx', ['name', 'id', 'archivedAt'])
@Index('core_position_idx', ['position', 'id', 'archivedAt'])
@Index('core_created_at_idx', ['createdAt', 'id', 'archivedAt'])
@Index('core_assured_at_idx', ['assuredAt', 'id', 'archivedAt'])
@Index('core_updated_at_idx', ['updatedAt', 'id', 'archivedAt'])
@Index('core_assured_by_idx', ['assuredBy', 'id', 'archivedAt'])
@Index('core_name_words_idx', { synchronize: false })
@Index('core_text_idx', { synchronize: false })
@Index('core_folded_name_idx', { synchronize: false })
@Index('core_trigram_idx', { synchronize: false })
export class Core extends NamedRecord {
  @Column('uuid')
  @ForeignKey(() => Organization, { name: 'core_organization_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, { filterOnly: true, description: 'The id of the organization that owns it.' })
  @Reference(() => organizations)
  organizationId!: string;

  @Column('text', { nullable: true })
  @Readable(() => String, { nullable: true, description: 'The motto printed next to the name.' })
  @Writable(rules.line)
  tagline!: string | null;

  @Column('text', { nullable: true })
  @Readable(() => String, { nullable: true, description: 'What the core works on, in one or two sentences.' })
  @Writable(rules.prose)
  description!: string | null;

  @Column('integer', { default: 0 })
  @Readable(() => Int, { description: "Its position among its organization's cores, starting at 1.", orderable: true })
  @Writable(rules.position, { initial: 0, isFact: false })
  position!: number;
}

export const cores = new Model(Core, {
  type: 'Core',
  noun: 'a core',
  plural: 'cores',
  keys: ['id', 'slug'],
  defaultOrder: ['position'],
  label: 'name',
  search: { by: 'name, tagline and description', others: ['tagline'], detail: 'description' },
  resembles: { by: 'name', properties: ['name'], parent: 'organizationId' },
});
