import { ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index } from 'typeorm';
import { DateTime } from '../platform/moment';
import { describedEnum, Model, Readable } from '../platform/reading';
import { HubRecord, NAME_COLLATION, Node, oneOf } from '../platform/record';
import { URL } from '../platform/scalars';
import { rules, Writable } from '../platform/writing';

export const SourceKind = describedEnum('SourceKind', 'What kind of document a source is.', {
  WEB_PAGE: 'A page of a website.',
  REPORT: 'A report, such as one of a year or of a project.',
  ARTICLE: 'An article in a journal or a newspaper.',
  PRESENTATION: 'Slides, or the text of a talk.',
  DATASET: 'A table, or another file with data.',
  CORRESPONDENCE: 'A letter, or an e-mail message.',
  INTERVIEW: 'What somebody said, written down.',
  OTHER: 'Another kind of document, or an unknown kind.',
});
export type SourceKind = keyof typeof SourceKind;

@Entity('source')
@ObjectType('Source', { implements: Node, description: 'A document from which the hub takes its facts.' })
@Index('source_key_key', ['key'], { unique: true })
@Index('source_sha256_key', ['sha256'], { unique: true })
@Index('source_kind_idx', ['kind', 'id', 'archivedAt'])
@Index('source_url_idx', ['url'], { type: 'hash' })
@Index('source_title_idx', ['title', 'id', 'archivedAt'])
@Index('source_created_at_idx', ['createdAt', 'id', 'archivedAt'])
@Index('source_assured_at_idx', ['assuredAt', 'id', 'archivedAt'])
@Index('source_updated_at_idx', ['updatedAt', 'id', 'archivedAt'])
@Index('source_assured_by_idx', ['assuredBy', 'id', 'archivedAt'])
@Check('source_kind_known', oneOf('kind', SourceKind))
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
  @Readable(() => SourceKind, { description: 'What kind of document it is.', orderable: true, groupable: true })
  @Writable(rules.any)
  kind!: SourceKind;

  @Column('text', { nullable: true })
  @Readable(() => URL, { nullable: true, description: 'The URL at which the document was read.' })
  @Writable(rules.web)
  url!: string | null;

  @Column('text', { nullable: true })
  @Readable(() => String, {
    nullable: true,
    description:
      'The SHA-256 hash of the document as it was read, in lower-case hexadecimal; null if there is no file, as of an interview.',
  })
  @Writable(rules.sha256)
  sha256!: string | null;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  @Readable(() => DateTime, {
    nullable: true,
    description: 'When the document was retrieved; null if unknown.',
  })
  @Writable(rules.past)
  retrievedAt!: Date | null;
}

export const sources = new Model(Source, {
  type: 'Source',
  noun: 'a source',
  plural: 'sources',
  cited: false,
  defaultOrder: ['key'],
  inNetwork: false,
  label: 'title',
});
