/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** How two organizations are tied, other than as part and whole. */
export type AffiliationType =
  /** It is affiliated with the other one. */
  | 'AFFILIATED_WITH'
  /** It has its seat at the other one. */
  | 'BASED_AT'
  /** It is a member of the other one. */
  | 'MEMBER_OF'
  /** It works in partnership with the other one. */
  | 'PARTNER_OF';

/** How a source bears out a fact. */
export type Assertion =
  /** The text says so. */
  | 'EXPLICIT'
  /** It was inferred; the text does not say so. */
  | 'INFERRED'
  /** It follows from a name alone. */
  | 'NAME_ONLY';

/** Conditions on a value of Assertion; all that are given must hold. */
export type AssertionFilter = {
  /** Equal to the value. */
  eq?: Assertion | null | undefined;
  /** Equal to one of the values; an empty list matches nothing. */
  in?: Array<Assertion> | null | undefined;
  /** true: has no value; false: has one. */
  isNull?: boolean | null | undefined;
  /** Different from the value; a record without a value differs from every value. */
  ne?: Assertion | null | undefined;
  /** Equal to none of the values; an empty list matches everything. */
  notIn?: Array<Assertion> | null | undefined;
};

/** What happened to a record. */
export type ChangeKind =
  /** It was archived. */
  | 'ARCHIVED'
  /** Somebody vouched for it. */
  | 'ASSURED'
  /** A contact was assigned to it, or the assignment was described anew. */
  | 'CONTACT_ASSIGNED'
  /** A contact is no longer assigned to it. */
  | 'CONTACT_UNASSIGNED'
  /** It was made. */
  | 'CREATED'
  /** An identifier of another system was added to it or taken from it. */
  | 'IDENTIFIED'
  /** It was merged into another record, which stands for it from now on. */
  | 'MERGED'
  /** It was tied to another record of its type. */
  | 'RELATED'
  /** It came back from the archive. */
  | 'RESTORED'
  /** An organization got a role in it, or the role was described anew. */
  | 'ROLE_ASSIGNED'
  /** An organization lost a role in it. */
  | 'ROLE_REMOVED'
  /** Its status was changed, and perhaps other values with it. */
  | 'STATUS_CHANGED'
  /** It was tagged with a term. */
  | 'TAGGED'
  /** A tie to another record of its type ended. */
  | 'UNRELATED'
  /** A tag was taken from it. */
  | 'UNTAGGED'
  /** Values of it were changed. */
  | 'UPDATED';

/** Conditions on a value of ChangeKind; all that are given must hold. */
export type ChangeKindFilter = {
  /** Equal to the value. */
  eq?: ChangeKind | null | undefined;
  /** Equal to one of the values; an empty list matches nothing. */
  in?: Array<ChangeKind> | null | undefined;
  /** true: has no value; false: has one. */
  isNull?: boolean | null | undefined;
  /** Different from the value; a record without a value differs from every value. */
  ne?: ChangeKind | null | undefined;
  /** Equal to none of the values; an empty list matches everything. */
  notIn?: Array<ChangeKind> | null | undefined;
};

/** Conditions on a list of changes; all that are given must hold. */
export type ChangeListWhere = {
  /** All match; an empty list does. */
  every?: ChangeWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: ChangeWhere | null | undefined;
  /** At least one matches. */
  some?: ChangeWhere | null | undefined;
};

/** Which changes: all conditions that are given must hold. */
export type ChangeWhere = {
  /** Who made it: `key:` or `user:` and an id, or `seed`. For those who may see authorship. */
  actor?: StringFilter | null | undefined;
  /** All of these hold. */
  and?: Array<ChangeWhere> | null | undefined;
  /** The id of the change. */
  id?: IdFilter | null | undefined;
  /** What happened. */
  kind?: ChangeKindFilter | null | undefined;
  /** This does not hold. */
  not?: ChangeWhere | null | undefined;
  /** When it happened. */
  occurredAt?: DateTimeFilter | null | undefined;
  /** At least one of these holds. */
  or?: Array<ChangeWhere> | null | undefined;
  /** The id of the record that was changed. */
  recordId?: IdFilter | null | undefined;
  /** What was changed: organization, core, program or contact. */
  recordType?: StringFilter | null | undefined;
  /** The record's version after the change. */
  version?: IntFilter | null | undefined;
};

/** Conditions on a list of citations; all that are given must hold. */
export type CitationListWhere = {
  /** All match; an empty list does. */
  every?: CitationWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: CitationWhere | null | undefined;
  /** At least one matches. */
  some?: CitationWhere | null | undefined;
};

/** Which citations: all conditions that are given must hold. */
export type CitationWhere = {
  /** All of these hold. */
  and?: Array<CitationWhere> | null | undefined;
  /** When the record was archived; null while it is current. */
  archivedAt?: DateTimeFilter | null | undefined;
  /** How the passage bears it out. */
  assertion?: AssertionFilter | null | undefined;
  /** When somebody last vouched for the record; null if nobody has. */
  assuredAt?: DateTimeFilter | null | undefined;
  /** Who last vouched for the record, for those who may know; null if nobody has. */
  assuredBy?: StringFilter | null | undefined;
  /** When the record was made. */
  createdAt?: DateTimeFilter | null | undefined;
  /** The field that is cited for, as it is called here; null for the record as a whole. */
  field?: StringFilter | null | undefined;
  /** The id: a UUID that never changes. */
  id?: IdFilter | null | undefined;
  /** The first line of the passage, from 1. */
  lineFrom?: IntFilter | null | undefined;
  /** The last line of the passage. */
  lineTo?: IntFilter | null | undefined;
  /** This does not hold. */
  not?: CitationWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<CitationWhere> | null | undefined;
  /** The id of the record or of the link that is cited for. */
  recordId?: IdFilter | null | undefined;
  /** What is cited for: organization, organization_role, contact_assignment and so on, as the tables are called. */
  recordType?: StringFilter | null | undefined;
  /** The source. */
  source?: SourceWhere | null | undefined;
  /** The id of the source. */
  sourceId?: IdFilter | null | undefined;
  /** When the record was last changed. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** Raised by one at each change, from 1. */
  version?: IntFilter | null | undefined;
};

/** Conditions on the linked cores; all that are given must hold. */
export type ContactCoresWhere = {
  /** All match; an empty list does. */
  every?: CoreWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: CoreWhere | null | undefined;
  /** At least one matches. */
  some?: CoreWhere | null | undefined;
};

/** Whom a contact reaches. */
export type ContactKind =
  /** A mailbox that several people may read. */
  | 'MAILBOX'
  /** A person. */
  | 'PERSON';

/** Conditions on a value of ContactKind; all that are given must hold. */
export type ContactKindFilter = {
  /** Equal to the value. */
  eq?: ContactKind | null | undefined;
  /** Equal to one of the values; an empty list matches nothing. */
  in?: Array<ContactKind> | null | undefined;
  /** true: has no value; false: has one. */
  isNull?: boolean | null | undefined;
  /** Different from the value; a record without a value differs from every value. */
  ne?: ContactKind | null | undefined;
  /** Equal to none of the values; an empty list matches everything. */
  notIn?: Array<ContactKind> | null | undefined;
};

