import { ID, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { describedEnum, Model, Readable } from '../platform/reading';
import { HubRecord, Node, oneOf } from '../platform/record';
import { Reference, rules, Writable } from '../platform/writing';
import { Program, programs } from './program.entity';

export const ProgramRelationshipType = describedEnum(
  'ProgramRelationshipType',
  'How one program is linked to another.',
  {
    PART_OF: 'The first program is a part of the second.',
    RECRUITS_FOR: 'The first program recruits participants for the second.',
  },
);
export type ProgramRelationshipType = keyof typeof ProgramRelationshipType;

@Entity('program_relationship')
@ObjectType('ProgramRelationship', { implements: Node, description: 'A link from one program to another.' })
@Index('program_relationship_key', ['programId', 'relatedProgramId', 'type'], { unique: true })
@Index('program_relationship_related_idx', ['relatedProgramId'])
@Index('program_relationship_type_idx', ['type', 'id', 'archivedAt'])
@Index('program_relationship_created_at_idx', ['createdAt', 'id', 'archivedAt'])
@Index('program_relationship_assured_at_idx', ['assuredAt', 'id', 'archivedAt'])
@Index('program_relationship_updated_at_idx', ['updatedAt', 'id', 'archivedAt'])
@Index('program_relationship_assured_by_idx', ['assuredBy', 'id', 'archivedAt'])
@Check('program_relationship_distinct_ends', 'program_id <> related_program_id')
@Check('program_relationship_type_known', oneOf('type', ProgramRelationshipType))
export class ProgramRelationship extends HubRecord {
  @Column('uuid')
  @ForeignKey(() => Program, { name: 'program_relationship_program_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, { filterOnly: true, description: 'The id of the program that the link starts from.' })
  @Reference(() => programs)
  programId!: string;

  @Column('uuid')
  @ForeignKey(() => Program, { name: 'program_relationship_related_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, { filterOnly: true, description: 'The id of the program that the link leads to.' })
  @Reference(() => programs)
  relatedProgramId!: string;

  @Column('text')
  @Readable(() => ProgramRelationshipType, { description: 'The type of the link.', orderable: true, groupable: true })
  @Writable(rules.any)
  type!: ProgramRelationshipType;
}

export const programRelationships = new Model(ProgramRelationship, {
  type: 'ProgramRelationship',
  noun: 'a program relationship',
  plural: 'program relationships',
  defaultOrder: ['type'],
});
