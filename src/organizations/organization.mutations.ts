import { setMutation, type Mutation } from '../platform/writing';
import { organizationWrites } from './organization.writes';

/** A change of its own, so that an importing system need not be let near anything else. */
export function setOrganizationParent(): Mutation {
  return setMutation(organizationWrites, {
    name: 'setOrganizationParent',
    description: 'Makes an organization a part of another one. With null it is a part of none.',
    property: 'parentOrganizationId',
  });
}
