import { contactAssignments, contacts } from '../contacts';
import { cores } from '../cores';
import { organizationAffiliations, organizations } from '../organizations';
import type { Model } from '../platform/reading';
import { identifiers, organizationRoles, programRelationships, programs } from '../programs';
import { attributes, taxonomies, terms } from '../taxonomy';

const cited: readonly Model[] = [
  organizations,
  organizationAffiliations,
  cores,
  programs,
  programRelationships,
  organizationRoles,
  identifiers,
  contacts,
  contactAssignments,
  taxonomies,
  terms,
  attributes,
];

/** Every model whose records are cited for, by the `record_type` of a citation. */
export const citedModels: ReadonlyMap<string, Model> = new Map(cited.map((model) => [model.table, model]));