/** Conditions on the linked organizations; all that are given must hold. */
export type ContactOrganizationsWhere = {
  /** All match; an empty list does. */
  every?: OrganizationWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: OrganizationWhere | null | undefined;
  /** At least one matches. */
  some?: OrganizationWhere | null | undefined;
};

/** Conditions on the linked programs; all that are given must hold. */
export type ContactProgramsWhere = {
  /** All match; an empty list does. */
  every?: ProgramWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: ProgramWhere | null | undefined;
  /** At least one matches. */
  some?: ProgramWhere | null | undefined;
};

/** Who may see a contact. */
export type ContactVisibility =
  /** Editors only. */
  | 'INTERNAL'
  /** Partner systems and editors. */
  | 'PARTNER'
  /** Everyone. */
  | 'PUBLIC';

/** Conditions on a value of ContactVisibility; all that are given must hold. */
export type ContactVisibilityFilter = {
  /** Equal to the value. */
  eq?: ContactVisibility | null | undefined;
  /** Equal to one of the values; an empty list matches nothing. */
  in?: Array<ContactVisibility> | null | undefined;
  /** true: has no value; false: has one. */
  isNull?: boolean | null | undefined;
  /** Different from the value; a record without a value differs from every value. */
  ne?: ContactVisibility | null | undefined;
  /** Equal to none of the values; an empty list matches everything. */
  notIn?: Array<ContactVisibility> | null | undefined;
};

/** Which contacts: all conditions that are given must hold. */
export type ContactWhere = {
  /** All of these hold. */
  and?: Array<ContactWhere> | null | undefined;
  /** When the record was archived; null while it is current. */
  archivedAt?: DateTimeFilter | null | undefined;
  /** When somebody last vouched for the record; null if nobody has. */
  assuredAt?: DateTimeFilter | null | undefined;
  /** Who last vouched for the record, for those who may know; null if nobody has. */
  assuredBy?: StringFilter | null | undefined;
  /** Its history: what changed in it, by version unless ordered otherwise, for those who sign in. */
  changes?: ChangeListWhere | null | undefined;
  /** Where the sources bear it out. */
  citations?: CitationListWhere | null | undefined;
  /** The cores for which to turn to the contact. */
  cores?: ContactCoresWhere | null | undefined;
  /** When the record was made. */
  createdAt?: DateTimeFilter | null | undefined;
  /** Degrees and the like, as printed after the name. */
  credentials?: StringFilter | null | undefined;
  /** The e-mail address. */
  email?: StringFilter | null | undefined;
  /** The id: a UUID that never changes. */
  id?: IdFilter | null | undefined;
  /** Whom the contact reaches. */
  kind?: ContactKindFilter | null | undefined;
  /** The name of the person or the mailbox. */
  name?: StringFilter | null | undefined;
  /** This does not hold. */
  not?: ContactWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<ContactWhere> | null | undefined;
  /** The organizations for which to turn to the contact. */
  organizations?: ContactOrganizationsWhere | null | undefined;
  /** The telephone number. */
  phone?: StringFilter | null | undefined;
  /** The programs for which to turn to the contact. */
  programs?: ContactProgramsWhere | null | undefined;
  /** The person's position. */
  title?: StringFilter | null | undefined;
  /** When the record was last changed. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** Raised by one at each change, from 1. */
  version?: IntFilter | null | undefined;
  /** Who may see the contact. */
  visibility?: ContactVisibilityFilter | null | undefined;
};

/** Conditions on the linked contacts; all that are given must hold. */
export type CoreContactsWhere = {
  /** All match; an empty list does. */
  every?: ContactWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: ContactWhere | null | undefined;
  /** At least one matches. */
  some?: ContactWhere | null | undefined;
};

/** Conditions on a list of cores; all that are given must hold. */
export type CoreListWhere = {
  /** All match; an empty list does. */
  every?: CoreWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: CoreWhere | null | undefined;
  /** At least one matches. */
  some?: CoreWhere | null | undefined;
};

/** Conditions on the linked organizations; all that are given must hold. */
export type CoreOrganizationsWhere = {
  /** All match; an empty list does. */
  every?: OrganizationWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: OrganizationWhere | null | undefined;
  /** Only these roles. */
  roles?: Array<OrganizationRoleType> | null | undefined;
  /** At least one matches. */
  some?: OrganizationWhere | null | undefined;
};

/** Conditions on the linked terms; all that are given must hold. */
export type CoreTermsWhere = {
  /** All match; an empty list does. */
  every?: TermWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: TermWhere | null | undefined;
  /** At least one matches. */
  some?: TermWhere | null | undefined;
};

/** Which cores: all conditions that are given must hold. */
export type CoreWhere = {
  /** All of these hold. */
  and?: Array<CoreWhere> | null | undefined;
  /** When the record was archived; null while it is current. */
  archivedAt?: DateTimeFilter | null | undefined;
  /** When somebody last vouched for the record; null if nobody has. */
  assuredAt?: DateTimeFilter | null | undefined;
  /** Who last vouched for the record, for those who may know; null if nobody has. */
  assuredBy?: StringFilter | null | undefined;
  /** Its history: what changed in it, by version unless ordered otherwise, for those who sign in. */
  changes?: ChangeListWhere | null | undefined;
  /** Where the sources bear it out. */
  citations?: CitationListWhere | null | undefined;
  /** Whom to turn to. */
  contacts?: CoreContactsWhere | null | undefined;
  /** When the record was made. */
  createdAt?: DateTimeFilter | null | undefined;
  /** What the core works on, in a sentence or two. */
  description?: StringFilter | null | undefined;
  /** The id: a UUID that never changes. */
  id?: IdFilter | null | undefined;
  /** The name as the source prints it. */
  name?: StringFilter | null | undefined;
  /** This does not hold. */
  not?: CoreWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<CoreWhere> | null | undefined;
  /** The organization that owns it. */
  organization?: OrganizationWhere | null | undefined;
  /** The id of the organization that owns it. */
  organizationId?: IdFilter | null | undefined;
  /** The organizations that have a role in it, besides the one that owns it. */
  organizations?: CoreOrganizationsWhere | null | undefined;
  /** Its place among its organization's cores, the first being 1. */
  position?: IntFilter | null | undefined;
  /** The programs that belong to it; a core may have none. */
  programs?: ProgramListWhere | null | undefined;
  /** The name in addresses: lower case, words joined by hyphens. */
  slug?: StringFilter | null | undefined;
  /** The motto that is printed beside the name. */
  tagline?: StringFilter | null | undefined;
  /** The terms that it is tagged with: whom it is for, and what it is about. */
  terms?: CoreTermsWhere | null | undefined;
  /** When the record was last changed. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** Raised by one at each change, from 1. */
  version?: IntFilter | null | undefined;
};

/** Conditions on a moment; all that are given must hold. */
export type DateTimeFilter = {
  /** Equal to the value. */
  eq?: string | null | undefined;
  /** Greater than, or later than, the value. */
  gt?: string | null | undefined;
  /** At least, or not earlier than, the value. */
  gte?: string | null | undefined;
  /** Equal to one of the values; an empty list matches nothing. */
  in?: Array<string> | null | undefined;
  /** true: has no value; false: has one. */
  isNull?: boolean | null | undefined;
  /** Less than, or earlier than, the value. */
  lt?: string | null | undefined;
  /** At most, or not later than, the value. */
  lte?: string | null | undefined;
  /** Different from the value; a record without a value differs from every value. */
  ne?: string | null | undefined;
  /** Equal to none of the values; an empty list matches everything. */
  notIn?: Array<string> | null | undefined;
};

