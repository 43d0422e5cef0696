import { Day } from '../platform/scalars';
import { ID, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { describedEnum, Model, Readable } from '../platform/reading';
import { HubRecord, Node, oneOf } from '../platform/record';
import { Reference, rules, Writable } from '../platform/writing';
import { Organization, organizations } from './organization.entity';

export const AffiliationType = describedEnum(
  'AffiliationType',
  'How two organizations are linked, other than as parent and part.',
  {
    AFFILIATED_WITH: 'The first organization is affiliated with the second.',
    PARTNER_OF: 'The first organization is a partner of the second.',
    BASED_AT: 'The first organization is based at the second.',
    MEMBER_OF: 'The first organization is a member of the second.',
  },
);
export type AffiliationType = keyof typeof AffiliationType;

@Entity('organization_affiliation')
@ObjectType('OrganizationAffiliation', {
  implements: Node,
  description: 'A link from one organization to another, other than from a part to its parent.',
})
@Index('organization_affiliation_key', ['organizationId', 'affiliateId', 'type'], { unique: true })
@Index('organization_affiliation_affiliate_idx', ['affiliateId'])
@Index('organization_affiliation_type_idx', ['type', 'id', 'archivedAt'])
@Index('organization_affiliation_started_on_idx', ['startedOn', 'id', 'archivedAt'])
@Index('organization_affiliation_ended_on_idx', ['endedOn', 'id', 'archivedAt'])
@Index('organization_affiliation_created_at_idx', ['createdAt', 'id', 'archivedAt'])
@Index('organization_affiliation_assured_at_idx', ['assuredAt', 'id', 'archivedAt'])
@Index('organization_affiliation_updated_at_idx', ['updatedAt', 'id', 'archivedAt'])
@Index('organization_affiliation_assured_by_idx', ['assuredBy', 'id', 'archivedAt'])
@Check('organization_affiliation_distinct_ends', 'organization_id <> affiliate_id')
@Check('organization_affiliation_type_known', oneOf('type', AffiliationType))
export class OrganizationAffiliation extends HubRecord {
  @Column('uuid')
  @ForeignKey(() => Organization, { name: 'organization_affiliation_organization_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, { filterOnly: true, description: 'The id of the organization that the link starts from.' })
  @Reference(() => organizations)
  organizationId!: string;

  @Column('uuid')
  @ForeignKey(() => Organization, { name: 'organization_affiliation_affiliate_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, { filterOnly: true, description: 'The id of the organization that the link leads to.' })
  @Reference(() => organizations)
  affiliateId!: string;

  @Column('text')
  @Readable(() => AffiliationType, { description: 'The type of the link.', orderable: true, groupable: true })
  @Writable(rules.any)
  type!: AffiliationType;

  @Column('date', { nullable: true })
  @Readable(() => Day, {
    nullable: true,
    orderable: true,
    groupable: true,
    description: 'The first day of the link; null if unknown.',
  })
  @Writable(rules.day)
  startedOn!: string | null;

  @Column('date', { nullable: true })
  @Readable(() => Day, {
    nullable: true,
    orderable: true,
    groupable: true,
    description: 'The last day of the link; null while it lasts.',
  })
  @Writable(rules.day, { notBefore: 'startedOn' })
  endedOn!: string | null;
}

export const organizationAffiliations = new Model(OrganizationAffiliation, {
  type: 'OrganizationAffiliation',
  noun: 'an affiliation',
  plural: 'affiliations',
  defaultOrder: ['type'],
  firstDay: 'startedOn',
  lastDay: 'endedOn',
});
