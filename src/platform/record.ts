import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import { Column, PrimaryColumn } from 'typeorm';
import { DateTime } from './moment';
import { Readable, type EnumObject } from './reading';
import { line, slug, slugOf } from './writing/rules/values';
import { Writable } from './writing/model/writable';

/** Sorts names for people: ignores case and accents, in the same way on every installation. */
export const NAME_COLLATION = 'und-x-icu';

const ID_OF_NODE = 'The id. No two different objects have the same id. Give it to `node` to read the object again.';

const ID_OF_RECORD =
  'The id of the record as it is now: a UUID that never changes. A past state (`asOf`) has the id `<UUID>@<version>`, ' +
  'and what a dry run shows has `<UUID>@preview-…`.';

@InterfaceType('Node', {
  description: 'Any object that has an id.',
  // The domain says which types there are, not what else was imported.
  autoRegisterImplementations: false,
})
export abstract class Node {
  @Field(() => ID, { description: ID_OF_NODE })
  id!: string;
}

/** The columns of every record: an id, a version that each change raises, and its timestamps. */
@ObjectType()
export abstract class HubRecord {
  @PrimaryColumn('uuid')
  @Readable(() => ID, { description: ID_OF_RECORD })
  id!: string;

  /** A type whose `recordId` is the id of the record that it is about declares it anew. */
  @Readable(() => ID, { of: 'id', filterable: false, description: 'The UUID of the record, whichever state is shown.' })
  recordId!: string;

  @Column('integer', { default: 1 })
  @Readable(() => Int, { description: 'The version: 1 at first, one higher after each change.' })
  version!: number;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  @Readable(() => DateTime, { description: 'When the record was created.', orderable: true, groupable: true })
  createdAt!: Date;

  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  @Readable(() => DateTime, {
    description: 'When the record was last changed.',
    orderable: true,
    groupable: true,
  })
  updatedAt!: Date;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  @Readable(() => DateTime, {
    nullable: true,
    description: 'When the record was archived; null while it is current.',
  })
  archivedAt!: Date | null;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  @Readable(() => DateTime, {
    nullable: true,
    description: 'When somebody last confirmed that the record is correct; null if nobody has.',
    orderable: true,
    groupable: true,
  })
  assuredAt!: Date | null;

  @Column('text', { nullable: true })
  @Readable(() => String, {
    nullable: true,
    description:
      'Who last confirmed that the record is correct; null if nobody has. Requires permission to see authorship.',
    orderable: true,
    groupable: true,
  })
  assuredBy!: string | null;
}

/** A record that has a name and a slug. */
@ObjectType()
export abstract class NamedRecord extends HubRecord {
  @Column('text')
  @Readable(() => String, {
    description: 'The name for use in URLs: lower case, words joined by hyphens.',
    orderable: true,
  })
  @Writable(slug, { derived: ({ name }) => (typeof name === 'string' ? slugOf(name) : undefined), isFact: false })
  slug!: string;

  @Column({ type: 'text', collation: NAME_COLLATION })
  @Readable(() => String, { description: 'The name, as the source writes it.', orderable: true })
  @Writable(line)
  name!: string;
}

/** SQL for `@Check`: the column has a value of the enum. */
export function oneOf(column: string, values: EnumObject): string {
  return `${column} IN (${Object.keys(values)
    .map((value) => `'${value}'`)
    .join(', ')})`;
}
