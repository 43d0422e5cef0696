export { Organization, organizations } from './organization.entity';
export { organizationsFeature } from './organizations.feature';
