import { contactsFeature } from './contacts';
import { coresFeature } from './cores';
import { organizationsFeature } from './organizations';
import { Domain, type Feature } from './platform/domain';
import { programsFeature } from './programs';
import { searchFeature } from './search';
import { sourcesFeature } from './sources';
import { taxonomyFeature } from './taxonomy';
import { updatesFeature } from './updates';

/** The domain, in its order: a feature may add to those before it and knows nothing of those after it. */
const features: readonly Feature[] = [
  organizationsFeature,
  coresFeature,
  programsFeature,
  contactsFeature,
  taxonomyFeature,
  sourcesFeature,
  searchFeature,
  updatesFeature,
];

/** All that they declare, put together. */
export const domain = new Domain(features);
