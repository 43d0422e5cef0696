import { contactsFeature } from './contacts';
import { coresFeature } from './cores';
import { networkFeature } from './network';
import { organizationsFeature } from './organizations';
import { Domain, type Feature } from './platform/domain';
import { programsFeature } from './programs';
import { qualityFeature } from './quality';
import { searchFeature } from './search';
import { sourcesFeature } from './sources';
import { taxonomyFeature } from './taxonomy';
import { updatesFeature } from './updates';

/** All features. The order matters: a feature may add to the ones before it, and does not know the ones after it. */
const features: readonly Feature[] = [
  organizationsFeature,
  coresFeature,
  programsFeature,
  contactsFeature,
  taxonomyFeature,
  sourcesFeature,
  qualityFeature,
  networkFeature,
  searchFeature,
  updatesFeature,
];

/** What all features declare, put together. */
export const domain = new Domain(features);
