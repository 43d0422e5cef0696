import { GraphQLDate } from 'graphql-scalars';
import { ID, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { describedEnum, Model, Readable } from '../platform/reading';
import { HubRecord, Node, oneOf } from '../platform/record';
import { Reference, rules, Writable } from '../platform/writing';
import { Organization, organizations } from './organization.entity';

export const AffiliationType = describedEnum(
  'AffiliationType',
  'How two organizations are tied, other than as part and whole.',
  {
    AFFILIATED_WITH: 'It is affiliated with the other one.',
    PARTNER_OF: 'It works in partnership with the other one.',
    BASED_AT: 'It has its seat at the other one.',
    MEMBER_OF: 'It is a member of the other one.',
  },
);
export type AffiliationType = keyof typeof AffiliationType;

@Entity('organization_affiliation')
@ObjectType('OrganizationAffiliation', {
  implements: Node,
  description: 'A tie between two organizations that is not that of part and whole.',
})
@Index('organization_affiliation_key', ['organizationId', 'affiliateId', 'type'], { unique: true })
@Index('organization_affiliation_affiliate_idx', ['affiliateId'])
@Check('organization_affiliation_distinct_ends', 'organization_id <> affiliate_id')
@Check('organization_affiliation_type_known', oneOf('type', AffiliationType))
export class OrganizationAffiliation extends HubRecord {
  @Column('uuid')
  @ForeignKey(() => Organization, { name: 'organization_affiliation_organization_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, { filterOnly: true, description: 'The id of the organization that the tie starts from.' })
  @Reference(() => organizations)
  organizationId!: string;

  @Column('uuid')
  @ForeignKey(() => Organization, { name: 'organization_affiliation_affiliate_fkey', onDelete: 'RESTRICT' })
  @Readable(() => ID, { filterOnly: true, description: 'The id of the organization that the tie leads to.' })
  @Reference(() => organizations)
  affiliateId!: string;

  @Column('text')
  @Readable(() => AffiliationType, { description: 'What the tie is.', orderable: true, groupable: true })
  @Writable(rules.any)
  type!: AffiliationType;

  @Column('date', { nullable: true })
  @Readable(() => GraphQLDate, { nullable: true, description: 'The first day of the tie, where it is known.' })
  @Writable(rules.day)
  startedOn!: string | null;

  @Column('date', { nullable: true })
  @Readable(() => GraphQLDate, { nullable: true, description: 'The last day of the tie; null while it lasts.' })
  @Writable(rules.day)
  endedOn!: string | null;
}

export const organizationAffiliations = new Model(OrganizationAffiliation, {
  type: 'OrganizationAffiliation',
  noun: 'an affiliation',
  plural: 'affiliations',
  defaultOrder: ['type'],
});
