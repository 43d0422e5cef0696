import { ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index } from 'typeorm';
import { DateTime } from '../platform/moment';
import { Model, Readable } from '../platform/reading';
import { HubRecord, NAME_COLLATION, Node } from '../platform/record';
import { rules, Writable } from '../platform/writing';

@Entity('source')
@ObjectType('Source', { implements: Node, description: 'A document from which the hub takes its facts.' })
@Index('source_key_key', ['key'], { unique: true })
@Index('source_title_idx', ['title', 'id', 'archivedAt'])
@Index('source_created_at_idx', ['createdAt', 'id', 'archivedAt'])
@Index('source_assured_at_idx', ['assuredAt', 'id', 'archivedAt'])
@Index('source_updated_at_idx', ['updatedAt', 'id', 'archivedAt'])
@Index('source_assured_by_idx', ['assuredBy', 'id', 'archivedAt'])
@Check('source_sha256_form', `sha256 ~ '^[0-9a-f]{64}$'`)
export class Source extends HubRecord {
  @Column('text')
  @Readable(() => String, { description: 'The short name of the document in the hub.', orderable: true })
  @Writable(rules.capitals)
  key!: string;

  @Column({ type: 'text', collation: NAME_COLLATION })
  @Readable(() => String, { description: 'The title of the document.', orderable: true })
  @Writable(rules.line)
  title!: string;

  @Column('text')
  @Readable(() => String, {
    description: 'The SHA-256 hash of the document as it was read, in lower-case hexadecimal.',
  })
  @Writable(rules.sha256)
  sha256!: string;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  @Readable(() => DateTime, {
    nullable: true,
    description: 'When the document was retrieved; null if unknown.',
  })
  @Writable(rules.moment)
  retrievedAt!: Date | null;
}

export const sources = new Model(Source, {
  type: 'Source',
  noun: 'a source',
  plural: 'sources',
  cited: false,
  defaultOrder: ['key'],
  label: 'title',
});
