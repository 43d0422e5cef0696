/** The words that the tables allow. A test compares them with the tables' own checks, so that the two cannot part. */
export const VOCABULARY = {
  organizationType: [
    'HOSPITAL',
    'HEALTH_SYSTEM',
    'DEPARTMENT',
    'COMMITTEE',
    'NETWORK',
    'EMPLOYEE_RESOURCE_GROUP',
    'CENTER',
    'INSTITUTE',
    'UNIVERSITY',
    'COMMUNITY',
    'GOVERNMENT',
    'FINANCIAL',
    'ADVOCACY',
  ],
  affiliationType: ['AFFILIATED_WITH', 'PARTNER_OF', 'BASED_AT', 'MEMBER_OF'],
  programKind: ['PATHWAY', 'INITIATIVE', 'TRAINING', 'CLINIC', 'PARTNERSHIP', 'STUDY', 'RESOURCE'],
  programStatus: ['PLANNED', 'ACTIVE', 'PAUSED', 'COMPLETED', 'DISCONTINUED'],
  relationshipType: ['PART_OF', 'RECRUITS_FOR'],
  role: ['LEAD', 'HOST', 'PARTNER', 'PARTICIPANT', 'FUNDER', 'SPONSOR'],
  contactKind: ['PERSON', 'MAILBOX'],
  visibility: ['PUBLIC', 'PARTNER', 'INTERNAL'],
  assertion: ['EXPLICIT', 'NAME_ONLY', 'INFERRED'],
} as const;

export type Assertion = (typeof VOCABULARY.assertion)[number];