/** Conditions on a number; all that are given must hold. */
export type FloatFilter = {
  /** Equal to the value. */
  eq?: number | null | undefined;
  /** Greater than, or later than, the value. */
  gt?: number | null | undefined;
  /** At least, or not earlier than, the value. */
  gte?: number | null | undefined;
  /** Equal to one of the values; an empty list matches nothing. */
  in?: Array<number> | null | undefined;
  /** true: has no value; false: has one. */
  isNull?: boolean | null | undefined;
  /** Less than, or earlier than, the value. */
  lt?: number | null | undefined;
  /** At most, or not later than, the value. */
  lte?: number | null | undefined;
  /** Different from the value; a record without a value differs from every value. */
  ne?: number | null | undefined;
  /** Equal to none of the values; an empty list matches everything. */
  notIn?: Array<number> | null | undefined;
};

/** Conditions on an id; all that are given must hold. */
export type IdFilter = {
  /** Equal to the value. */
  eq?: string | null | undefined;
  /** Equal to one of the values; an empty list matches nothing. */
  in?: Array<string> | null | undefined;
  /** true: has no value; false: has one. */
  isNull?: boolean | null | undefined;
  /** Different from the value; a record without a value differs from every value. */
  ne?: string | null | undefined;
  /** Equal to none of the values; an empty list matches everything. */
  notIn?: Array<string> | null | undefined;
};

/** Conditions on a list of identifiers; all that are given must hold. */
export type IdentifierListWhere = {
  /** All match; an empty list does. */
  every?: IdentifierWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: IdentifierWhere | null | undefined;
  /** At least one matches. */
  some?: IdentifierWhere | null | undefined;
};

/** Which identifiers: all conditions that are given must hold. */
export type IdentifierWhere = {
  /** All of these hold. */
  and?: Array<IdentifierWhere> | null | undefined;
  /** When the record was archived; null while it is current. */
  archivedAt?: DateTimeFilter | null | undefined;
  /** When somebody last vouched for the record; null if nobody has. */
  assuredAt?: DateTimeFilter | null | undefined;
  /** Who last vouched for the record, for those who may know; null if nobody has. */
  assuredBy?: StringFilter | null | undefined;
  /** Where the sources bear it out. */
  citations?: CitationListWhere | null | undefined;
  /** When the record was made. */
  createdAt?: DateTimeFilter | null | undefined;
  /** The id: a UUID that never changes. */
  id?: IdFilter | null | undefined;
  /** This does not hold. */
  not?: IdentifierWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<IdentifierWhere> | null | undefined;
  /** The id of the organization that it stands for. */
  organizationId?: IdFilter | null | undefined;
  /** The id of the program that it stands for. */
  programId?: IdFilter | null | undefined;
  /** The system that gave it, such as EIN. */
  scheme?: StringFilter | null | undefined;
  /** When the record was last changed. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** The identifier as that system writes it. */
  value?: StringFilter | null | undefined;
  /** Raised by one at each change, from 1. */
  version?: IntFilter | null | undefined;
};

/** Conditions on a whole number; all that are given must hold. */
export type IntFilter = {
  /** Equal to the value. */
  eq?: number | null | undefined;
  /** Greater than, or later than, the value. */
  gt?: number | null | undefined;
  /** At least, or not earlier than, the value. */
  gte?: number | null | undefined;
  /** Equal to one of the values; an empty list matches nothing. */
  in?: Array<number> | null | undefined;
  /** true: has no value; false: has one. */
  isNull?: boolean | null | undefined;
  /** Less than, or earlier than, the value. */
  lt?: number | null | undefined;
  /** At most, or not later than, the value. */
  lte?: number | null | undefined;
  /** Different from the value; a record without a value differs from every value. */
  ne?: number | null | undefined;
  /** Equal to none of the values; an empty list matches everything. */
  notIn?: Array<number> | null | undefined;
};

/** Which way a link between two records of one type runs. */
export type LinkDirection =
  /** From the one in the list to the record that is read. */
  | 'INCOMING'
  /** From the record that is read to the one in the list. */
  | 'OUTGOING';

/** The direction of an order. */
export type OrderDirection =
  /** Smallest, earliest or first in the alphabet first; records without a value last. */
  | 'ASC'
  /** Greatest, latest or last in the alphabet first; records without a value first. */
  | 'DESC';

/** Conditions on the linked organizations; all that are given must hold. */
export type OrganizationAffiliationsWhere = {
  /** Only links that run this way; both ways if left out. */
  direction?: LinkDirection | null | undefined;
  /** All match; an empty list does. */
  every?: OrganizationWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: OrganizationWhere | null | undefined;
  /** At least one matches. */
  some?: OrganizationWhere | null | undefined;
  /** Only ties of these types. */
  types?: Array<AffiliationType> | null | undefined;
};

/** Conditions on the linked contacts; all that are given must hold. */
export type OrganizationContactsWhere = {
  /** All match; an empty list does. */
  every?: ContactWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: ContactWhere | null | undefined;
  /** At least one matches. */
  some?: ContactWhere | null | undefined;
};

/** Conditions on the linked cores; all that are given must hold. */
export type OrganizationCoreRolesWhere = {
  /** All match; an empty list does. */
  every?: CoreWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: CoreWhere | null | undefined;
  /** Only these roles. */
  roles?: Array<OrganizationRoleType> | null | undefined;
  /** At least one matches. */
  some?: CoreWhere | null | undefined;
};

/** Conditions on a list of organizations; all that are given must hold. */
export type OrganizationListWhere = {
  /** All match; an empty list does. */
  every?: OrganizationWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: OrganizationWhere | null | undefined;
  /** At least one matches. */
  some?: OrganizationWhere | null | undefined;
};

/** Conditions on the linked programs; all that are given must hold. */
export type OrganizationProgramsWhere = {
  /** All match; an empty list does. */
  every?: ProgramWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: ProgramWhere | null | undefined;
  /** Only these roles. */
  roles?: Array<OrganizationRoleType> | null | undefined;
  /** At least one matches. */
  some?: ProgramWhere | null | undefined;
};

/** What an organization is to a program or a core. */
export type OrganizationRoleType =
  /** It pays for it. */
  | 'FUNDER'
  /** It takes place there. */
  | 'HOST'
  /** It leads it and answers for it. */
  | 'LEAD'
  /** It takes part. */
  | 'PARTICIPANT'
  /** It works on it as a partner. */
  | 'PARTNER'
  /** It supports it with its name or its means. */
  | 'SPONSOR';

/** Conditions on the linked terms; all that are given must hold. */
export type OrganizationTermsWhere = {
  /** All match; an empty list does. */
  every?: TermWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: TermWhere | null | undefined;
  /** At least one matches. */
  some?: TermWhere | null | undefined;
};

