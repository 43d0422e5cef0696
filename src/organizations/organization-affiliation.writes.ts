import { LinkModel } from '../platform/writing';
import { organizationAffiliations } from './organization-affiliation.entity';
import { organizations } from './organization.entity';

export const affiliationWrites = new LinkModel(organizationAffiliations, {
  verbs: {
    assign: 'addAffiliation',
    remove: 'removeAffiliation',
    assigning: 'Links two organizations other than as parent and part, or updates their link.',
    removing: 'Removes the link between two organizations.',
  },
  kinds: ['RELATED', 'UNRELATED'],
  ends: [
    { property: 'organizationId', model: organizations, field: 'affiliations' },
    { property: 'affiliateId', model: organizations, field: 'affiliations' },
  ],
  key: ['type'],
});
