export { Organization, organizations } from './organization.entity';
export { organizationsFeature } from './organizations.feature';
export { organizationWrites } from './organization.writes';