/** What an organization is. */
export type OrganizationType =
  /** An organization that speaks for others in public. */
  | 'ADVOCACY'
  /** A center of work within a larger institution. */
  | 'CENTER'
  /** A committee or a part of one. */
  | 'COMMITTEE'
  /** A community organization. */
  | 'COMMUNITY'
  /** A department or office of another organization. */
  | 'DEPARTMENT'
  /** An employee resource or affinity group. */
  | 'EMPLOYEE_RESOURCE_GROUP'
  /** An organization for financial well-being. */
  | 'FINANCIAL'
  /** A public authority. */
  | 'GOVERNMENT'
  /** Hospitals and practices under one roof. */
  | 'HEALTH_SYSTEM'
  /** A hospital. */
  | 'HOSPITAL'
  /** A research institute. */
  | 'INSTITUTE'
  /** A network of people across departments or institutions. */
  | 'NETWORK'
  /** A university. */
  | 'UNIVERSITY';

/** Conditions on a value of OrganizationType; all that are given must hold. */
export type OrganizationTypeFilter = {
  /** Equal to the value. */
  eq?: OrganizationType | null | undefined;
  /** Equal to one of the values; an empty list matches nothing. */
  in?: Array<OrganizationType> | null | undefined;
  /** true: has no value; false: has one. */
  isNull?: boolean | null | undefined;
  /** Different from the value; a record without a value differs from every value. */
  ne?: OrganizationType | null | undefined;
  /** Equal to none of the values; an empty list matches everything. */
  notIn?: Array<OrganizationType> | null | undefined;
};

/** Which organizations: all conditions that are given must hold. */
export type OrganizationWhere = {
  /** Organizations that it is tied to other than as part and whole, from whichever side the tie was stated. */
  affiliations?: OrganizationAffiliationsWhere | null | undefined;
  /** Other names and abbreviations that are in use. */
  alternateNames?: StringListFilter | null | undefined;
  /** All of these hold. */
  and?: Array<OrganizationWhere> | null | undefined;
  /** When the record was archived; null while it is current. */
  archivedAt?: DateTimeFilter | null | undefined;
  /** When somebody last vouched for the record; null if nobody has. */
  assuredAt?: DateTimeFilter | null | undefined;
  /** Who last vouched for the record, for those who may know; null if nobody has. */
  assuredBy?: StringFilter | null | undefined;
  /** Its history: what changed in it, by version unless ordered otherwise, for those who sign in. */
  changes?: ChangeListWhere | null | undefined;
  /** The organizations that are part of it. */
  children?: OrganizationListWhere | null | undefined;
  /** Where the sources bear it out. */
  citations?: CitationListWhere | null | undefined;
  /** Whom to turn to. */
  contacts?: OrganizationContactsWhere | null | undefined;
  /** The cores of others in which it has a role; the cores that it owns are `cores`. */
  coreRoles?: OrganizationCoreRolesWhere | null | undefined;
  /** The cores that it owns. */
  cores?: CoreListWhere | null | undefined;
  /** When the record was made. */
  createdAt?: DateTimeFilter | null | undefined;
  /** What the organization is and does, in a sentence or two. */
  description?: StringFilter | null | undefined;
  /** The year in which it was founded. */
  foundedYear?: IntFilter | null | undefined;
  /** The id: a UUID that never changes. */
  id?: IdFilter | null | undefined;
  /** How other systems call it. */
  identifiers?: IdentifierListWhere | null | undefined;
  /** The name as the source prints it. */
  name?: StringFilter | null | undefined;
  /** This does not hold. */
  not?: OrganizationWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<OrganizationWhere> | null | undefined;
  /** The organization that it is part of. */
  parent?: OrganizationWhere | null | undefined;
  /** The id of the organization that it is part of. */
  parentOrganizationId?: IdFilter | null | undefined;
  /** The programs in which it has a role. */
  programs?: OrganizationProgramsWhere | null | undefined;
  /** The name in addresses: lower case, words joined by hyphens. */
  slug?: StringFilter | null | undefined;
  /** The terms that it is tagged with: whom it is for, and what it is about. */
  terms?: OrganizationTermsWhere | null | undefined;
  /** What the organization is. */
  type?: OrganizationTypeFilter | null | undefined;
  /** When the record was last changed. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** Raised by one at each change, from 1. */
  version?: IntFilter | null | undefined;
  /** The address of its own pages. */
  website?: StringFilter | null | undefined;
};

/** Conditions on the linked contacts; all that are given must hold. */
export type ProgramContactsWhere = {
  /** All match; an empty list does. */
  every?: ContactWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: ContactWhere | null | undefined;
  /** At least one matches. */
  some?: ContactWhere | null | undefined;
};

/** What a program is. */
export type ProgramKind =
  /** Care that people come to. */
  | 'CLINIC'
  /** A joint effort towards a goal, with several activities. */
  | 'INITIATIVE'
  /** A service that several organizations give together. */
  | 'PARTNERSHIP'
  /** Opens a way into a profession. */
  | 'PATHWAY'
  /** A guide or another work to be used by others. */
  | 'RESOURCE'
  /** Research with a design of its own. */
  | 'STUDY'
  /** Education or training. */
  | 'TRAINING';

/** Conditions on a value of ProgramKind; all that are given must hold. */
export type ProgramKindFilter = {
  /** Equal to the value. */
  eq?: ProgramKind | null | undefined;
  /** Equal to one of the values; an empty list matches nothing. */
  in?: Array<ProgramKind> | null | undefined;
  /** true: has no value; false: has one. */
  isNull?: boolean | null | undefined;
  /** Different from the value; a record without a value differs from every value. */
  ne?: ProgramKind | null | undefined;
  /** Equal to none of the values; an empty list matches everything. */
  notIn?: Array<ProgramKind> | null | undefined;
};

/** Conditions on a list of programs; all that are given must hold. */
export type ProgramListWhere = {
  /** All match; an empty list does. */
  every?: ProgramWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: ProgramWhere | null | undefined;
  /** At least one matches. */
  some?: ProgramWhere | null | undefined;
};

/** One step of an order of programs. */
export type ProgramOrder = {
  /** The direction. */
  direction?: OrderDirection | null | undefined;
  /** What to order by. */
  field: ProgramOrderField;
};

/** What programs can be ordered by. */
export type ProgramOrderField =
  /** Who last vouched for the record, for those who may know; null if nobody has. */
  | 'ASSURED_BY'
  /** When the record was made. */
  | 'CREATED_AT'
  /** What the program is. */
  | 'KIND'
  /** The name as the source prints it. */
  | 'NAME'
  /** The name in addresses: lower case, words joined by hyphens. */
  | 'SLUG'
  /** The year in which it started. */
  | 'STARTED_YEAR'
  /** Where the program is in its life. */
  | 'STATUS'
  /** The most that one participant may be given, in `supportCurrency`, to two decimals. */
  | 'SUPPORT_MAX_AMOUNT'
  /** When the record was last changed. */
  | 'UPDATED_AT';

/** Conditions on the linked organizations; all that are given must hold. */
export type ProgramOrganizationsWhere = {
  /** All match; an empty list does. */
  every?: OrganizationWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: OrganizationWhere | null | undefined;
  /** Only these roles. */
  roles?: Array<OrganizationRoleType> | null | undefined;
  /** At least one matches. */
  some?: OrganizationWhere | null | undefined;
};

