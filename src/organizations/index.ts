export { Organization, organizations } from './organization.entity';
export { OrganizationAffiliation, organizationAffiliations } from './organization-affiliation.entity';
export { organizationsFeature } from './organizations.feature';
export { organizationWrites } from './organization.writes';
