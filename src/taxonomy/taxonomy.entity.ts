import { ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';
import { Model, Readable } from '../platform/reading';
import { HubRecord, NAME_COLLATION, Node } from '../platform/record';
import { rules, Writable } from '../platform/writing';

@Entity('taxonomy')
@ObjectType('Taxonomy', {
  implements: Node,
  description: 'A controlled vocabulary, such as the vocabulary of audiences.',
})
@Index('taxonomy_name_key', ['name'], { unique: true })
@Index('taxonomy_created_at_idx', ['createdAt', 'id', 'archivedAt'])
@Index('taxonomy_assured_at_idx', ['assuredAt', 'id', 'archivedAt'])
@Index('taxonomy_updated_at_idx', ['updatedAt', 'id', 'archivedAt'])
@Index('taxonomy_assured_by_idx', ['assuredBy', 'id', 'archivedAt'])
export class Taxonomy extends HubRecord {
  @Column({ type: 'text', collation: NAME_COLLATION })
  @Readable(() => String, { description: 'The name.', orderable: true })
  @Writable(rules.line)
  name!: string;

  @Column('text', { nullable: true })
  @Readable(() => String, { nullable: true, description: 'What its terms say about a record.' })
  @Writable(rules.prose)
  description!: string | null;
}

export const taxonomies = new Model(Taxonomy, {
  type: 'Taxonomy',
  noun: 'a taxonomy',
  plural: 'taxonomies',
  defaultOrder: ['name'],
  inNetwork: false,
  label: 'name',
});
