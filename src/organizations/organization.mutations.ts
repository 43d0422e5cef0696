import { setMutation, type Mutation } from '../platform/writing';
import { organizationWrites } from './organization.writes';

/** A separate mutation, so that an importing system needs no other permission. */
export function setOrganizationParent(): Mutation {
  return setMutation(organizationWrites, {
    name: 'setOrganizationParent',
    description: 'Makes an organization a part of another one. With null it is a part of none.',
    property: 'parentOrganizationId',
  });
}