/** Conditions on the linked programs; all that are given must hold. */
export type ProgramRelatedProgramsWhere = {
  /** Only links that run this way; both ways if left out. */
  direction?: LinkDirection | null | undefined;
  /** All match; an empty list does. */
  every?: ProgramWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: ProgramWhere | null | undefined;
  /** At least one matches. */
  some?: ProgramWhere | null | undefined;
  /** Only ties of these types. */
  types?: Array<ProgramRelationshipType> | null | undefined;
};

/** How one program is tied to another. */
export type ProgramRelationshipType =
  /** It is a part of the other one. */
  | 'PART_OF'
  /** It brings participants to the other one. */
  | 'RECRUITS_FOR';

/** Where a program is in its life. */
export type ProgramStatus =
  /** It runs. */
  | 'ACTIVE'
  /** It has reached its planned end. */
  | 'COMPLETED'
  /** It was given up. */
  | 'DISCONTINUED'
  /** It rests and is meant to go on. */
  | 'PAUSED'
  /** It has not started yet. */
  | 'PLANNED';

/** Conditions on a value of ProgramStatus; all that are given must hold. */
export type ProgramStatusFilter = {
  /** Equal to the value. */
  eq?: ProgramStatus | null | undefined;
  /** Equal to one of the values; an empty list matches nothing. */
  in?: Array<ProgramStatus> | null | undefined;
  /** true: has no value; false: has one. */
  isNull?: boolean | null | undefined;
  /** Different from the value; a record without a value differs from every value. */
  ne?: ProgramStatus | null | undefined;
  /** Equal to none of the values; an empty list matches everything. */
  notIn?: Array<ProgramStatus> | null | undefined;
};

/** Conditions on the linked terms; all that are given must hold. */
export type ProgramTermsWhere = {
  /** All match; an empty list does. */
  every?: TermWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: TermWhere | null | undefined;
  /** At least one matches. */
  some?: TermWhere | null | undefined;
};

/** Which programs: all conditions that are given must hold. */
export type ProgramWhere = {
  /** Other names and abbreviations that are in use. */
  alternateNames?: StringListFilter | null | undefined;
  /** All of these hold. */
  and?: Array<ProgramWhere> | null | undefined;
  /** When the record was archived; null while it is current. */
  archivedAt?: DateTimeFilter | null | undefined;
  /** When somebody last vouched for the record; null if nobody has. */
  assuredAt?: DateTimeFilter | null | undefined;
  /** Who last vouched for the record, for those who may know; null if nobody has. */
  assuredBy?: StringFilter | null | undefined;
  /** Its history: what changed in it, by version unless ordered otherwise, for those who sign in. */
  changes?: ChangeListWhere | null | undefined;
  /** Where the sources bear it out. */
  citations?: CitationListWhere | null | undefined;
  /** Whom to turn to. */
  contacts?: ProgramContactsWhere | null | undefined;
  /** The core that it belongs to; a program may belong to none. */
  core?: CoreWhere | null | undefined;
  /** The id of the core that it belongs to. */
  coreId?: IdFilter | null | undefined;
  /** When the record was made. */
  createdAt?: DateTimeFilter | null | undefined;
  /** What the program does, in a sentence or two. */
  description?: StringFilter | null | undefined;
  /** Who may take part. */
  eligibilityDescription?: StringFilter | null | undefined;
  /** The id: a UUID that never changes. */
  id?: IdFilter | null | undefined;
  /** How other systems call it. */
  identifiers?: IdentifierListWhere | null | undefined;
  /** What the program is. */
  kind?: ProgramKindFilter | null | undefined;
  /** The name as the source prints it. */
  name?: StringFilter | null | undefined;
  /** This does not hold. */
  not?: ProgramWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<ProgramWhere> | null | undefined;
  /** The organizations that have a role in it. */
  organizations?: ProgramOrganizationsWhere | null | undefined;
  /** Programs that it is tied to, from whichever side the tie was stated. */
  relatedPrograms?: ProgramRelatedProgramsWhere | null | undefined;
  /** When and how often it takes place, and how long. */
  scheduleDescription?: StringFilter | null | undefined;
  /** The name in addresses: lower case, words joined by hyphens. */
  slug?: StringFilter | null | undefined;
  /** The year in which it started. */
  startedYear?: IntFilter | null | undefined;
  /** Where the program is in its life. */
  status?: ProgramStatusFilter | null | undefined;
  /** The currency of the support as an ISO 4217 code, such as USD. */
  supportCurrency?: StringFilter | null | undefined;
  /** The most that one participant may be given, in `supportCurrency`, to two decimals. */
  supportMaxAmount?: FloatFilter | null | undefined;
  /** What the support is for. */
  supportNote?: StringFilter | null | undefined;
  /** The terms that it is tagged with: whom it is for, and what it is about. */
  terms?: ProgramTermsWhere | null | undefined;
  /** When the record was last changed. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** The address of its own page. */
  url?: StringFilter | null | undefined;
  /** Raised by one at each change, from 1. */
  version?: IntFilter | null | undefined;
};

/** A type of record that can be searched. */
export type SearchType =
  /** Contacts that you may see, by name, credentials, address and title. */
  | 'CONTACT'
  /** Cores, by name, tagline and description. */
  | 'CORE'
  /** Organizations, by name, other names and description. */
  | 'ORGANIZATION'
  /** Programs, by name, other names and description. */
  | 'PROGRAM';

/** Which sources: all conditions that are given must hold. */
export type SourceWhere = {
  /** All of these hold. */
  and?: Array<SourceWhere> | null | undefined;
  /** When the record was archived; null while it is current. */
  archivedAt?: DateTimeFilter | null | undefined;
  /** When somebody last vouched for the record; null if nobody has. */
  assuredAt?: DateTimeFilter | null | undefined;
  /** Who last vouched for the record, for those who may know; null if nobody has. */
  assuredBy?: StringFilter | null | undefined;
  /** What it is cited for. */
  citations?: CitationListWhere | null | undefined;
  /** When the record was made. */
  createdAt?: DateTimeFilter | null | undefined;
  /** The id: a UUID that never changes. */
  id?: IdFilter | null | undefined;
  /** The short name by which the hub calls the document. */
  key?: StringFilter | null | undefined;
  /** This does not hold. */
  not?: SourceWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<SourceWhere> | null | undefined;
  /** When the document was retrieved; null if that is not known. */
  retrievedAt?: DateTimeFilter | null | undefined;
  /** The SHA-256 of the document as it was read, in lower-case hexadecimal. */
  sha256?: StringFilter | null | undefined;
  /** The document's own title. */
  title?: StringFilter | null | undefined;
  /** When the record was last changed. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** Raised by one at each change, from 1. */
  version?: IntFilter | null | undefined;
};

/** Conditions on a text; all that are given must hold. */
export type StringFilter = {
  /** Contains the text, whatever the case of its letters. */
  contains?: string | null | undefined;
  /** Equal to the value. */
  eq?: string | null | undefined;
  /** Equal to one of the values; an empty list matches nothing. */
  in?: Array<string> | null | undefined;
  /** true: has no value; false: has one. */
  isNull?: boolean | null | undefined;
  /** Different from the value; a record without a value differs from every value. */
  ne?: string | null | undefined;
  /** Equal to none of the values; an empty list matches everything. */
  notIn?: Array<string> | null | undefined;
  /** Starts with the text, whatever the case of its letters. */
  startsWith?: string | null | undefined;
};

