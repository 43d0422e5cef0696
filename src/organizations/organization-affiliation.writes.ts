import { LinkModel } from '../platform/writing';
import { organizationAffiliations } from './organization-affiliation.entity';
import { organizations } from './organization.entity';

export const affiliationWrites = new LinkModel(organizationAffiliations, {
  verbs: {
    assign: 'addAffiliation',
    remove: 'removeAffiliation',
    assigning: 'Ties two organizations other than as part and whole, or describes their tie anew.',
    removing: 'Ends the tie of two organizations.',
  },
  kinds: ['RELATED', 'UNRELATED'],
  ends: [
    { property: 'organizationId', model: organizations, field: 'affiliations' },
    { property: 'affiliateId', model: organizations, field: 'affiliations' },
  ],
  key: ['type'],
});
