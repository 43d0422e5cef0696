import type { Policies } from './platform/access/policies';

/** Who may do what. Which role has which permission: src/platform/access/permissions.ts; how to add a policy: docs/access.md. */
export const policies: Policies = {
  roots: {
    Query: {
      organization: 'READ',
      organizations: 'READ',
      core: 'READ',
      cores: 'READ',
      program: 'READ',
      programs: 'READ',
      contact: 'READ',
      contacts: 'READ',
      taxonomies: 'READ',
      terms: 'READ',
      sources: 'READ',
      citations: 'READ',
      search: 'READ',
    },
  },
  records: {
    Organization: 'READ',
    OrganizationAffiliation: 'READ',
    Core: 'READ',
    Program: 'READ',
    ProgramRelationship: 'READ',
    OrganizationRole: 'READ',
    Identifier: 'READ',
    Contact: 'READ',
    ContactAssignment: 'READ',
    Taxonomy: 'READ',
    Term: 'READ',
    Attribute: 'READ',
    Source: 'READ',
    Citation: 'READ',
  },
  fields: {
    '*.assuredBy': 'AUTHORSHIP',
  },
};
