/** The SQL statements of an operation, if plans answer what they can, and if resolvers answer everything. */
export interface Statements {
  readonly planned: number;
  readonly byResolvers: number;
}

/**
 * How many SQL statements each curated operation takes with the variables beside it, however many records it answers with. By resolvers: one
 * for each field that reads records, counts, groups or aggregates, one for each type of record behind a `node` or `record`. A field that finds
 * no parent to start from takes none. With plans: one, and one for each of these fields that a plan cannot read.
 */
export const STATEMENTS = {
  ContactsForPathwayPrograms: { planned: 1, byResolvers: 4 },
  CopyOfAllPrograms: { planned: 1, byResolvers: 2 },
  CoresInNumbers: { planned: 1, byResolvers: 3 },
  CoresWithoutPrograms: { planned: 1, byResolvers: 3 },
  EverythingAboutAProgram: { planned: 1, byResolvers: 13 },
  GapsInTheDirectory: { planned: 1, byResolvers: 8 },
  GroupsToJoin: { planned: 1, byResolvers: 5 },
  HowAnOrganizationIsConnected: { planned: 2, byResolvers: 6 },
  HowTwoOrganizationsAreLinked: { planned: 5, byResolvers: 5 },
  HowWellGrounded: { planned: 1, byResolvers: 3 },
  InferredFacts: { planned: 9, byResolvers: 12 },
  MostActiveOrganizations: { planned: 1, byResolvers: 2 },
  PartnersInAProgram: { planned: 1, byResolvers: 5 },
  ProgramDirectory: { planned: 2, byResolvers: 5 },
  ProgramsByCore: { planned: 1, byResolvers: 2 },
  ProgramsByKindAndStatus: { planned: 1, byResolvers: 3 },
  ProgramsForAnAudience: { planned: 2, byResolvers: 4 },
  ProgramsWithMostPartners: { planned: 1, byResolvers: 4 },
  SearchTheNetwork: { planned: 5, byResolvers: 5 },
  SupportForAProgram: { planned: 1, byResolvers: 6 },
  TopicsOfPrograms: { planned: 2, byResolvers: 3 },
  WhatACenterRuns: { planned: 1, byResolvers: 5 },
  WhatChangedLately: { planned: 4, byResolvers: 4 },
  WhatToLookAt: { planned: 3, byResolvers: 3 },
  WhenProgramsBegan: { planned: 1, byResolvers: 2 },
  WhoHasWhichRole: { planned: 1, byResolvers: 5 },
  WhoWorksOnATopic: { planned: 1, byResolvers: 5 },
} as const satisfies Readonly<Record<string, Statements>>;
