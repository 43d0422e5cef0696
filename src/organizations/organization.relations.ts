import { belongsTo, hasMany, linked, type Relation } from '../platform/reading';
import { AffiliationType, organizationAffiliations } from './organization-affiliation.entity';
import { organizations } from './organization.entity';

export const organizationRelations: readonly Relation[] = [
  belongsTo({
    on: organizations,
    name: 'parent',
    target: organizations,
    by: 'parentOrganizationId',
    nullable: true,
    groupable: true,
    description: 'The organization that it is part of.',
  }),

  hasMany({
    on: organizations,
    name: 'children',
    target: organizations,
    by: 'parentOrganizationId',
    needsIt: true,
    description: 'The organizations that are part of it.',
  }),

  linked({
    on: organizations,
    name: 'affiliations',
    target: organizations,
    link: organizationAffiliations,
    from: 'organizationId',
    to: 'affiliateId',
    mirrored: true,
    edge: ['type', 'startedOn', 'endedOn'],
    arguments: [{ name: 'types', property: 'type', type: AffiliationType, description: 'Only links of these types.' }],
    description: 'The organizations that it is linked to other than as parent and part, in both directions.',
  }),

  belongsTo({
    on: organizationAffiliations,
    name: 'organization',
    target: organizations,
    by: 'organizationId',
    nullable: true,
    groupable: true,
    description: 'The organization that the link starts from.',
  }),

  belongsTo({
    on: organizationAffiliations,
    name: 'affiliate',
    target: organizations,
    by: 'affiliateId',
    nullable: true,
    groupable: true,
    description: 'The organization that the link leads to.',
  }),
];
