/**
 * How many SQL statements each curated operation takes with the variables beside it, however many records it answers with: one
 * for each field that reads records, counts or groups, one for each type of record behind a `node` or `record`. A field that finds
 * no parent to start from takes none.
 */
export const STATEMENTS = {
  ContactsForPathwayPrograms: 4,
  CoresWithoutPrograms: 3,
  EverythingAboutAProgram: 13,
  GapsInTheDirectory: 8,
  GroupsToJoin: 5,
  HowAnOrganizationIsConnected: 6,
  HowWellGrounded: 3,
  InferredFacts: 12,
  MostActiveOrganizations: 2,
  PartnersInAProgram: 5,
  ProgramDirectory: 5,
  ProgramsByKindAndStatus: 3,
  ProgramsForAnAudience: 4,
  SearchTheNetwork: 5,
  SupportForAProgram: 6,
  WhatACenterRuns: 5,
  WhoWorksOnATopic: 5,
} as const;
