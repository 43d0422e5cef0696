export { Organization, OrganizationType, organizations } from './organization.entity';
export { AffiliationType, OrganizationAffiliation, organizationAffiliations } from './organization-affiliation.entity';
export { organizationsFeature } from './organizations.feature';