/** Conditions on a list of texts; all that are given must hold. */
export type StringListFilter = {
  /** The list has the text, exactly as written. */
  has?: string | null | undefined;
  /** The list has at least one of the texts. */
  hasAny?: Array<string> | null | undefined;
};

/** Which taxonomies: all conditions that are given must hold. */
export type TaxonomyWhere = {
  /** All of these hold. */
  and?: Array<TaxonomyWhere> | null | undefined;
  /** When the record was archived; null while it is current. */
  archivedAt?: DateTimeFilter | null | undefined;
  /** When somebody last vouched for the record; null if nobody has. */
  assuredAt?: DateTimeFilter | null | undefined;
  /** Who last vouched for the record, for those who may know; null if nobody has. */
  assuredBy?: StringFilter | null | undefined;
  /** Where the sources bear it out. */
  citations?: CitationListWhere | null | undefined;
  /** When the record was made. */
  createdAt?: DateTimeFilter | null | undefined;
  /** What its terms say of a record. */
  description?: StringFilter | null | undefined;
  /** The id: a UUID that never changes. */
  id?: IdFilter | null | undefined;
  /** The name. */
  name?: StringFilter | null | undefined;
  /** This does not hold. */
  not?: TaxonomyWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<TaxonomyWhere> | null | undefined;
  /** Its terms. */
  terms?: TermListWhere | null | undefined;
  /** When the record was last changed. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** Raised by one at each change, from 1. */
  version?: IntFilter | null | undefined;
};

/** Conditions on the linked cores; all that are given must hold. */
export type TermCoresWhere = {
  /** All match; an empty list does. */
  every?: CoreWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: CoreWhere | null | undefined;
  /** At least one matches. */
  some?: CoreWhere | null | undefined;
};

/** Conditions on a list of terms; all that are given must hold. */
export type TermListWhere = {
  /** All match; an empty list does. */
  every?: TermWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: TermWhere | null | undefined;
  /** At least one matches. */
  some?: TermWhere | null | undefined;
};

/** Conditions on the linked organizations; all that are given must hold. */
export type TermOrganizationsWhere = {
  /** All match; an empty list does. */
  every?: OrganizationWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: OrganizationWhere | null | undefined;
  /** At least one matches. */
  some?: OrganizationWhere | null | undefined;
};

/** Conditions on the linked programs; all that are given must hold. */
export type TermProgramsWhere = {
  /** All match; an empty list does. */
  every?: ProgramWhere | null | undefined;
  /** None matches; with {} the list is empty. */
  none?: ProgramWhere | null | undefined;
  /** At least one matches. */
  some?: ProgramWhere | null | undefined;
};

/** Which terms: all conditions that are given must hold. */
export type TermWhere = {
  /** All of these hold. */
  and?: Array<TermWhere> | null | undefined;
  /** When the record was archived; null while it is current. */
  archivedAt?: DateTimeFilter | null | undefined;
  /** When somebody last vouched for the record; null if nobody has. */
  assuredAt?: DateTimeFilter | null | undefined;
  /** Who last vouched for the record, for those who may know; null if nobody has. */
  assuredBy?: StringFilter | null | undefined;
  /** The narrower terms. */
  children?: TermListWhere | null | undefined;
  /** Where the sources bear it out. */
  citations?: CitationListWhere | null | undefined;
  /** The code, unique in its taxonomy: lower case, words joined by hyphens. */
  code?: StringFilter | null | undefined;
  /** The cores that are tagged with it. */
  cores?: TermCoresWhere | null | undefined;
  /** When the record was made. */
  createdAt?: DateTimeFilter | null | undefined;
  /** The id: a UUID that never changes. */
  id?: IdFilter | null | undefined;
  /** The term in words. */
  name?: StringFilter | null | undefined;
  /** This does not hold. */
  not?: TermWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<TermWhere> | null | undefined;
  /** The organizations that are tagged with it. */
  organizations?: TermOrganizationsWhere | null | undefined;
  /** The broader term, where there is one. */
  parent?: TermWhere | null | undefined;
  /** The id of the broader term. */
  parentId?: IdFilter | null | undefined;
  /** The programs that are tagged with it. */
  programs?: TermProgramsWhere | null | undefined;
  /** The taxonomy that it belongs to. */
  taxonomy?: TaxonomyWhere | null | undefined;
  /** The id of the taxonomy that it belongs to. */
  taxonomyId?: IdFilter | null | undefined;
  /** When the record was last changed. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** Raised by one at each change, from 1. */
  version?: IntFilter | null | undefined;
};

export type ContactsForPathwayProgramsQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type ContactsForPathwayProgramsQuery = { programs: { nodes: Array<{ slug: string, name: string, contacts: { edges: Array<{ role: string | null, isPrimary: boolean, node: { name: string | null, credentials: string | null, email: string | null } }> }, organizations: { edges: Array<{ role: OrganizationRoleType, node: { slug: string, contacts: { nodes: Array<{ name: string | null, email: string | null }> } } }> } }> } };

export type CoresWithoutProgramsQueryVariables = Exact<{ [key: string]: never; }>;


export type CoresWithoutProgramsQuery = { cores: { totalCount: number, nodes: Array<{ slug: string, name: string, tagline: string | null, description: string | null, organization: { slug: string, name: string } | null }> } };

export type EverythingAboutAProgramQueryVariables = Exact<{
  slug: string;
}>;


export type EverythingAboutAProgramQuery = { program: { slug: string, name: string, alternateNames: Array<string>, description: string | null, kind: ProgramKind, status: ProgramStatus, url: string | null, startedYear: number | null, eligibilityDescription: string | null, scheduleDescription: string | null, supportMaxAmount: number | null, supportCurrency: string | null, supportNote: string | null, version: number, assuredAt: string | null, archivedAt: string | null, core: { slug: string, organization: { slug: string } | null } | null, identifiers: { nodes: Array<{ scheme: string, value: string }> }, organizations: { edges: Array<{ role: OrganizationRoleType, note: string | null, node: { slug: string }, citations: { nodes: Array<{ assertion: Assertion, lineFrom: number, lineTo: number, source: { key: string } | null }> } }> }, relatedPrograms: { edges: Array<{ type: ProgramRelationshipType, direction: LinkDirection, node: { slug: string }, citations: { nodes: Array<{ assertion: Assertion, lineFrom: number, lineTo: number, source: { key: string } | null }> } }> }, contacts: { edges: Array<{ role: string | null, node: { name: string | null, credentials: string | null, email: string | null }, citations: { nodes: Array<{ assertion: Assertion, lineFrom: number, lineTo: number, source: { key: string } | null }> } }> }, terms: { edges: Array<{ node: { name: string, taxonomy: { name: string } | null }, citations: { nodes: Array<{ assertion: Assertion, lineFrom: number, lineTo: number, source: { key: string } | null }> } }> }, citations: { nodes: Array<{ field: string | null, assertion: Assertion, lineFrom: number, lineTo: number, source: { key: string } | null }> } } | null };

export type EvidenceFragment = { assertion: Assertion, lineFrom: number, lineTo: number, source: { key: string } | null };

