import { ID, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Model, Readable } from '../platform/reading';
import { HubRecord, NAME_COLLATION, Node } from '../platform/record';
import { Reference, rules, Writable } from '../platform/writing';
import { taxonomies, Taxonomy } from './taxonomy.entity';

@Entity('taxonomy_term')
@ObjectType('Term', { implements: Node, description: 'A term of a taxonomy. Records are tagged with terms.' })
@Index('taxonomy_term_code_key', ['taxonomyId', 'code'], { unique: true })
@Index('taxonomy_term_parent_idx', ['parentId'])
@Index('taxonomy_term_merged_into_idx', ['mergedIntoId'])
@Index('taxonomy_term_code_idx', ['code', 'id', 'archivedAt'])
@Index('taxonomy_term_name_idx', ['name', 'id', 'archivedAt'])
@Index('taxonomy_term_created_at_idx', ['createdAt', 'id', 'archivedAt'])
@Index('taxonomy_term_assured_at_idx', ['assuredAt', 'id', 'archivedAt'])
@Index('taxonomy_term_updated_at_idx', ['updatedAt', 'id', 'archivedAt'])
@Index('taxonomy_term_assured_by_idx', ['assuredBy', 'id', 'archivedAt'])
@Index('taxonomy_term_text_idx', { synchronize: false })
@Check('taxonomy_term_not_own_parent', 'parent_id <> id')
export class Term extends HubRecord {
  @Column('uuid')
  @ForeignKey(() => Taxonomy, { name: 'taxonomy_term_taxonomy_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, { filterOnly: true, description: 'The id of the taxonomy that it belongs to.' })
  @Reference(() => taxonomies)
  taxonomyId!: string;

  @Column('text')
  @Readable(() => String, {
    description: 'The code, unique within its taxonomy: lower case, words joined by hyphens.',
    orderable: true,
  })
  @Writable(rules.slug, { isFact: false })
  code!: string;

  @Column({ type: 'text', collation: NAME_COLLATION })
  @Readable(() => String, { description: 'The term, written out.', orderable: true })
  @Writable(rules.line)
  name!: string;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Term, { name: 'taxonomy_term_parent_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, { nullable: true, filterOnly: true, description: 'The id of the broader term.' })
  @Reference(() => terms)
  parentId!: string | null;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Term, { name: 'taxonomy_term_merged_into_fkey', onDelete: 'RESTRICT' })
  mergedIntoId!: string | null;
}

export const terms = new Model(Term, {
  type: 'Term',
  noun: 'a term',
  plural: 'terms',
  keys: ['id'],
  defaultOrder: ['name'],
  inNetwork: false,
  label: 'name',
  mergeable: true,
});