export type GapsInTheDirectoryQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type GapsInTheDirectoryQuery = { withoutCore: { totalCount: number, nodes: Array<{ slug: string }> }, withoutLead: { totalCount: number, nodes: Array<{ slug: string }> }, withoutOrganization: { totalCount: number, nodes: Array<{ slug: string }> }, withoutContact: { totalCount: number, nodes: Array<{ slug: string }> } };

export type GroupsToJoinQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type GroupsToJoinQuery = { organizations: { totalCount: number, nodes: Array<{ slug: string, name: string, type: OrganizationType, parent: { slug: string } | null, audiences: { nodes: Array<{ name: string }> }, contacts: { nodes: Array<{ email: string | null }> } }> } };

export type HowAnOrganizationIsConnectedQueryVariables = Exact<{
  slug: string;
}>;


export type HowAnOrganizationIsConnectedQuery = { organization: { name: string, type: OrganizationType, parent: { slug: string, name: string } | null, ancestors: Array<{ slug: string }>, children: { totalCount: number, nodes: Array<{ slug: string, name: string, type: OrganizationType }> }, affiliations: { edges: Array<{ type: AffiliationType, direction: LinkDirection, node: { slug: string, name: string } }> } } | null };

export type HowWellGroundedQueryVariables = Exact<{ [key: string]: never; }>;


export type HowWellGroundedQuery = { sources: { nodes: Array<{ key: string, title: string, retrievedAt: string | null, citations: { totalCount: number, byAssertion: Array<{ count: number, keys: Array<{ value: string | null }> }> } }> } };

export type InferredFactsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type InferredFactsQuery = { citations: { totalCount: number, byRecord: Array<{ count: number, keys: Array<{ by: string, value: string | null }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ recordType: string, field: string | null, lineFrom: number, lineTo: number, source: { key: string } | null, record:
        | { term: { code: string } | null, program: { slug: string } | null }
        | { slug: string }
        | { role: OrganizationRoleType, organization: { slug: string } | null, program: { slug: string } | null }
        | { slug: string }
        | { type: ProgramRelationshipType, program: { slug: string } | null, relatedProgram: { slug: string } | null }
        | { name: string }
        | Record<PropertyKey, never>
       | null }> } };

export type MostActiveOrganizationsQueryVariables = Exact<{
  first?: number;
}>;


export type MostActiveOrganizationsQuery = { programs: { totalCount: number, byOrganization: Array<{ count: number, keys: Array<{ value: string | null, label: string | null }> }> } };

export type PartnersInAProgramQueryVariables = Exact<{
  slug: string;
}>;


export type PartnersInAProgramQuery = { program: { name: string, kind: ProgramKind, core: { name: string } | null, organizations: { totalCount: number, edges: Array<{ role: OrganizationRoleType, note: string | null, node: { slug: string, name: string, type: OrganizationType, parent: { name: string } | null } }> } } | null };

export type ProgramDirectoryQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  where?: ProgramWhere | null | undefined;
  orderBy?: Array<ProgramOrder> | ProgramOrder | null | undefined;
}>;


export type ProgramDirectoryQuery = { programs: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ slug: string, name: string, kind: ProgramKind, status: ProgramStatus, core: { name: string } | null, lead: { name: string } | null, organizations: { totalCount: number } }> } };

export type ProgramsByKindAndStatusQueryVariables = Exact<{
  where?: ProgramWhere | null | undefined;
}>;


export type ProgramsByKindAndStatusQuery = { programs: { totalCount: number, byKindAndStatus: Array<{ count: number, keys: Array<{ by: string, value: string | null }> }>, byCore: Array<{ count: number, keys: Array<{ label: string | null }> }> } };

export type ProgramsForAnAudienceQueryVariables = Exact<{
  audience: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ProgramsForAnAudienceQuery = { programs: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ slug: string, name: string, kind: ProgramKind, status: ProgramStatus, eligibilityDescription: string | null, scheduleDescription: string | null, lead: { slug: string, name: string } | null, topics: { nodes: Array<{ name: string }> } }> } };

export type SearchTheNetworkQueryVariables = Exact<{
  query: string;
  types?: Array<SearchType> | SearchType | null | undefined;
  first?: number;
}>;


export type SearchTheNetworkQuery = { search: Array<{ type: SearchType, name: string, score: number, excerpt: string, node:
      | { email: string | null }
      | { slug: string, tagline: string | null }
      | { slug: string, type: OrganizationType }
      | { slug: string, kind: ProgramKind, lead: { slug: string } | null }
      | Record<PropertyKey, never>
     | null }> };

export type SupportForAProgramQueryVariables = Exact<{
  slug: string;
}>;


export type SupportForAProgramQuery = { program: { name: string, supportMaxAmount: number | null, supportCurrency: string | null, supportNote: string | null, organizations: { totalCount: number, edges: Array<{ role: OrganizationRoleType, note: string | null, startedOn: string | null, endedOn: string | null, node: { slug: string, name: string } }> }, citations: { totalCount: number, nodes: Array<{ field: string | null, assertion: Assertion, lineFrom: number, source: { key: string } | null }> } } | null };

export type WhatACenterRunsQueryVariables = Exact<{
  slug: string;
}>;


export type WhatACenterRunsQuery = { organization: { name: string, cores: { nodes: Array<{ position: number, name: string, tagline: string | null, organizations: { edges: Array<{ role: OrganizationRoleType, node: { slug: string } }> }, programs: { nodes: Array<{ slug: string, name: string, kind: ProgramKind, organizations: { edges: Array<{ role: OrganizationRoleType, node: { slug: string } }> } }> } }> } } | null };

export type WhoWorksOnATopicQueryVariables = Exact<{
  topic: string;
}>;


export type WhoWorksOnATopicQuery = { terms: { nodes: Array<{ name: string, organizations: { totalCount: number, nodes: Array<{ slug: string, name: string }> }, cores: { nodes: Array<{ slug: string, name: string }> }, programs: { nodes: Array<{ slug: string, name: string }> } }> } };

export const EvidenceFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Evidence"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Citation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"assertion"}},{"kind":"Field","name":{"kind":"Name","value":"lineFrom"}},{"kind":"Field","name":{"kind":"Name","value":"lineTo"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}}]} as unknown as DocumentNode<EvidenceFragment, unknown>;
export const ContactsForPathwayProgramsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactsForPathwayPrograms"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"kind"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"EnumValue","value":"PATHWAY"}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"contacts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"isPrimary"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"credentials"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"organizations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}},{"kind":"Argument","name":{"kind":"Name","value":"roles"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"LEAD"},{"kind":"EnumValue","value":"HOST"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"contacts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ContactsForPathwayProgramsQuery, ContactsForPathwayProgramsQueryVariables>;
export const CoresWithoutProgramsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CoresWithoutPrograms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cores"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"programs"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"none"},"value":{"kind":"ObjectValue","fields":[]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"tagline"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CoresWithoutProgramsQuery, CoresWithoutProgramsQueryVariables>;
export const EverythingAboutAProgramDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"EverythingAboutAProgram"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"program"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"alternateNames"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"startedYear"}},{"kind":"Field","name":{"kind":"Name","value":"eligibilityDescription"}},{"kind":"Field","name":{"kind":"Name","value":"scheduleDescription"}},{"kind":"Field","name":{"kind":"Name","value":"supportMaxAmount"}},{"kind":"Field","name":{"kind":"Name","value":"supportCurrency"}},{"kind":"Field","name":{"kind":"Name","value":"supportNote"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"assuredAt"}},{"kind":"Field","name":{"kind":"Name","value":"archivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"core"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"identifiers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"scheme"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"organizations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"Field","name":{"kind":"Name","value":"citations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Evidence"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"relatedPrograms"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"Field","name":{"kind":"Name","value":"citations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Evidence"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"contacts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"credentials"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"citations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Evidence"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"terms"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"taxonomy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"citations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Evidence"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"citations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Evidence"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Evidence"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Citation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"assertion"}},{"kind":"Field","name":{"kind":"Name","value":"lineFrom"}},{"kind":"Field","name":{"kind":"Name","value":"lineTo"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}}]} as unknown as DocumentNode<EverythingAboutAProgramQuery, EverythingAboutAProgramQueryVariables>;
export const GapsInTheDirectoryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GapsInTheDirectory"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"withoutCore"},"name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"coreId"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"isNull"},"value":{"kind":"BooleanValue","value":true}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"withoutLead"},"name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"organizations"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"roles"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"LEAD"}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"none"},"value":{"kind":"ObjectValue","fields":[]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"withoutOrganization"},"name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"organizations"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"none"},"value":{"kind":"ObjectValue","fields":[]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"withoutContact"},"name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"contacts"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"none"},"value":{"kind":"ObjectValue","fields":[]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]} as unknown as DocumentNode<GapsInTheDirectoryQuery, GapsInTheDirectoryQueryVariables>;
export const GroupsToJoinDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GroupsToJoin"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organizations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"type"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"in"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"NETWORK"},{"kind":"EnumValue","value":"EMPLOYEE_RESOURCE_GROUP"}]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"parent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"audiences"},"name":{"kind":"Name","value":"terms"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"taxonomy"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"name"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"StringValue","value":"Audiences","block":false}}]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"contacts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<GroupsToJoinQuery, GroupsToJoinQueryVariables>;
export const HowAnOrganizationIsConnectedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"HowAnOrganizationIsConnected"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organization"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"parent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ancestors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"Field","name":{"kind":"Name","value":"children"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"affiliations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<HowAnOrganizationIsConnectedQuery, HowAnOrganizationIsConnectedQueryVariables>;
export const HowWellGroundedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"HowWellGrounded"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sources"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"retrievedAt"}},{"kind":"Field","name":{"kind":"Name","value":"citations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","alias":{"kind":"Name","value":"byAssertion"},"name":{"kind":"Name","value":"groups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"ASSERTION"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"keys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<HowWellGroundedQuery, HowWellGroundedQueryVariables>;
export const InferredFactsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InferredFacts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"citations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"assertion"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"EnumValue","value":"INFERRED"}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","alias":{"kind":"Name","value":"byRecord"},"name":{"kind":"Name","value":"groups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"RECORD_TYPE"},{"kind":"EnumValue","value":"FIELD"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"keys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"by"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recordType"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"lineFrom"}},{"kind":"Field","name":{"kind":"Name","value":"lineTo"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Organization"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Program"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Taxonomy"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OrganizationRole"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"Field","name":{"kind":"Name","value":"program"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProgramRelationship"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"program"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"Field","name":{"kind":"Name","value":"relatedProgram"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Attribute"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"term"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"program"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<InferredFactsQuery, InferredFactsQueryVariables>;
export const MostActiveOrganizationsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MostActiveOrganizations"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"organizations"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"some"},"value":{"kind":"ObjectValue","fields":[]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","alias":{"kind":"Name","value":"byOrganization"},"name":{"kind":"Name","value":"groups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"ORGANIZATIONS"}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"keys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}}]}}]} as unknown as DocumentNode<MostActiveOrganizationsQuery, MostActiveOrganizationsQueryVariables>;
export const PartnersInAProgramDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PartnersInAProgram"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"program"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"core"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"organizations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"roles"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"PARTNER"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"parent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<PartnersInAProgramQuery, PartnersInAProgramQueryVariables>;
export const ProgramDirectoryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ProgramDirectory"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"4"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"where"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ProgramWhere"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ProgramOrder"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"core"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lead"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"organizations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ProgramDirectoryQuery, ProgramDirectoryQueryVariables>;
export const ProgramsByKindAndStatusDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ProgramsByKindAndStatus"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"where"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ProgramWhere"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","alias":{"kind":"Name","value":"byKindAndStatus"},"name":{"kind":"Name","value":"groups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"KIND"},{"kind":"EnumValue","value":"STATUS"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"keys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"by"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"byCore"},"name":{"kind":"Name","value":"groups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"CORE"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"keys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ProgramsByKindAndStatusQuery, ProgramsByKindAndStatusQueryVariables>;
export const ProgramsForAnAudienceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ProgramsForAnAudience"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"audience"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"terms"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"some"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"code"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"audience"}}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"taxonomy"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"name"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"StringValue","value":"Audiences","block":false}}]}}]}}]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"eligibilityDescription"}},{"kind":"Field","name":{"kind":"Name","value":"scheduleDescription"}},{"kind":"Field","name":{"kind":"Name","value":"lead"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"topics"},"name":{"kind":"Name","value":"terms"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"taxonomy"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"name"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"StringValue","value":"Topics","block":false}}]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ProgramsForAnAudienceQuery, ProgramsForAnAudienceQueryVariables>;
export const SearchTheNetworkDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SearchTheNetwork"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"query"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"types"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SearchType"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"search"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"query"},"value":{"kind":"Variable","name":{"kind":"Name","value":"query"}}},{"kind":"Argument","name":{"kind":"Name","value":"types"},"value":{"kind":"Variable","name":{"kind":"Name","value":"types"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"excerpt"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Organization"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"type"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Core"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"tagline"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Program"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"lead"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Contact"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SearchTheNetworkQuery, SearchTheNetworkQueryVariables>;
export const SupportForAProgramDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SupportForAProgram"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"program"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"supportMaxAmount"}},{"kind":"Field","name":{"kind":"Name","value":"supportCurrency"}},{"kind":"Field","name":{"kind":"Name","value":"supportNote"}},{"kind":"Field","name":{"kind":"Name","value":"organizations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"roles"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"FUNDER"},{"kind":"EnumValue","value":"SPONSOR"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"startedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endedOn"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"citations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"startsWith"},"value":{"kind":"StringValue","value":"support","block":false}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"assertion"}},{"kind":"Field","name":{"kind":"Name","value":"lineFrom"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<SupportForAProgramQuery, SupportForAProgramQueryVariables>;
export const WhatACenterRunsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WhatACenterRuns"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organization"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"cores"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"tagline"}},{"kind":"Field","name":{"kind":"Name","value":"organizations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"organizations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<WhatACenterRunsQuery, WhatACenterRunsQueryVariables>;
export const WhoWorksOnATopicDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WhoWorksOnATopic"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"topic"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"terms"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"code"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"topic"}}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"taxonomy"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"name"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"StringValue","value":"Topics","block":false}}]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"organizations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"cores"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<WhoWorksOnATopicQuery, WhoWorksOnATopicQueryVariables>;