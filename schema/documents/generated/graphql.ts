/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** How two organizations are linked, other than as parent and part. */
export type AffiliationType =
  /** The first organization is affiliated with the second. */
  | 'AFFILIATED_WITH'
  /** The first organization is based at the second. */
  | 'BASED_AT'
  /** The first organization is a member of the second. */
  | 'MEMBER_OF'
  /** The first organization is a partner of the second. */
  | 'PARTNER_OF';

/** How a source supports a fact. */
export type Assertion =
  /** The text states the fact. */
  | 'EXPLICIT'
  /** The fact was inferred; the text does not state it. */
  | 'INFERRED'
  /** The fact follows from a name alone. */
  | 'NAME_ONLY';

/** Conditions on a value of Assertion. All given conditions must hold. */
export type AssertionFilter = {
  /** Equal to the value. */
  eq?: Assertion | null | undefined;
  /** Equal to one of the values. An empty list matches nothing. */
  in?: Array<Assertion> | null | undefined;
  /** If true, the record has no value; if false, it has one. */
  isNull?: boolean | null | undefined;
  /** Not equal to the value. Also matches records without a value. */
  ne?: Assertion | null | undefined;
  /** Equal to none of the values. An empty list matches everything, and records without a value match too. */
  notIn?: Array<Assertion> | null | undefined;
};

/** Conditions on a yes-or-no value. All given conditions must hold. */
export type BooleanFilter = {
  /** Equal to the value. */
  eq?: boolean | null | undefined;
};

/** Conditions on the number of changes. All given conditions must hold. */
export type ChangeCountFilter = {
  /** Equal to the number. */
  eq?: number | null | undefined;
  /** More than the number. */
  gt?: number | null | undefined;
  /** The number or more. */
  gte?: number | null | undefined;
  /** Less than the number. */
  lt?: number | null | undefined;
  /** The number or less. */
  lte?: number | null | undefined;
  /** Only the changes that match are counted. */
  where?: ChangeWhere | null | undefined;
};

/** What happened to a record. */
export type ChangeKind =
  /** The record was archived. */
  | 'ARCHIVED'
  /** Somebody confirmed that the record is correct. */
  | 'ASSURED'
  /** A citation was retracted, because it had been a mistake. */
  | 'CITATION_RETRACTED'
  /** Sources were cited for the record or one of its links, and nothing else was changed. */
  | 'CITED'
  /** A contact was assigned to the record, or the assignment was updated. */
  | 'CONTACT_ASSIGNED'
  /** The assignment of a contact to the record was removed. */
  | 'CONTACT_UNASSIGNED'
  /** The record was created. */
  | 'CREATED'
  /** An identifier in another system was added to the record or removed from it. */
  | 'IDENTIFIED'
  /** The record was merged into another record. Its id now leads to that one. */
  | 'MERGED'
  /** The record was linked to another record, or the link was updated. */
  | 'RELATED'
  /** The record was restored from the archive. */
  | 'RESTORED'
  /** An organization got a role in the record, or the role was updated. */
  | 'ROLE_ASSIGNED'
  /** A role of an organization in the record was removed. */
  | 'ROLE_REMOVED'
  /** The status of the record was changed, and possibly other values. */
  | 'STATUS_CHANGED'
  /** The record was tagged with a term. */
  | 'TAGGED'
  /** A link to another record was removed. */
  | 'UNRELATED'
  /** A tag of the record was removed. */
  | 'UNTAGGED'
  /** Values of the record were changed. */
  | 'UPDATED';

/** Conditions on a value of ChangeKind. All given conditions must hold. */
export type ChangeKindFilter = {
  /** Equal to the value. */
  eq?: ChangeKind | null | undefined;
  /** Equal to one of the values. An empty list matches nothing. */
  in?: Array<ChangeKind> | null | undefined;
  /** If true, the record has no value; if false, it has one. */
  isNull?: boolean | null | undefined;
  /** Not equal to the value. Also matches records without a value. */
  ne?: ChangeKind | null | undefined;
  /** Equal to none of the values. An empty list matches everything, and records without a value match too. */
  notIn?: Array<ChangeKind> | null | undefined;
};

/** Conditions on a list of changes. All given conditions must hold. */
export type ChangeListWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: ChangeCountFilter | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: ChangeWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: ChangeWhere | null | undefined;
  /** At least one record of the list matches. */
  some?: ChangeWhere | null | undefined;
};

/** A filter of changes. All given conditions must hold. */
export type ChangeWhere = {
  /** Who made the change: `key:` or `user:` and an id, or `seed`. Requires permission to see authorship. */
  actor?: StringFilter | null | undefined;
  /** All of these conditions hold. */
  and?: Array<ChangeWhere> | null | undefined;
  /** The id of the change. */
  id?: IdFilter | null | undefined;
  /** What happened. */
  kind?: ChangeKindFilter | null | undefined;
  /** This condition does not hold. */
  not?: ChangeWhere | null | undefined;
  /** When it happened. */
  occurredAt?: DateTimeFilter | null | undefined;
  /** At least one of these conditions holds. */
  or?: Array<ChangeWhere> | null | undefined;
  /** The id of the record that was changed. For the history of a record, with the changes of links that lead to it, use `changes(of:)`. */
  recordId?: IdFilter | null | undefined;
  /** The type of the record that was changed. */
  recordType?: RecordTypeFilter | null | undefined;
  /** The record's version after the change. */
  version?: IntFilter | null | undefined;
};

/** Conditions on the number of citations. All given conditions must hold. */
export type CitationCountFilter = {
  /** Equal to the number. */
  eq?: number | null | undefined;
  /** More than the number. */
  gt?: number | null | undefined;
  /** The number or more. */
  gte?: number | null | undefined;
  /** Less than the number. */
  lt?: number | null | undefined;
  /** The number or less. */
  lte?: number | null | undefined;
  /** Only the citations that match are counted. */
  where?: CitationWhere | null | undefined;
};

/** Conditions on a list of citations. All given conditions must hold. */
export type CitationListWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: CitationCountFilter | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: CitationWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: CitationWhere | null | undefined;
  /** At least one record of the list matches. */
  some?: CitationWhere | null | undefined;
};

/** A filter of citations. All given conditions must hold. */
export type CitationWhere = {
  /** Whether the value of the source is that of the field. If it is not, the sources contradict each other or the hub. */
  agrees?: BooleanFilter | null | undefined;
  /** All of these conditions hold. */
  and?: Array<CitationWhere> | null | undefined;
  /** When the record was archived; null while it is current. */
  archivedAt?: DateTimeFilter | null | undefined;
  /** How the passage supports it. */
  assertion?: AssertionFilter | null | undefined;
  /** When somebody last confirmed that the record is correct; null if nobody has. */
  assuredAt?: DateTimeFilter | null | undefined;
  /** Who last confirmed that the record is correct; null if nobody has. Requires permission to see authorship. */
  assuredBy?: StringFilter | null | undefined;
  /** When the record was created. */
  createdAt?: DateTimeFilter | null | undefined;
  /** The field that the citation is for, as this schema names it; null for the record as a whole. */
  field?: StringFilter | null | undefined;
  /** The id of the record as it is now: a UUID that never changes. A past state (`asOf`) has the id `<UUID>@<version>`, and what a dry run shows has `<UUID>@preview-…`. */
  id?: IdFilter | null | undefined;
  /** The first line of the passage. Lines are numbered from 1. */
  lineFrom?: IntFilter | null | undefined;
  /** The last line of the passage. */
  lineTo?: IntFilter | null | undefined;
  /** This condition does not hold. */
  not?: CitationWhere | null | undefined;
  /** A remark on the passage, in the words of the hub: at most 300 characters, so that no passage is copied. */
  note?: StringFilter | null | undefined;
  /** At least one of these conditions holds. */
  or?: Array<CitationWhere> | null | undefined;
  /** The id of the record or link that the citation is for. */
  recordId?: IdFilter | null | undefined;
  /** The type of the record or link that the citation is for. */
  recordType?: RecordTypeFilter | null | undefined;
  /** The source. */
  source?: SourceWhere | null | undefined;
  /** The id of the source. */
  sourceId?: IdFilter | null | undefined;
  /** When the value that it is for was replaced or removed; null while the citation is current. */
  supersededAt?: DateTimeFilter | null | undefined;
  /** When the record was last changed. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** The version: 1 at first, one higher after each change. */
  version?: IntFilter | null | undefined;
};

/** Conditions on the linked cores. All given conditions must hold. */
export type ContactCoresWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: CoreCountFilter | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: CoreWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: CoreWhere | null | undefined;
  /** At least one record of the list matches. */
  some?: CoreWhere | null | undefined;
};

/** Conditions on the number of contacts. All given conditions must hold. */
export type ContactCountFilter = {
  /** Equal to the number. */
  eq?: number | null | undefined;
  /** More than the number. */
  gt?: number | null | undefined;
  /** The number or more. */
  gte?: number | null | undefined;
  /** Less than the number. */
  lt?: number | null | undefined;
  /** The number or less. */
  lte?: number | null | undefined;
  /** Only the contacts that match are counted. */
  where?: ContactWhere | null | undefined;
};

/** What a contact is: a person or a mailbox. */
export type ContactKind =
  /** A mailbox that several people can read. */
  | 'MAILBOX'
  /** A person. */
  | 'PERSON';

/** Conditions on a value of ContactKind. All given conditions must hold. */
export type ContactKindFilter = {
  /** Equal to the value. */
  eq?: ContactKind | null | undefined;
  /** Equal to one of the values. An empty list matches nothing. */
  in?: Array<ContactKind> | null | undefined;
  /** If true, the record has no value; if false, it has one. */
  isNull?: boolean | null | undefined;
  /** Not equal to the value. Also matches records without a value. */
  ne?: ContactKind | null | undefined;
  /** Equal to none of the values. An empty list matches everything, and records without a value match too. */
  notIn?: Array<ContactKind> | null | undefined;
};

/** Conditions on the linked organizations. All given conditions must hold. */
export type ContactOrganizationsWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: OrganizationCountFilter | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: OrganizationWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: OrganizationWhere | null | undefined;
  /** At least one record of the list matches. */
  some?: OrganizationWhere | null | undefined;
};

/** Conditions on the linked programs. All given conditions must hold. */
export type ContactProgramsWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: ProgramCountFilter | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: ProgramWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: ProgramWhere | null | undefined;
  /** At least one record of the list matches. */
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

/** Conditions on a value of ContactVisibility. All given conditions must hold. */
export type ContactVisibilityFilter = {
  /** Equal to the value. */
  eq?: ContactVisibility | null | undefined;
  /** Equal to one of the values. An empty list matches nothing. */
  in?: Array<ContactVisibility> | null | undefined;
  /** If true, the record has no value; if false, it has one. */
  isNull?: boolean | null | undefined;
  /** Not equal to the value. Also matches records without a value. */
  ne?: ContactVisibility | null | undefined;
  /** Equal to none of the values. An empty list matches everything, and records without a value match too. */
  notIn?: Array<ContactVisibility> | null | undefined;
};

/** A filter of contacts. All given conditions must hold. */
export type ContactWhere = {
  /** All of these conditions hold. */
  and?: Array<ContactWhere> | null | undefined;
  /** When the record was archived; null while it is current. */
  archivedAt?: DateTimeFilter | null | undefined;
  /** When somebody last confirmed that the record is correct; null if nobody has. */
  assuredAt?: DateTimeFilter | null | undefined;
  /** Who last confirmed that the record is correct; null if nobody has. Requires permission to see authorship. */
  assuredBy?: StringFilter | null | undefined;
  /** Its history: all of its changes, and those of the links that lead to it. The oldest change comes first unless ordered otherwise. Requires signing in. */
  changes?: ChangeListWhere | null | undefined;
  /** The passages of sources that support it. */
  citations?: CitationListWhere | null | undefined;
  /** The cores that the contact is assigned to. */
  cores?: ContactCoresWhere | null | undefined;
  /** When the record was created. */
  createdAt?: DateTimeFilter | null | undefined;
  /** Degrees and other credentials, as printed after the name. */
  credentials?: StringFilter | null | undefined;
  /** The e-mail address. */
  email?: StringFilter | null | undefined;
  /** The id of the record as it is now: a UUID that never changes. A past state (`asOf`) has the id `<UUID>@<version>`, and what a dry run shows has `<UUID>@preview-…`. */
  id?: IdFilter | null | undefined;
  /** Whether the contact is a person or a mailbox. */
  kind?: ContactKindFilter | null | undefined;
  /** The name of the person or the mailbox. */
  name?: StringFilter | null | undefined;
  /** This condition does not hold. */
  not?: ContactWhere | null | undefined;
  /** At least one of these conditions holds. */
  or?: Array<ContactWhere> | null | undefined;
  /** The organizations that the contact is assigned to. */
  organizations?: ContactOrganizationsWhere | null | undefined;
  /** The telephone number. */
  phone?: StringFilter | null | undefined;
  /** The programs that the contact is assigned to. */
  programs?: ContactProgramsWhere | null | undefined;
  /** The person's position. */
  title?: StringFilter | null | undefined;
  /** When the record was last changed. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** The version: 1 at first, one higher after each change. */
  version?: IntFilter | null | undefined;
  /** Who may see the contact. */
  visibility?: ContactVisibilityFilter | null | undefined;
};

/** Conditions on the linked contacts. All given conditions must hold. */
export type CoreContactsWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: ContactCountFilter | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: ContactWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: ContactWhere | null | undefined;
  /** At least one record of the list matches. */
  some?: ContactWhere | null | undefined;
};

/** Conditions on the number of cores. All given conditions must hold. */
export type CoreCountFilter = {
  /** Equal to the number. */
  eq?: number | null | undefined;
  /** More than the number. */
  gt?: number | null | undefined;
  /** The number or more. */
  gte?: number | null | undefined;
  /** Less than the number. */
  lt?: number | null | undefined;
  /** The number or less. */
  lte?: number | null | undefined;
  /** Only the cores that match are counted. */
  where?: CoreWhere | null | undefined;
};

/** Conditions on a list of cores. All given conditions must hold. */
export type CoreListWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: CoreCountFilter | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: CoreWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: CoreWhere | null | undefined;
  /** At least one record of the list matches. */
  some?: CoreWhere | null | undefined;
};

/** The fields that cores can be ordered by. */
export type CoreOrderField =
  /** When somebody last confirmed that the record is correct; null if nobody has. */
  | 'ASSURED_AT'
  /** Who last confirmed that the record is correct; null if nobody has. Requires permission to see authorship. */
  | 'ASSURED_BY'
  /** When the record was created. */
  | 'CREATED_AT'
  /** The name, as the source writes it. */
  | 'NAME'
  /** Its position among its organization's cores, starting at 1. */
  | 'POSITION'
  /** The name for use in URLs: lower case, words joined by hyphens. */
  | 'SLUG'
  /** When the record was last changed. */
  | 'UPDATED_AT';

/** Conditions on the linked organizations. All given conditions must hold. */
export type CoreOrganizationsWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: OrganizationCountFilter | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: OrganizationWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: OrganizationWhere | null | undefined;
  /** Only these roles. */
  roles?: Array<OrganizationRoleType> | null | undefined;
  /** At least one record of the list matches. */
  some?: OrganizationWhere | null | undefined;
};

/** A field of a core to order other records by. */
export type CoreRelatedOrder = {
  /** The field to order by. */
  field: CoreOrderField;
};

/** Conditions on the linked terms. All given conditions must hold. */
export type CoreTermsWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: TermCountFilter | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: TermWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: TermWhere | null | undefined;
  /** At least one record of the list matches. */
  some?: TermWhere | null | undefined;
};

/** A filter of cores. All given conditions must hold. */
export type CoreWhere = {
  /** All of these conditions hold. */
  and?: Array<CoreWhere> | null | undefined;
  /** When the record was archived; null while it is current. */
  archivedAt?: DateTimeFilter | null | undefined;
  /** When somebody last confirmed that the record is correct; null if nobody has. */
  assuredAt?: DateTimeFilter | null | undefined;
  /** Who last confirmed that the record is correct; null if nobody has. Requires permission to see authorship. */
  assuredBy?: StringFilter | null | undefined;
  /** Its history: all of its changes, and those of the links that lead to it. The oldest change comes first unless ordered otherwise. Requires signing in. */
  changes?: ChangeListWhere | null | undefined;
  /** The passages of sources that support it. */
  citations?: CitationListWhere | null | undefined;
  /** The contacts assigned to it. */
  contacts?: CoreContactsWhere | null | undefined;
  /** When the record was created. */
  createdAt?: DateTimeFilter | null | undefined;
  /** What the core works on, in one or two sentences. */
  description?: StringFilter | null | undefined;
  /** The id of the record as it is now: a UUID that never changes. A past state (`asOf`) has the id `<UUID>@<version>`, and what a dry run shows has `<UUID>@preview-…`. */
  id?: IdFilter | null | undefined;
  /** The name, as the source writes it. */
  name?: StringFilter | null | undefined;
  /** This condition does not hold. */
  not?: CoreWhere | null | undefined;
  /** At least one of these conditions holds. */
  or?: Array<CoreWhere> | null | undefined;
  /** The organization that owns it. */
  organization?: OrganizationWhere | null | undefined;
  /** The id of the organization that owns it. */
  organizationId?: IdFilter | null | undefined;
  /** The organizations that have a role in it, other than its owner. */
  organizations?: CoreOrganizationsWhere | null | undefined;
  /** Its position among its organization's cores, starting at 1. */
  position?: IntFilter | null | undefined;
  /** The programs that belong to it. */
  programs?: ProgramListWhere | null | undefined;
  /** The name for use in URLs: lower case, words joined by hyphens. */
  slug?: StringFilter | null | undefined;
  /** The motto printed next to the name. */
  tagline?: StringFilter | null | undefined;
  /** The terms that it is tagged with, such as its audiences and topics. */
  terms?: CoreTermsWhere | null | undefined;
  /** When the record was last changed. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** The version: 1 at first, one higher after each change. */
  version?: IntFilter | null | undefined;
};

/** Conditions on a moment. All given conditions must hold. */
export type DateTimeFilter = {
  /** Equal to the value. */
  eq?: string | null | undefined;
  /** Greater than the value, or later than it. */
  gt?: string | null | undefined;
  /** Greater than or equal to the value, or not earlier than it. */
  gte?: string | null | undefined;
  /** Equal to one of the values. An empty list matches nothing. */
  in?: Array<string> | null | undefined;
  /** If true, the record has no value; if false, it has one. */
  isNull?: boolean | null | undefined;
  /** Less than the value, or earlier than it. */
  lt?: string | null | undefined;
  /** Less than or equal to the value, or not later than it. */
  lte?: string | null | undefined;
  /** Not equal to the value. Also matches records without a value. */
  ne?: string | null | undefined;
  /** Equal to none of the values. An empty list matches everything, and records without a value match too. */
  notIn?: Array<string> | null | undefined;
};

/** Conditions on an amount. All given conditions must hold. */
export type DecimalFilter = {
  /** Equal to the value. */
  eq?: string | null | undefined;
  /** Greater than the value, or later than it. */
  gt?: string | null | undefined;
  /** Greater than or equal to the value, or not earlier than it. */
  gte?: string | null | undefined;
  /** Equal to one of the values. An empty list matches nothing. */
  in?: Array<string> | null | undefined;
  /** If true, the record has no value; if false, it has one. */
  isNull?: boolean | null | undefined;
  /** Less than the value, or earlier than it. */
  lt?: string | null | undefined;
  /** Less than or equal to the value, or not later than it. */
  lte?: string | null | undefined;
  /** Not equal to the value. Also matches records without a value. */
  ne?: string | null | undefined;
  /** Equal to none of the values. An empty list matches everything, and records without a value match too. */
  notIn?: Array<string> | null | undefined;
};

/** Conditions on an id. All given conditions must hold. */
export type IdFilter = {
  /** Equal to the value. */
  eq?: string | null | undefined;
  /** Equal to one of the values. An empty list matches nothing. */
  in?: Array<string> | null | undefined;
  /** If true, the record has no value; if false, it has one. */
  isNull?: boolean | null | undefined;
  /** Not equal to the value. Also matches records without a value. */
  ne?: string | null | undefined;
  /** Equal to none of the values. An empty list matches everything, and records without a value match too. */
  notIn?: Array<string> | null | undefined;
};

/** Conditions on the number of identifiers. All given conditions must hold. */
export type IdentifierCountFilter = {
  /** Equal to the number. */
  eq?: number | null | undefined;
  /** More than the number. */
  gt?: number | null | undefined;
  /** The number or more. */
  gte?: number | null | undefined;
  /** Less than the number. */
  lt?: number | null | undefined;
  /** The number or less. */
  lte?: number | null | undefined;
  /** Only the identifiers that match are counted. */
  where?: IdentifierWhere | null | undefined;
};

/** Conditions on a list of identifiers. All given conditions must hold. */
export type IdentifierListWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: IdentifierCountFilter | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: IdentifierWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: IdentifierWhere | null | undefined;
  /** At least one record of the list matches. */
  some?: IdentifierWhere | null | undefined;
};

/** A filter of identifiers. All given conditions must hold. */
export type IdentifierWhere = {
  /** All of these conditions hold. */
  and?: Array<IdentifierWhere> | null | undefined;
  /** When the record was archived; null while it is current. */
  archivedAt?: DateTimeFilter | null | undefined;
  /** When somebody last confirmed that the record is correct; null if nobody has. */
  assuredAt?: DateTimeFilter | null | undefined;
  /** Who last confirmed that the record is correct; null if nobody has. Requires permission to see authorship. */
  assuredBy?: StringFilter | null | undefined;
  /** The passages of sources that support it. */
  citations?: CitationListWhere | null | undefined;
  /** When the record was created. */
  createdAt?: DateTimeFilter | null | undefined;
  /** The id of the record as it is now: a UUID that never changes. A past state (`asOf`) has the id `<UUID>@<version>`, and what a dry run shows has `<UUID>@preview-…`. */
  id?: IdFilter | null | undefined;
  /** This condition does not hold. */
  not?: IdentifierWhere | null | undefined;
  /** At least one of these conditions holds. */
  or?: Array<IdentifierWhere> | null | undefined;
  /** The organization that it identifies, if it is that of an organization. */
  organization?: OrganizationWhere | null | undefined;
  /** The id of the organization that it identifies. */
  organizationId?: IdFilter | null | undefined;
  /** The program that it identifies, if it is that of a program. */
  program?: ProgramWhere | null | undefined;
  /** The id of the program that it identifies. */
  programId?: IdFilter | null | undefined;
  /** The identifier scheme or the system that issued it, such as EIN. */
  scheme?: StringFilter | null | undefined;
  /** When the record was last changed. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** The identifier, as that system writes it. */
  value?: StringFilter | null | undefined;
  /** The version: 1 at first, one higher after each change. */
  version?: IntFilter | null | undefined;
};

/** Conditions on a whole number. All given conditions must hold. */
export type IntFilter = {
  /** Equal to the value. */
  eq?: number | null | undefined;
  /** Greater than the value, or later than it. */
  gt?: number | null | undefined;
  /** Greater than or equal to the value, or not earlier than it. */
  gte?: number | null | undefined;
  /** Equal to one of the values. An empty list matches nothing. */
  in?: Array<number> | null | undefined;
  /** If true, the record has no value; if false, it has one. */
  isNull?: boolean | null | undefined;
  /** Less than the value, or earlier than it. */
  lt?: number | null | undefined;
  /** Less than or equal to the value, or not later than it. */
  lte?: number | null | undefined;
  /** Not equal to the value. Also matches records without a value. */
  ne?: number | null | undefined;
  /** Equal to none of the values. An empty list matches everything, and records without a value match too. */
  notIn?: Array<number> | null | undefined;
};

/** The direction of a link between two records of one type. */
export type LinkDirection =
  /** From the record in the list to the record that you read. */
  | 'INCOMING'
  /** From the record that you read to the record in the list. */
  | 'OUTGOING';

/** The direction of an order. */
export type OrderDirection =
  /** Ascending: smallest, earliest or alphabetically first value first; records without a value last. */
  | 'ASC'
  /** Descending: greatest, latest or alphabetically last value first; records without a value first. */
  | 'DESC';

/** Conditions on the linked organizations. All given conditions must hold. */
export type OrganizationAffiliationsWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: OrganizationCountFilter | null | undefined;
  /** Only links in this direction. If left out, both directions. */
  direction?: LinkDirection | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: OrganizationWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: OrganizationWhere | null | undefined;
  /** At least one record of the list matches. */
  some?: OrganizationWhere | null | undefined;
  /** Only links of these types. */
  types?: Array<AffiliationType> | null | undefined;
};

/** Conditions on the linked contacts. All given conditions must hold. */
export type OrganizationContactsWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: ContactCountFilter | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: ContactWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: ContactWhere | null | undefined;
  /** At least one record of the list matches. */
  some?: ContactWhere | null | undefined;
};

/** Conditions on the linked cores. All given conditions must hold. */
export type OrganizationCoreRolesWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: CoreCountFilter | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: CoreWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: CoreWhere | null | undefined;
  /** Only these roles. */
  roles?: Array<OrganizationRoleType> | null | undefined;
  /** At least one record of the list matches. */
  some?: CoreWhere | null | undefined;
};

/** Conditions on the number of organizations. All given conditions must hold. */
export type OrganizationCountFilter = {
  /** Equal to the number. */
  eq?: number | null | undefined;
  /** More than the number. */
  gt?: number | null | undefined;
  /** The number or more. */
  gte?: number | null | undefined;
  /** Less than the number. */
  lt?: number | null | undefined;
  /** The number or less. */
  lte?: number | null | undefined;
  /** Only the organizations that match are counted. */
  where?: OrganizationWhere | null | undefined;
};

/** Conditions on a list of organizations. All given conditions must hold. */
export type OrganizationListWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: OrganizationCountFilter | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: OrganizationWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: OrganizationWhere | null | undefined;
  /** At least one record of the list matches. */
  some?: OrganizationWhere | null | undefined;
};

/** Conditions on the linked programs. All given conditions must hold. */
export type OrganizationProgramsWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: ProgramCountFilter | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: ProgramWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: ProgramWhere | null | undefined;
  /** Only these roles. */
  roles?: Array<OrganizationRoleType> | null | undefined;
  /** At least one record of the list matches. */
  some?: ProgramWhere | null | undefined;
};

/** The role of an organization in a program or a core. */
export type OrganizationRoleType =
  /** The organization pays for it. */
  | 'FUNDER'
  /** It takes place at the organization. */
  | 'HOST'
  /** The organization leads it and is responsible for it. */
  | 'LEAD'
  /** The organization takes part in it. */
  | 'PARTICIPANT'
  /** The organization works on it as a partner. */
  | 'PARTNER'
  /** The organization supports it with its name or its resources. */
  | 'SPONSOR';

/** Conditions on the linked terms. All given conditions must hold. */
export type OrganizationTermsWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: TermCountFilter | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: TermWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: TermWhere | null | undefined;
  /** At least one record of the list matches. */
  some?: TermWhere | null | undefined;
};

/** The type of an organization. */
export type OrganizationType =
  /** An organization that speaks up for others in public. */
  | 'ADVOCACY'
  /** A center within a larger institution. */
  | 'CENTER'
  /** A committee, or a part of one. */
  | 'COMMITTEE'
  /** A community organization. */
  | 'COMMUNITY'
  /** A department or office of another organization. */
  | 'DEPARTMENT'
  /** An employee resource or affinity group. */
  | 'EMPLOYEE_RESOURCE_GROUP'
  /** An organization that works for financial well-being. */
  | 'FINANCIAL'
  /** A public authority. */
  | 'GOVERNMENT'
  /** A group of hospitals and practices that is run as one. */
  | 'HEALTH_SYSTEM'
  /** A hospital. */
  | 'HOSPITAL'
  /** A research institute. */
  | 'INSTITUTE'
  /** A network of people from several departments or institutions. */
  | 'NETWORK'
  /** A university. */
  | 'UNIVERSITY';

/** Conditions on a value of OrganizationType. All given conditions must hold. */
export type OrganizationTypeFilter = {
  /** Equal to the value. */
  eq?: OrganizationType | null | undefined;
  /** Equal to one of the values. An empty list matches nothing. */
  in?: Array<OrganizationType> | null | undefined;
  /** If true, the record has no value; if false, it has one. */
  isNull?: boolean | null | undefined;
  /** Not equal to the value. Also matches records without a value. */
  ne?: OrganizationType | null | undefined;
  /** Equal to none of the values. An empty list matches everything, and records without a value match too. */
  notIn?: Array<OrganizationType> | null | undefined;
};

/** A filter of organizations. All given conditions must hold. */
export type OrganizationWhere = {
  /** The organizations that it is linked to other than as parent and part, in both directions. */
  affiliations?: OrganizationAffiliationsWhere | null | undefined;
  /** Other names and abbreviations in use. */
  alternateNames?: StringListFilter | null | undefined;
  /** All of these conditions hold. */
  and?: Array<OrganizationWhere> | null | undefined;
  /** When the record was archived; null while it is current. */
  archivedAt?: DateTimeFilter | null | undefined;
  /** When somebody last confirmed that the record is correct; null if nobody has. */
  assuredAt?: DateTimeFilter | null | undefined;
  /** Who last confirmed that the record is correct; null if nobody has. Requires permission to see authorship. */
  assuredBy?: StringFilter | null | undefined;
  /** Its history: all of its changes, and those of the links that lead to it. The oldest change comes first unless ordered otherwise. Requires signing in. */
  changes?: ChangeListWhere | null | undefined;
  /** The organizations that are part of it. */
  children?: OrganizationListWhere | null | undefined;
  /** The passages of sources that support it. */
  citations?: CitationListWhere | null | undefined;
  /** The contacts assigned to it. */
  contacts?: OrganizationContactsWhere | null | undefined;
  /** The cores of other organizations in which it has a role. For the cores that it owns, read `cores`. */
  coreRoles?: OrganizationCoreRolesWhere | null | undefined;
  /** The cores that it owns. */
  cores?: CoreListWhere | null | undefined;
  /** When the record was created. */
  createdAt?: DateTimeFilter | null | undefined;
  /** What the organization is and does, in one or two sentences. */
  description?: StringFilter | null | undefined;
  /** The year in which it was founded. */
  foundedYear?: IntFilter | null | undefined;
  /** The id of the record as it is now: a UUID that never changes. A past state (`asOf`) has the id `<UUID>@<version>`, and what a dry run shows has `<UUID>@preview-…`. */
  id?: IdFilter | null | undefined;
  /** Its identifiers in other systems. */
  identifiers?: IdentifierListWhere | null | undefined;
  /** The name, as the source writes it. */
  name?: StringFilter | null | undefined;
  /** This condition does not hold. */
  not?: OrganizationWhere | null | undefined;
  /** At least one of these conditions holds. */
  or?: Array<OrganizationWhere> | null | undefined;
  /** The organization that it is part of. */
  parent?: OrganizationWhere | null | undefined;
  /** The id of the organization that it is part of. */
  parentOrganizationId?: IdFilter | null | undefined;
  /** The programs in which it has a role. */
  programs?: OrganizationProgramsWhere | null | undefined;
  /** The name for use in URLs: lower case, words joined by hyphens. */
  slug?: StringFilter | null | undefined;
  /** The terms that it is tagged with, such as its audiences and topics. */
  terms?: OrganizationTermsWhere | null | undefined;
  /** The type of the organization. */
  type?: OrganizationTypeFilter | null | undefined;
  /** When the record was last changed. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** The version: 1 at first, one higher after each change. */
  version?: IntFilter | null | undefined;
  /** The URL of its website. */
  website?: StringFilter | null | undefined;
};

/** Conditions on the linked contacts. All given conditions must hold. */
export type ProgramContactsWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: ContactCountFilter | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: ContactWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: ContactWhere | null | undefined;
  /** At least one record of the list matches. */
  some?: ContactWhere | null | undefined;
};

/** Conditions on the number of programs. All given conditions must hold. */
export type ProgramCountFilter = {
  /** Equal to the number. */
  eq?: number | null | undefined;
  /** More than the number. */
  gt?: number | null | undefined;
  /** The number or more. */
  gte?: number | null | undefined;
  /** Less than the number. */
  lt?: number | null | undefined;
  /** The number or less. */
  lte?: number | null | undefined;
  /** Only the programs that match are counted. */
  where?: ProgramWhere | null | undefined;
};

/** The kind of a program. */
export type ProgramKind =
  /** Care that people visit in person. */
  | 'CLINIC'
  /** A joint effort towards a goal, with several activities. */
  | 'INITIATIVE'
  /** A service that several organizations provide together. */
  | 'PARTNERSHIP'
  /** A path into a profession. */
  | 'PATHWAY'
  /** A guide or other material for others to use. */
  | 'RESOURCE'
  /** A research study. */
  | 'STUDY'
  /** Education or training. */
  | 'TRAINING';

/** Conditions on a value of ProgramKind. All given conditions must hold. */
export type ProgramKindFilter = {
  /** Equal to the value. */
  eq?: ProgramKind | null | undefined;
  /** Equal to one of the values. An empty list matches nothing. */
  in?: Array<ProgramKind> | null | undefined;
  /** If true, the record has no value; if false, it has one. */
  isNull?: boolean | null | undefined;
  /** Not equal to the value. Also matches records without a value. */
  ne?: ProgramKind | null | undefined;
  /** Equal to none of the values. An empty list matches everything, and records without a value match too. */
  notIn?: Array<ProgramKind> | null | undefined;
};

/** Conditions on a list of programs. All given conditions must hold. */
export type ProgramListWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: ProgramCountFilter | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: ProgramWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: ProgramWhere | null | undefined;
  /** At least one record of the list matches. */
  some?: ProgramWhere | null | undefined;
};

/** One sort key of a list of programs. */
export type ProgramOrder = {
  /** By a field of the related record. Records without one come where those without a value come. */
  core?: CoreRelatedOrder | null | undefined;
  /** By how many related records match: { programs: {} }. Each counts once, however many links lead to it. */
  count?: ProgramOrderCount | null | undefined;
  /** The direction. */
  direction?: OrderDirection | null | undefined;
  /** By a field of the record. */
  field?: ProgramOrderField | null | undefined;
};

/** Which related records are counted: one list, with a filter. */
export type ProgramOrderCount = {
  /** Its history: all of its changes, and those of the links that lead to it. The oldest change comes first unless ordered otherwise. Requires signing in. */
  changes?: ChangeWhere | null | undefined;
  /** The passages of sources that support it. */
  citations?: CitationWhere | null | undefined;
  /** The contacts assigned to it. */
  contacts?: ContactWhere | null | undefined;
  /** Its identifiers in other systems. */
  identifiers?: IdentifierWhere | null | undefined;
  /** The organizations that have a role in it. */
  organizations?: OrganizationWhere | null | undefined;
  /** The programs that it is linked to, in both directions. */
  relatedPrograms?: ProgramWhere | null | undefined;
  /** The terms that it is tagged with, such as its audiences and topics. */
  terms?: TermWhere | null | undefined;
};

/** The fields that programs can be ordered by. */
export type ProgramOrderField =
  /** When somebody last confirmed that the record is correct; null if nobody has. */
  | 'ASSURED_AT'
  /** Who last confirmed that the record is correct; null if nobody has. Requires permission to see authorship. */
  | 'ASSURED_BY'
  /** When the record was created. */
  | 'CREATED_AT'
  /** The kind of the program. */
  | 'KIND'
  /** The name, as the source writes it. */
  | 'NAME'
  /** The name for use in URLs: lower case, words joined by hyphens. */
  | 'SLUG'
  /** The year in which it started. */
  | 'STARTED_YEAR'
  /** The status of the program. */
  | 'STATUS'
  /** The maximum support for one participant, in `supportCurrency`, with two decimals. */
  | 'SUPPORT_MAX_AMOUNT'
  /** When the record was last changed. */
  | 'UPDATED_AT';

/** Conditions on the linked organizations. All given conditions must hold. */
export type ProgramOrganizationsWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: OrganizationCountFilter | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: OrganizationWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: OrganizationWhere | null | undefined;
  /** Only these roles. */
  roles?: Array<OrganizationRoleType> | null | undefined;
  /** At least one record of the list matches. */
  some?: OrganizationWhere | null | undefined;
};

/** Conditions on the linked programs. All given conditions must hold. */
export type ProgramRelatedProgramsWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: ProgramCountFilter | null | undefined;
  /** Only links in this direction. If left out, both directions. */
  direction?: LinkDirection | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: ProgramWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: ProgramWhere | null | undefined;
  /** At least one record of the list matches. */
  some?: ProgramWhere | null | undefined;
  /** Only links of these types. */
  types?: Array<ProgramRelationshipType> | null | undefined;
};

/** How one program is linked to another. */
export type ProgramRelationshipType =
  /** The first program is a part of the second. */
  | 'PART_OF'
  /** The first program recruits participants for the second. */
  | 'RECRUITS_FOR';

/** The status of a program. */
export type ProgramStatus =
  /** It runs. */
  | 'ACTIVE'
  /** It ended as planned. */
  | 'COMPLETED'
  /** It ended early. */
  | 'DISCONTINUED'
  /** It is paused and will continue. */
  | 'PAUSED'
  /** It has not started yet. */
  | 'PLANNED';

/** Conditions on a value of ProgramStatus. All given conditions must hold. */
export type ProgramStatusFilter = {
  /** Equal to the value. */
  eq?: ProgramStatus | null | undefined;
  /** Equal to one of the values. An empty list matches nothing. */
  in?: Array<ProgramStatus> | null | undefined;
  /** If true, the record has no value; if false, it has one. */
  isNull?: boolean | null | undefined;
  /** Not equal to the value. Also matches records without a value. */
  ne?: ProgramStatus | null | undefined;
  /** Equal to none of the values. An empty list matches everything, and records without a value match too. */
  notIn?: Array<ProgramStatus> | null | undefined;
};

/** Conditions on the linked terms. All given conditions must hold. */
export type ProgramTermsWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: TermCountFilter | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: TermWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: TermWhere | null | undefined;
  /** At least one record of the list matches. */
  some?: TermWhere | null | undefined;
};

/** A filter of programs. All given conditions must hold. */
export type ProgramWhere = {
  /** Other names and abbreviations in use. */
  alternateNames?: StringListFilter | null | undefined;
  /** All of these conditions hold. */
  and?: Array<ProgramWhere> | null | undefined;
  /** When the record was archived; null while it is current. */
  archivedAt?: DateTimeFilter | null | undefined;
  /** When somebody last confirmed that the record is correct; null if nobody has. */
  assuredAt?: DateTimeFilter | null | undefined;
  /** Who last confirmed that the record is correct; null if nobody has. Requires permission to see authorship. */
  assuredBy?: StringFilter | null | undefined;
  /** Its history: all of its changes, and those of the links that lead to it. The oldest change comes first unless ordered otherwise. Requires signing in. */
  changes?: ChangeListWhere | null | undefined;
  /** The passages of sources that support it. */
  citations?: CitationListWhere | null | undefined;
  /** The contacts assigned to it. */
  contacts?: ProgramContactsWhere | null | undefined;
  /** The core that it belongs to; null if it belongs to none. */
  core?: CoreWhere | null | undefined;
  /** The id of the core that it belongs to. */
  coreId?: IdFilter | null | undefined;
  /** When the record was created. */
  createdAt?: DateTimeFilter | null | undefined;
  /** What the program does, in one or two sentences. */
  description?: StringFilter | null | undefined;
  /** Who may take part. */
  eligibilityDescription?: StringFilter | null | undefined;
  /** The id of the record as it is now: a UUID that never changes. A past state (`asOf`) has the id `<UUID>@<version>`, and what a dry run shows has `<UUID>@preview-…`. */
  id?: IdFilter | null | undefined;
  /** Its identifiers in other systems. */
  identifiers?: IdentifierListWhere | null | undefined;
  /** The kind of the program. */
  kind?: ProgramKindFilter | null | undefined;
  /** The name, as the source writes it. */
  name?: StringFilter | null | undefined;
  /** This condition does not hold. */
  not?: ProgramWhere | null | undefined;
  /** At least one of these conditions holds. */
  or?: Array<ProgramWhere> | null | undefined;
  /** The organizations that have a role in it. */
  organizations?: ProgramOrganizationsWhere | null | undefined;
  /** The programs that it is linked to, in both directions. */
  relatedPrograms?: ProgramRelatedProgramsWhere | null | undefined;
  /** When, how often and for how long it takes place. */
  scheduleDescription?: StringFilter | null | undefined;
  /** The name for use in URLs: lower case, words joined by hyphens. */
  slug?: StringFilter | null | undefined;
  /** The year in which it started. */
  startedYear?: IntFilter | null | undefined;
  /** The status of the program. */
  status?: ProgramStatusFilter | null | undefined;
  /** The currency of the support as an ISO 4217 code, such as USD. */
  supportCurrency?: StringFilter | null | undefined;
  /** The maximum support for one participant, in `supportCurrency`, with two decimals. */
  supportMaxAmount?: DecimalFilter | null | undefined;
  /** What the support is for. */
  supportNote?: StringFilter | null | undefined;
  /** The terms that it is tagged with, such as its audiences and topics. */
  terms?: ProgramTermsWhere | null | undefined;
  /** When the record was last changed. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** The URL of its page. */
  url?: StringFilter | null | undefined;
  /** The version: 1 at first, one higher after each change. */
  version?: IntFilter | null | undefined;
};

/** Something that editors should look at. */
export type QualityRule =
  /** Tags that a source contradicts. */
  | 'ATTRIBUTE_CONTRADICTED'
  /** Tags with a value that is only inferred. */
  | 'ATTRIBUTE_INFERRED'
  /** Tags with a value that no source supports. */
  | 'ATTRIBUTE_UNCITED'
  /** Contact assignments that a source contradicts. */
  | 'CONTACT_ASSIGNMENT_CONTRADICTED'
  /** Contact assignments with a value that is only inferred. */
  | 'CONTACT_ASSIGNMENT_INFERRED'
  /** Contact assignments with a value that no source supports. */
  | 'CONTACT_ASSIGNMENT_UNCITED'
  /** Contacts that a source contradicts. */
  | 'CONTACT_CONTRADICTED'
  /** Contacts that may be the same as others. */
  | 'CONTACT_DUPLICATES'
  /** Contacts with a value that is only inferred. */
  | 'CONTACT_INFERRED'
  /** Contacts with a value that no source supports. */
  | 'CONTACT_UNCITED'
  /** Cores that a source contradicts. */
  | 'CORE_CONTRADICTED'
  /** Cores that may be the same as others. */
  | 'CORE_DUPLICATES'
  /** Cores with a value that is only inferred. */
  | 'CORE_INFERRED'
  /** Cores that nobody has vouched for in a year. */
  | 'CORE_NOT_ASSURED'
  /** Cores with a value that no source supports. */
  | 'CORE_UNCITED'
  /** Cores without a contact. */
  | 'CORE_WITHOUT_CONTACT'
  /** Cores without a program. */
  | 'CORE_WITHOUT_PROGRAM'
  /** Identifiers that a source contradicts. */
  | 'IDENTIFIER_CONTRADICTED'
  /** Identifiers with a value that is only inferred. */
  | 'IDENTIFIER_INFERRED'
  /** Identifiers with a value that no source supports. */
  | 'IDENTIFIER_UNCITED'
  /** Affiliations that a source contradicts. */
  | 'ORGANIZATION_AFFILIATION_CONTRADICTED'
  /** Affiliations with a value that is only inferred. */
  | 'ORGANIZATION_AFFILIATION_INFERRED'
  /** Affiliations with a value that no source supports. */
  | 'ORGANIZATION_AFFILIATION_UNCITED'
  /** Organizations that a source contradicts. */
  | 'ORGANIZATION_CONTRADICTED'
  /** Organizations that may be the same as others. */
  | 'ORGANIZATION_DUPLICATES'
  /** Organizations with a value that is only inferred. */
  | 'ORGANIZATION_INFERRED'
  /** Organizations that nobody has vouched for in a year. */
  | 'ORGANIZATION_NOT_ASSURED'
  /** Organization roles that a source contradicts. */
  | 'ORGANIZATION_ROLE_CONTRADICTED'
  /** Organization roles with a value that is only inferred. */
  | 'ORGANIZATION_ROLE_INFERRED'
  /** Organization roles with a value that no source supports. */
  | 'ORGANIZATION_ROLE_UNCITED'
  /** Organizations with a value that no source supports. */
  | 'ORGANIZATION_UNCITED'
  /** Organizations without a contact. */
  | 'ORGANIZATION_WITHOUT_CONTACT'
  /** Organizations without a website. */
  | 'ORGANIZATION_WITHOUT_WEBSITE'
  /** Programs that a source contradicts. */
  | 'PROGRAM_CONTRADICTED'
  /** Programs that may be the same as others. */
  | 'PROGRAM_DUPLICATES'
  /** Programs with a value that is only inferred. */
  | 'PROGRAM_INFERRED'
  /** Programs that nobody has vouched for in a year. */
  | 'PROGRAM_NOT_ASSURED'
  /** Program relationships that a source contradicts. */
  | 'PROGRAM_RELATIONSHIP_CONTRADICTED'
  /** Program relationships with a value that is only inferred. */
  | 'PROGRAM_RELATIONSHIP_INFERRED'
  /** Program relationships with a value that no source supports. */
  | 'PROGRAM_RELATIONSHIP_UNCITED'
  /** Programs with a value that no source supports. */
  | 'PROGRAM_UNCITED'
  /** Programs without a contact. */
  | 'PROGRAM_WITHOUT_CONTACT'
  /** Programs that no organization leads. */
  | 'PROGRAM_WITHOUT_LEAD'
  /** Programs without a URL. */
  | 'PROGRAM_WITHOUT_URL'
  /** Taxonomies that a source contradicts. */
  | 'TAXONOMY_CONTRADICTED'
  /** Taxonomies with a value that is only inferred. */
  | 'TAXONOMY_INFERRED'
  /** Taxonomies with a value that no source supports. */
  | 'TAXONOMY_UNCITED'
  /** Terms that a source contradicts. */
  | 'TERM_CONTRADICTED'
  /** Terms with a value that is only inferred. */
  | 'TERM_INFERRED'
  /** Terms with a value that no source supports. */
  | 'TERM_UNCITED';

/** A type of record or link: the name of its GraphQL type in capitals. */
export type RecordType =
  /** Tags: `Attribute`. */
  | 'ATTRIBUTE'
  /** Citations: `Citation`. */
  | 'CITATION'
  /** Contacts: `Contact`. */
  | 'CONTACT'
  /** Contact assignments: `ContactAssignment`. */
  | 'CONTACT_ASSIGNMENT'
  /** Cores: `Core`. */
  | 'CORE'
  /** Identifiers: `Identifier`. */
  | 'IDENTIFIER'
  /** Organizations: `Organization`. */
  | 'ORGANIZATION'
  /** Affiliations: `OrganizationAffiliation`. */
  | 'ORGANIZATION_AFFILIATION'
  /** Organization roles: `OrganizationRole`. */
  | 'ORGANIZATION_ROLE'
  /** Programs: `Program`. */
  | 'PROGRAM'
  /** Program relationships: `ProgramRelationship`. */
  | 'PROGRAM_RELATIONSHIP'
  /** Sources: `Source`. */
  | 'SOURCE'
  /** Taxonomies: `Taxonomy`. */
  | 'TAXONOMY'
  /** Terms: `Term`. */
  | 'TERM';

/** Conditions on a value of RecordType. All given conditions must hold. */
export type RecordTypeFilter = {
  /** Equal to the value. */
  eq?: RecordType | null | undefined;
  /** Equal to one of the values. An empty list matches nothing. */
  in?: Array<RecordType> | null | undefined;
  /** If true, the record has no value; if false, it has one. */
  isNull?: boolean | null | undefined;
  /** Not equal to the value. Also matches records without a value. */
  ne?: RecordType | null | undefined;
  /** Equal to none of the values. An empty list matches everything, and records without a value match too. */
  notIn?: Array<RecordType> | null | undefined;
};

/** What kind of document a source is. */
export type SourceKind =
  /** An article in a journal or a newspaper. */
  | 'ARTICLE'
  /** A letter, or an e-mail message. */
  | 'CORRESPONDENCE'
  /** A table, or another file with data. */
  | 'DATASET'
  /** What somebody said, written down. */
  | 'INTERVIEW'
  /** Another kind of document, or an unknown kind. */
  | 'OTHER'
  /** Slides, or the text of a talk. */
  | 'PRESENTATION'
  /** A report, such as one of a year or of a project. */
  | 'REPORT'
  /** A page of a website. */
  | 'WEB_PAGE';

/** Conditions on a value of SourceKind. All given conditions must hold. */
export type SourceKindFilter = {
  /** Equal to the value. */
  eq?: SourceKind | null | undefined;
  /** Equal to one of the values. An empty list matches nothing. */
  in?: Array<SourceKind> | null | undefined;
  /** If true, the record has no value; if false, it has one. */
  isNull?: boolean | null | undefined;
  /** Not equal to the value. Also matches records without a value. */
  ne?: SourceKind | null | undefined;
  /** Equal to none of the values. An empty list matches everything, and records without a value match too. */
  notIn?: Array<SourceKind> | null | undefined;
};

/** A filter of sources. All given conditions must hold. */
export type SourceWhere = {
  /** All of these conditions hold. */
  and?: Array<SourceWhere> | null | undefined;
  /** When the record was archived; null while it is current. */
  archivedAt?: DateTimeFilter | null | undefined;
  /** When somebody last confirmed that the record is correct; null if nobody has. */
  assuredAt?: DateTimeFilter | null | undefined;
  /** Who last confirmed that the record is correct; null if nobody has. Requires permission to see authorship. */
  assuredBy?: StringFilter | null | undefined;
  /** Its history: all of its changes, and those of the links that lead to it. The oldest change comes first unless ordered otherwise. Requires signing in. */
  changes?: ChangeListWhere | null | undefined;
  /** The citations of this source. */
  citations?: CitationListWhere | null | undefined;
  /** When the record was created. */
  createdAt?: DateTimeFilter | null | undefined;
  /** The id of the record as it is now: a UUID that never changes. A past state (`asOf`) has the id `<UUID>@<version>`, and what a dry run shows has `<UUID>@preview-…`. */
  id?: IdFilter | null | undefined;
  /** The short name of the document in the hub. */
  key?: StringFilter | null | undefined;
  /** What kind of document it is. */
  kind?: SourceKindFilter | null | undefined;
  /** This condition does not hold. */
  not?: SourceWhere | null | undefined;
  /** At least one of these conditions holds. */
  or?: Array<SourceWhere> | null | undefined;
  /** When the document was retrieved; null if unknown. */
  retrievedAt?: DateTimeFilter | null | undefined;
  /** The SHA-256 hash of the document as it was read, in lower-case hexadecimal; null if there is no file, as of an interview. */
  sha256?: StringFilter | null | undefined;
  /** The title of the document. */
  title?: StringFilter | null | undefined;
  /** When the record was last changed. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** The URL at which the document was read. */
  url?: StringFilter | null | undefined;
  /** The version: 1 at first, one higher after each change. */
  version?: IntFilter | null | undefined;
};

/** Conditions on a text. All given conditions must hold. */
export type StringFilter = {
  /** Contains the text, ignoring case. */
  contains?: string | null | undefined;
  /** Ends with the text, ignoring case. */
  endsWith?: string | null | undefined;
  /** Equal to the value. */
  eq?: string | null | undefined;
  /** Equal to the text, ignoring case. */
  eqIgnoreCase?: string | null | undefined;
  /** Equal to one of the values. An empty list matches nothing. */
  in?: Array<string> | null | undefined;
  /** If true, the record has no value; if false, it has one. */
  isNull?: boolean | null | undefined;
  /** Not equal to the value. Also matches records without a value. */
  ne?: string | null | undefined;
  /** Equal to none of the values. An empty list matches everything, and records without a value match too. */
  notIn?: Array<string> | null | undefined;
  /** Starts with the text, ignoring case. */
  startsWith?: string | null | undefined;
};

/** Conditions on a list of texts. All given conditions must hold. */
export type StringListFilter = {
  /** The list contains exactly this text. */
  has?: string | null | undefined;
  /** The list contains at least one of these texts. */
  hasAny?: Array<string> | null | undefined;
};

/** A filter of taxonomies. All given conditions must hold. */
export type TaxonomyWhere = {
  /** All of these conditions hold. */
  and?: Array<TaxonomyWhere> | null | undefined;
  /** When the record was archived; null while it is current. */
  archivedAt?: DateTimeFilter | null | undefined;
  /** When somebody last confirmed that the record is correct; null if nobody has. */
  assuredAt?: DateTimeFilter | null | undefined;
  /** Who last confirmed that the record is correct; null if nobody has. Requires permission to see authorship. */
  assuredBy?: StringFilter | null | undefined;
  /** Its history: all of its changes, and those of the links that lead to it. The oldest change comes first unless ordered otherwise. Requires signing in. */
  changes?: ChangeListWhere | null | undefined;
  /** The passages of sources that support it. */
  citations?: CitationListWhere | null | undefined;
  /** When the record was created. */
  createdAt?: DateTimeFilter | null | undefined;
  /** What its terms say about a record. */
  description?: StringFilter | null | undefined;
  /** The id of the record as it is now: a UUID that never changes. A past state (`asOf`) has the id `<UUID>@<version>`, and what a dry run shows has `<UUID>@preview-…`. */
  id?: IdFilter | null | undefined;
  /** The name. */
  name?: StringFilter | null | undefined;
  /** This condition does not hold. */
  not?: TaxonomyWhere | null | undefined;
  /** At least one of these conditions holds. */
  or?: Array<TaxonomyWhere> | null | undefined;
  /** Its terms. */
  terms?: TermListWhere | null | undefined;
  /** When the record was last changed. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** The version: 1 at first, one higher after each change. */
  version?: IntFilter | null | undefined;
};

/** Conditions on the linked cores. All given conditions must hold. */
export type TermCoresWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: CoreCountFilter | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: CoreWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: CoreWhere | null | undefined;
  /** At least one record of the list matches. */
  some?: CoreWhere | null | undefined;
};

/** Conditions on the number of terms. All given conditions must hold. */
export type TermCountFilter = {
  /** Equal to the number. */
  eq?: number | null | undefined;
  /** More than the number. */
  gt?: number | null | undefined;
  /** The number or more. */
  gte?: number | null | undefined;
  /** Less than the number. */
  lt?: number | null | undefined;
  /** The number or less. */
  lte?: number | null | undefined;
  /** Only the terms that match are counted. */
  where?: TermWhere | null | undefined;
};

/** Conditions on a list of terms. All given conditions must hold. */
export type TermListWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: TermCountFilter | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: TermWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: TermWhere | null | undefined;
  /** At least one record of the list matches. */
  some?: TermWhere | null | undefined;
};

/** Conditions on the linked organizations. All given conditions must hold. */
export type TermOrganizationsWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: OrganizationCountFilter | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: OrganizationWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: OrganizationWhere | null | undefined;
  /** At least one record of the list matches. */
  some?: OrganizationWhere | null | undefined;
};

/** Conditions on the linked programs. All given conditions must hold. */
export type TermProgramsWhere = {
  /** How many records of the list match. Each counts once, however many links lead to it. */
  count?: ProgramCountFilter | null | undefined;
  /** All records of the list match. An empty list matches. */
  every?: ProgramWhere | null | undefined;
  /** No record of the list matches. With {}: the list is empty. */
  none?: ProgramWhere | null | undefined;
  /** At least one record of the list matches. */
  some?: ProgramWhere | null | undefined;
};

/** A filter of terms. All given conditions must hold. */
export type TermWhere = {
  /** All of these conditions hold. */
  and?: Array<TermWhere> | null | undefined;
  /** When the record was archived; null while it is current. */
  archivedAt?: DateTimeFilter | null | undefined;
  /** When somebody last confirmed that the record is correct; null if nobody has. */
  assuredAt?: DateTimeFilter | null | undefined;
  /** Who last confirmed that the record is correct; null if nobody has. Requires permission to see authorship. */
  assuredBy?: StringFilter | null | undefined;
  /** Its history: all of its changes, and those of the links that lead to it. The oldest change comes first unless ordered otherwise. Requires signing in. */
  changes?: ChangeListWhere | null | undefined;
  /** The narrower terms. */
  children?: TermListWhere | null | undefined;
  /** The passages of sources that support it. */
  citations?: CitationListWhere | null | undefined;
  /** The code, unique within its taxonomy: lower case, words joined by hyphens. */
  code?: StringFilter | null | undefined;
  /** The cores tagged with the term. */
  cores?: TermCoresWhere | null | undefined;
  /** When the record was created. */
  createdAt?: DateTimeFilter | null | undefined;
  /** The id of the record as it is now: a UUID that never changes. A past state (`asOf`) has the id `<UUID>@<version>`, and what a dry run shows has `<UUID>@preview-…`. */
  id?: IdFilter | null | undefined;
  /** The term, written out. */
  name?: StringFilter | null | undefined;
  /** This condition does not hold. */
  not?: TermWhere | null | undefined;
  /** At least one of these conditions holds. */
  or?: Array<TermWhere> | null | undefined;
  /** The organizations tagged with the term. */
  organizations?: TermOrganizationsWhere | null | undefined;
  /** The broader term; null if there is none. */
  parent?: TermWhere | null | undefined;
  /** The id of the broader term. */
  parentId?: IdFilter | null | undefined;
  /** The programs tagged with the term. */
  programs?: TermProgramsWhere | null | undefined;
  /** The taxonomy that it belongs to. */
  taxonomy?: TaxonomyWhere | null | undefined;
  /** The id of the taxonomy that it belongs to. */
  taxonomyId?: IdFilter | null | undefined;
  /** When the record was last changed. */
  updatedAt?: DateTimeFilter | null | undefined;
  /** The version: 1 at first, one higher after each change. */
  version?: IntFilter | null | undefined;
};

export type ContactsForPathwayProgramsQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type ContactsForPathwayProgramsQuery = { programs: { nodes: Array<{ slug: string, name: string, contacts: { edges: Array<{ role: string | null, isPrimary: boolean, node: { name: string | null, credentials: string | null, email: string | null } }> }, organizations: { edges: Array<{ role: OrganizationRoleType, node: { slug: string, contacts: { nodes: Array<{ name: string | null, email: string | null }> } } }> } }> } };

export type CopyOfAllProgramsQueryVariables = Exact<{
  first?: number;
  after?: string | null | undefined;
}>;


export type CopyOfAllProgramsQuery = { programs: { streamCursor: string, totalCount: number, nodes: Array<{ id: string, slug: string, version: number, name: string, kind: ProgramKind, status: ProgramStatus, updatedAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CoresInNumbersQueryVariables = Exact<{
  first?: number;
}>;


export type CoresInNumbersQuery = { cores: { nodes: Array<{ slug: string, name: string, programs: { aggregate: { count: number, kind: { countDistinct: number } | null, startedYear: { min: number | null, max: number | null } | null, supportMaxAmount: { max: string | null } | null }, byKind: Array<{ count: number, keys: Array<{ value: string | null }> }> } }> } };

export type CoresWithoutProgramsQueryVariables = Exact<{ [key: string]: never; }>;


export type CoresWithoutProgramsQuery = { cores: { totalCount: number, nodes: Array<{ slug: string, name: string, tagline: string | null, description: string | null, organization: { slug: string, name: string } | null }> } };

export type EverythingAboutAProgramQueryVariables = Exact<{
  slug: string;
}>;


export type EverythingAboutAProgramQuery = { program: { slug: string, name: string, alternateNames: Array<string>, description: string | null, kind: ProgramKind, status: ProgramStatus, url: string | null, startedYear: number | null, eligibilityDescription: string | null, scheduleDescription: string | null, supportMaxAmount: string | null, supportCurrency: string | null, supportNote: string | null, version: number, assuredAt: string | null, archivedAt: string | null, core: { slug: string, organization: { slug: string } | null } | null, identifiers: { nodes: Array<{ scheme: string, value: string }> }, organizations: { edges: Array<{ role: OrganizationRoleType, note: string | null, node: { slug: string }, citations: { nodes: Array<{ assertion: Assertion, lineFrom: number, lineTo: number, source: { key: string } | null }> } }> }, relatedPrograms: { edges: Array<{ type: ProgramRelationshipType, direction: LinkDirection, node: { slug: string }, citations: { nodes: Array<{ assertion: Assertion, lineFrom: number, lineTo: number, source: { key: string } | null }> } }> }, contacts: { edges: Array<{ role: string | null, node: { name: string | null, credentials: string | null, email: string | null }, citations: { nodes: Array<{ assertion: Assertion, lineFrom: number, lineTo: number, source: { key: string } | null }> } }> }, terms: { edges: Array<{ node: { name: string, taxonomy: { name: string } | null }, citations: { nodes: Array<{ assertion: Assertion, lineFrom: number, lineTo: number, source: { key: string } | null }> } }> }, citations: { nodes: Array<{ field: string | null, assertion: Assertion, lineFrom: number, lineTo: number, source: { key: string } | null }> } } | null };

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

export type HowTwoOrganizationsAreLinkedQueryVariables = Exact<{
  from: string;
  to: string;
  maxLength?: number | null | undefined;
}>;


export type HowTwoOrganizationsAreLinkedQuery = { path: Array<{ relation: string, from:
      | { __typename: 'Attribute', id: string }
      | { __typename: 'Change', id: string }
      | { __typename: 'Citation', id: string }
      | { __typename: 'Contact', id: string }
      | { __typename: 'ContactAssignment', id: string }
      | { __typename: 'Core', slug: string, id: string }
      | { __typename: 'Identifier', id: string }
      | { __typename: 'Organization', slug: string, id: string }
      | { __typename: 'OrganizationAffiliation', id: string }
      | { __typename: 'OrganizationRole', id: string }
      | { __typename: 'Program', slug: string, id: string }
      | { __typename: 'ProgramRelationship', id: string }
      | { __typename: 'Source', id: string }
      | { __typename: 'Taxonomy', id: string }
      | { __typename: 'Term', id: string }
     | null, to:
      | { __typename: 'Attribute', id: string }
      | { __typename: 'Change', id: string }
      | { __typename: 'Citation', id: string }
      | { __typename: 'Contact', id: string }
      | { __typename: 'ContactAssignment', id: string }
      | { __typename: 'Core', slug: string, id: string }
      | { __typename: 'Identifier', id: string }
      | { __typename: 'Organization', slug: string, id: string }
      | { __typename: 'OrganizationAffiliation', id: string }
      | { __typename: 'OrganizationRole', id: string }
      | { __typename: 'Program', slug: string, id: string }
      | { __typename: 'ProgramRelationship', id: string }
      | { __typename: 'Source', id: string }
      | { __typename: 'Taxonomy', id: string }
      | { __typename: 'Term', id: string }
     | null, link:
      | { type: AffiliationType }
      | { role: OrganizationRoleType, note: string | null }
      | Record<PropertyKey, never>
     | null }> | null };

type Named_Attribute_Fragment = { __typename: 'Attribute', id: string };

type Named_Change_Fragment = { __typename: 'Change', id: string };

type Named_Citation_Fragment = { __typename: 'Citation', id: string };

type Named_Contact_Fragment = { __typename: 'Contact', id: string };

type Named_ContactAssignment_Fragment = { __typename: 'ContactAssignment', id: string };

type Named_Core_Fragment = { __typename: 'Core', slug: string, id: string };

type Named_Identifier_Fragment = { __typename: 'Identifier', id: string };

type Named_Organization_Fragment = { __typename: 'Organization', slug: string, id: string };

type Named_OrganizationAffiliation_Fragment = { __typename: 'OrganizationAffiliation', id: string };

type Named_OrganizationRole_Fragment = { __typename: 'OrganizationRole', id: string };

type Named_Program_Fragment = { __typename: 'Program', slug: string, id: string };

type Named_ProgramRelationship_Fragment = { __typename: 'ProgramRelationship', id: string };

type Named_Source_Fragment = { __typename: 'Source', id: string };

type Named_Taxonomy_Fragment = { __typename: 'Taxonomy', id: string };

type Named_Term_Fragment = { __typename: 'Term', id: string };

export type NamedFragment =
  | Named_Attribute_Fragment
  | Named_Change_Fragment
  | Named_Citation_Fragment
  | Named_Contact_Fragment
  | Named_ContactAssignment_Fragment
  | Named_Core_Fragment
  | Named_Identifier_Fragment
  | Named_Organization_Fragment
  | Named_OrganizationAffiliation_Fragment
  | Named_OrganizationRole_Fragment
  | Named_Program_Fragment
  | Named_ProgramRelationship_Fragment
  | Named_Source_Fragment
  | Named_Taxonomy_Fragment
  | Named_Term_Fragment
;

export type HowWellGroundedQueryVariables = Exact<{ [key: string]: never; }>;


export type HowWellGroundedQuery = { sources: { nodes: Array<{ key: string, title: string, retrievedAt: string | null, citations: { totalCount: number, byAssertion: Array<{ count: number, keys: Array<{ value: string | null }> }> } }> } };

export type InferredFactsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type InferredFactsQuery = { citations: { totalCount: number, byRecord: Array<{ count: number, keys: Array<{ by: string, value: string | null }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ recordType: RecordType, field: string | null, lineFrom: number, lineTo: number, source: { key: string } | null, record:
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

export type ProgramsByCoreQueryVariables = Exact<{
  first?: number;
  after?: string | null | undefined;
}>;


export type ProgramsByCoreQuery = { programs: { nodes: Array<{ slug: string, name: string, core: { slug: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

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

export type ProgramsWithMostPartnersQueryVariables = Exact<{
  roles?: Array<OrganizationRoleType> | OrganizationRoleType | null | undefined;
  first?: number;
}>;


export type ProgramsWithMostPartnersQuery = { programs: { totalCount: number, nodes: Array<{ slug: string, name: string, organizations: { totalCount: number, nodes: Array<{ slug: string, name: string }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type SearchTheNetworkQueryVariables = Exact<{
  query: string;
  types?: Array<RecordType> | RecordType | null | undefined;
  first?: number;
}>;


export type SearchTheNetworkQuery = { search: Array<{ type: RecordType, name: string, score: number, excerpt: string, node:
      | { email: string | null }
      | { slug: string, tagline: string | null }
      | { slug: string, type: OrganizationType }
      | { slug: string, kind: ProgramKind, lead: { slug: string } | null }
      | Record<PropertyKey, never>
     | null }> };

export type SupportForAProgramQueryVariables = Exact<{
  slug: string;
}>;


export type SupportForAProgramQuery = { program: { name: string, supportMaxAmount: string | null, supportCurrency: string | null, supportNote: string | null, organizations: { totalCount: number, edges: Array<{ role: OrganizationRoleType, note: string | null, startedOn: string | null, endedOn: string | null, node: { slug: string, name: string } }> }, citations: { totalCount: number, nodes: Array<{ field: string | null, assertion: Assertion, lineFrom: number, source: { key: string } | null }> } } | null };

export type TopicsOfProgramsQueryVariables = Exact<{
  taxonomy: string;
  first?: number;
}>;


export type TopicsOfProgramsQuery = { programs: { totalCount: number, byTopic: Array<{ count: number, keys: Array<{ value: string | null, label: string | null, record:
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
          | { id: string }
         | null }>, aggregate: { startedYear: { min: number | null, max: number | null } | null } }> } };

export type WhatACenterRunsQueryVariables = Exact<{
  slug: string;
}>;


export type WhatACenterRunsQuery = { organization: { name: string, cores: { nodes: Array<{ position: number, name: string, tagline: string | null, organizations: { edges: Array<{ role: OrganizationRoleType, node: { slug: string } }> }, programs: { nodes: Array<{ slug: string, name: string, kind: ProgramKind, organizations: { edges: Array<{ role: OrganizationRoleType, node: { slug: string } }> } }> } }> } } | null };

export type WhatChangedLatelyQueryVariables = Exact<{
  where?: ChangeWhere | null | undefined;
  first?: number;
}>;


export type WhatChangedLatelyQuery = { changes: { totalCount: number, nodes: Array<{ occurredAt: string, kind: ChangeKind, recordType: RecordType, recordId: string, actor: string | null, changes: Array<{ field: string, before: unknown, after: unknown }> }>, byAuthor: Array<{ count: number, keys: Array<{ value: string | null }> }>, byDay: Array<{ count: number, keys: Array<{ value: string | null }> }> } | null };

export type WhatToLookAtQueryVariables = Exact<{
  rules?: Array<QualityRule> | QualityRule | null | undefined;
  first?: number | null | undefined;
}>;


export type WhatToLookAtQuery = { quality: Array<{ rule: QualityRule, title: string, count: number, question: string, records: Array<
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string, contactName: string | null }
      | { id: string }
      | { name: string, id: string }
      | { id: string }
      | { name: string, id: string }
      | { id: string }
      | { id: string }
      | { name: string, id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
    > }> };

export type WhenProgramsBeganQueryVariables = Exact<{
  where?: ProgramWhere | null | undefined;
}>;


export type WhenProgramsBeganQuery = { programs: { aggregate: { count: number, startedYear: { min: number | null, max: number | null, avg: number | null, countDistinct: number } | null }, byYear: Array<{ count: number, keys: Array<{ value: string | null }> }> } };

export type WhoHasWhichRoleQueryVariables = Exact<{
  roles?: Array<OrganizationRoleType> | OrganizationRoleType | null | undefined;
  first?: number;
}>;


export type WhoHasWhichRoleQuery = { organizationRoles: { totalCount: number, nodes: Array<{ role: OrganizationRoleType, startedOn: string | null, endedOn: string | null, organization: { slug: string, name: string } | null, program: { slug: string, name: string } | null }>, byRole: Array<{ count: number, keys: Array<{ value: string | null }> }> } };

export type WhoWorksOnATopicQueryVariables = Exact<{
  topic: string;
}>;


export type WhoWorksOnATopicQuery = { terms: { nodes: Array<{ name: string, organizations: { totalCount: number, nodes: Array<{ slug: string, name: string }> }, cores: { nodes: Array<{ slug: string, name: string }> }, programs: { nodes: Array<{ slug: string, name: string }> } }> } };

export const EvidenceFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Evidence"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Citation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"assertion"}},{"kind":"Field","name":{"kind":"Name","value":"lineFrom"}},{"kind":"Field","name":{"kind":"Name","value":"lineTo"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}}]} as unknown as DocumentNode<EvidenceFragment, unknown>;
export const NamedFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Named"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Node"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Organization"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Core"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Program"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]} as unknown as DocumentNode<NamedFragment, unknown>;
export const ContactsForPathwayProgramsDocument = {"__meta__":{"hash":"sha256:261e452604a26ceae4005c7c31143b3fa482873ef0706efb83178ed3f79316f5"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactsForPathwayPrograms"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"kind"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"EnumValue","value":"PATHWAY"}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"contacts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"isPrimary"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"credentials"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"organizations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}},{"kind":"Argument","name":{"kind":"Name","value":"roles"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"LEAD"},{"kind":"EnumValue","value":"HOST"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"contacts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ContactsForPathwayProgramsQuery, ContactsForPathwayProgramsQueryVariables>;
export const CopyOfAllProgramsDocument = {"__meta__":{"hash":"sha256:5da786a30ff26e51000523e9998529b838b5f0aadd0f2308f1ba024bac28a28c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CopyOfAllPrograms"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"100"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"CREATED_AT"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"streamCursor"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<CopyOfAllProgramsQuery, CopyOfAllProgramsQueryVariables>;
export const CoresInNumbersDocument = {"__meta__":{"hash":"sha256:4738de0dd0fbd4600e74c00d48d4880d35b06cfaf089922cc724a171d227f655"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CoresInNumbers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cores"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"count"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"programs"},"value":{"kind":"ObjectValue","fields":[]}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"DESC"}}]},{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"NAME"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"programs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"aggregate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"kind"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"countDistinct"}}]}},{"kind":"Field","name":{"kind":"Name","value":"startedYear"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"min"}},{"kind":"Field","name":{"kind":"Name","value":"max"}}]}},{"kind":"Field","name":{"kind":"Name","value":"supportMaxAmount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"max"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"byKind"},"name":{"kind":"Name","value":"groups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"KIND"}]}},{"kind":"Argument","name":{"kind":"Name","value":"having"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"count"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"gte"},"value":{"kind":"IntValue","value":"1"}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"keys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<CoresInNumbersQuery, CoresInNumbersQueryVariables>;
export const CoresWithoutProgramsDocument = {"__meta__":{"hash":"sha256:9389b7c88f36528be3dfdb31c96c087b394094dcb9501b84943d9ae33086a87d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CoresWithoutPrograms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cores"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"programs"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"none"},"value":{"kind":"ObjectValue","fields":[]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"tagline"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CoresWithoutProgramsQuery, CoresWithoutProgramsQueryVariables>;
export const EverythingAboutAProgramDocument = {"__meta__":{"hash":"sha256:5ee0f77f212f1b29d99e9c98ac14480ebaa02601b0523973e1711fbaf1fcac66"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"EverythingAboutAProgram"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"program"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"alternateNames"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"startedYear"}},{"kind":"Field","name":{"kind":"Name","value":"eligibilityDescription"}},{"kind":"Field","name":{"kind":"Name","value":"scheduleDescription"}},{"kind":"Field","name":{"kind":"Name","value":"supportMaxAmount"}},{"kind":"Field","name":{"kind":"Name","value":"supportCurrency"}},{"kind":"Field","name":{"kind":"Name","value":"supportNote"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"assuredAt"}},{"kind":"Field","name":{"kind":"Name","value":"archivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"core"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"identifiers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"scheme"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"organizations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"Field","name":{"kind":"Name","value":"citations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Evidence"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"relatedPrograms"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"Field","name":{"kind":"Name","value":"citations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Evidence"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"contacts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"credentials"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"citations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Evidence"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"terms"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"taxonomy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"citations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Evidence"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"citations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Evidence"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Evidence"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Citation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"assertion"}},{"kind":"Field","name":{"kind":"Name","value":"lineFrom"}},{"kind":"Field","name":{"kind":"Name","value":"lineTo"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}}]} as unknown as DocumentNode<EverythingAboutAProgramQuery, EverythingAboutAProgramQueryVariables>;
export const GapsInTheDirectoryDocument = {"__meta__":{"hash":"sha256:e9100ee1e029f93ca3de4644bcf436abdf251d225a65c075cec9b1c77fcc758f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GapsInTheDirectory"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"withoutCore"},"name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"coreId"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"isNull"},"value":{"kind":"BooleanValue","value":true}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"withoutLead"},"name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"organizations"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"roles"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"LEAD"}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"none"},"value":{"kind":"ObjectValue","fields":[]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"withoutOrganization"},"name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"organizations"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"none"},"value":{"kind":"ObjectValue","fields":[]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"withoutContact"},"name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"contacts"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"none"},"value":{"kind":"ObjectValue","fields":[]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]} as unknown as DocumentNode<GapsInTheDirectoryQuery, GapsInTheDirectoryQueryVariables>;
export const GroupsToJoinDocument = {"__meta__":{"hash":"sha256:a71c58fe907d7cd867a91299800b3940a251e405e8e854835448e404a76206cd"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GroupsToJoin"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organizations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"type"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"in"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"NETWORK"},{"kind":"EnumValue","value":"EMPLOYEE_RESOURCE_GROUP"}]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"parent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"audiences"},"name":{"kind":"Name","value":"terms"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"taxonomy"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"name"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"StringValue","value":"Audiences","block":false}}]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"contacts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<GroupsToJoinQuery, GroupsToJoinQueryVariables>;
export const HowAnOrganizationIsConnectedDocument = {"__meta__":{"hash":"sha256:d4b393bfc0cb7accce18606d4585e337873885989b851c522457b9011141377a"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"HowAnOrganizationIsConnected"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organization"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"parent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ancestors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"Field","name":{"kind":"Name","value":"children"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"affiliations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<HowAnOrganizationIsConnectedQuery, HowAnOrganizationIsConnectedQueryVariables>;
export const HowTwoOrganizationsAreLinkedDocument = {"__meta__":{"hash":"sha256:a132d2e0801352a0a5dfee4e108b14e54cc89cadce605d7dfe2fc6440ead5e77"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"HowTwoOrganizationsAreLinked"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"maxLength"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"4"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}},{"kind":"Argument","name":{"kind":"Name","value":"maxLength"},"value":{"kind":"Variable","name":{"kind":"Name","value":"maxLength"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"relation"}},{"kind":"Field","name":{"kind":"Name","value":"from"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Named"}}]}},{"kind":"Field","name":{"kind":"Name","value":"to"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Named"}}]}},{"kind":"Field","name":{"kind":"Name","value":"link"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OrganizationRole"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"note"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OrganizationAffiliation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Named"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Node"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Organization"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Core"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Program"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]} as unknown as DocumentNode<HowTwoOrganizationsAreLinkedQuery, HowTwoOrganizationsAreLinkedQueryVariables>;
export const HowWellGroundedDocument = {"__meta__":{"hash":"sha256:59ebb46084d37c10182bb2c8db437e38c86ca39cf277dcc020cb0cfc5fc1d5fe"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"HowWellGrounded"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sources"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"retrievedAt"}},{"kind":"Field","name":{"kind":"Name","value":"citations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","alias":{"kind":"Name","value":"byAssertion"},"name":{"kind":"Name","value":"groups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"ASSERTION"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"keys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<HowWellGroundedQuery, HowWellGroundedQueryVariables>;
export const InferredFactsDocument = {"__meta__":{"hash":"sha256:ce0777a1f8024ecfa3162b7a9dcbd7ae2b4a51e2004ff8581f60a47c97779fab"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InferredFacts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"citations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"assertion"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"EnumValue","value":"INFERRED"}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","alias":{"kind":"Name","value":"byRecord"},"name":{"kind":"Name","value":"groups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"RECORD_TYPE"},{"kind":"EnumValue","value":"FIELD"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"keys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"by"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recordType"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"lineFrom"}},{"kind":"Field","name":{"kind":"Name","value":"lineTo"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Organization"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Program"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Taxonomy"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OrganizationRole"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"Field","name":{"kind":"Name","value":"program"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProgramRelationship"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"program"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"Field","name":{"kind":"Name","value":"relatedProgram"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Attribute"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"term"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"program"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<InferredFactsQuery, InferredFactsQueryVariables>;
export const MostActiveOrganizationsDocument = {"__meta__":{"hash":"sha256:4c9191a0317f85862a5cf43c6d02c72821524ce90f7504ebafb582d5da69a661"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MostActiveOrganizations"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"organizations"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"some"},"value":{"kind":"ObjectValue","fields":[]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","alias":{"kind":"Name","value":"byOrganization"},"name":{"kind":"Name","value":"groups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"ORGANIZATIONS"}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"keys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}}]}}]} as unknown as DocumentNode<MostActiveOrganizationsQuery, MostActiveOrganizationsQueryVariables>;
export const PartnersInAProgramDocument = {"__meta__":{"hash":"sha256:c7fac42dfd3bb475118bc1f967c1713cfef2a436e17eba847b81e578766adfe1"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PartnersInAProgram"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"program"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"core"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"organizations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"roles"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"PARTNER"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"parent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<PartnersInAProgramQuery, PartnersInAProgramQueryVariables>;
export const ProgramDirectoryDocument = {"__meta__":{"hash":"sha256:a312bd78260df94d92d4cb7eecc8855057ee6f3b86c8adfed261db80713ce019"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ProgramDirectory"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"4"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"where"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ProgramWhere"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ProgramOrder"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"core"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lead"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"organizations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ProgramDirectoryQuery, ProgramDirectoryQueryVariables>;
export const ProgramsByCoreDocument = {"__meta__":{"hash":"sha256:036134df5267917124c4b93be0e77c15cc8424a9e06781e3d563ed338196acb3"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ProgramsByCore"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"20"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"core"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"NAME"}}]}}]},{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"NAME"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"core"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<ProgramsByCoreQuery, ProgramsByCoreQueryVariables>;
export const ProgramsByKindAndStatusDocument = {"__meta__":{"hash":"sha256:155788f30547d1df79bb069063dae04a861a64e60e7841d18966b9ba06a1418d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ProgramsByKindAndStatus"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"where"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ProgramWhere"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","alias":{"kind":"Name","value":"byKindAndStatus"},"name":{"kind":"Name","value":"groups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"KIND"},{"kind":"EnumValue","value":"STATUS"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"keys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"by"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"byCore"},"name":{"kind":"Name","value":"groups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"CORE"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"keys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ProgramsByKindAndStatusQuery, ProgramsByKindAndStatusQueryVariables>;
export const ProgramsForAnAudienceDocument = {"__meta__":{"hash":"sha256:5c23d970526a94f93921e356f9ea91885ca1741d5f56eeb0463a63f340d9c02c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ProgramsForAnAudience"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"audience"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"terms"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"some"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"code"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"audience"}}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"taxonomy"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"name"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"StringValue","value":"Audiences","block":false}}]}}]}}]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"eligibilityDescription"}},{"kind":"Field","name":{"kind":"Name","value":"scheduleDescription"}},{"kind":"Field","name":{"kind":"Name","value":"lead"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"topics"},"name":{"kind":"Name","value":"terms"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"taxonomy"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"name"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"StringValue","value":"Topics","block":false}}]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ProgramsForAnAudienceQuery, ProgramsForAnAudienceQueryVariables>;
export const ProgramsWithMostPartnersDocument = {"__meta__":{"hash":"sha256:7a818790f068a5e9860a974e597b9501b8ad916ce690d362fe26fed4eeb793e1"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ProgramsWithMostPartners"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"roles"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OrganizationRoleType"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"organizations"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"roles"},"value":{"kind":"Variable","name":{"kind":"Name","value":"roles"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"count"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"gte"},"value":{"kind":"IntValue","value":"1"}}]}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"count"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"organizations"},"value":{"kind":"ObjectValue","fields":[]}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"DESC"}}]},{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"NAME"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"organizations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"roles"},"value":{"kind":"Variable","name":{"kind":"Name","value":"roles"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<ProgramsWithMostPartnersQuery, ProgramsWithMostPartnersQueryVariables>;
export const SearchTheNetworkDocument = {"__meta__":{"hash":"sha256:cdd511d9aa21e1a7df5bfb1b343ca9163d2ba8da8a41c75a2e3ec1fac738b78e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SearchTheNetwork"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"query"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"types"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordType"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"search"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"query"},"value":{"kind":"Variable","name":{"kind":"Name","value":"query"}}},{"kind":"Argument","name":{"kind":"Name","value":"types"},"value":{"kind":"Variable","name":{"kind":"Name","value":"types"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"excerpt"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Organization"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"type"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Core"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"tagline"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Program"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"lead"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Contact"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SearchTheNetworkQuery, SearchTheNetworkQueryVariables>;
export const SupportForAProgramDocument = {"__meta__":{"hash":"sha256:c3d643703902e0769a9bb3fcf09f788d79a4a879c92705475f2df41ad4e3a066"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SupportForAProgram"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"program"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"supportMaxAmount"}},{"kind":"Field","name":{"kind":"Name","value":"supportCurrency"}},{"kind":"Field","name":{"kind":"Name","value":"supportNote"}},{"kind":"Field","name":{"kind":"Name","value":"organizations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"roles"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"FUNDER"},{"kind":"EnumValue","value":"SPONSOR"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"startedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endedOn"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"citations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"startsWith"},"value":{"kind":"StringValue","value":"support","block":false}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"assertion"}},{"kind":"Field","name":{"kind":"Name","value":"lineFrom"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<SupportForAProgramQuery, SupportForAProgramQueryVariables>;
export const TopicsOfProgramsDocument = {"__meta__":{"hash":"sha256:d72c0bc25ce4b68cd76cc792de5c2e3115758ff6a1bb2444095c45278dd26592"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TopicsOfPrograms"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"taxonomy"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"programs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","alias":{"kind":"Name","value":"byTopic"},"name":{"kind":"Name","value":"groups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"TERMS"}]}},{"kind":"Argument","name":{"kind":"Name","value":"among"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"terms"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"taxonomy"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"name"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"taxonomy"}}}]}}]}}]}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"keys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"aggregate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startedYear"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"min"}},{"kind":"Field","name":{"kind":"Name","value":"max"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<TopicsOfProgramsQuery, TopicsOfProgramsQueryVariables>;
export const WhatACenterRunsDocument = {"__meta__":{"hash":"sha256:cacb632ce7bb02a61d51746408f0fe1918bb0a47f632bf2c9746a7107cb56278"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WhatACenterRuns"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organization"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"cores"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"tagline"}},{"kind":"Field","name":{"kind":"Name","value":"organizations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"organizations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<WhatACenterRunsQuery, WhatACenterRunsQueryVariables>;
export const WhatChangedLatelyDocument = {"__meta__":{"hash":"sha256:1e77fff9345918a69ff7bb3fb1f0b03dfad7e012d28fd4b1e391c939369a7001"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WhatChangedLately"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"where"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ChangeWhere"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"OCCURRED_AT"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"DESC"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"recordType"}},{"kind":"Field","name":{"kind":"Name","value":"recordId"}},{"kind":"Field","name":{"kind":"Name","value":"actor"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"byAuthor"},"name":{"kind":"Name","value":"groups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"ACTOR"},{"kind":"EnumValue","value":"KIND"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"keys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"byDay"},"name":{"kind":"Name","value":"groups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"OCCURRED_AT_DAY"}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"key"},"value":{"kind":"EnumValue","value":"OCCURRED_AT_DAY"}}]}]}},{"kind":"Argument","name":{"kind":"Name","value":"withEmpty"},"value":{"kind":"BooleanValue","value":true}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"keys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]}}]} as unknown as DocumentNode<WhatChangedLatelyQuery, WhatChangedLatelyQueryVariables>;
export const WhatToLookAtDocument = {"__meta__":{"hash":"sha256:e59527d20710f3f5ee385938aef3ed310e9b8ff1d4a1f6a1dc32913eae85bddf"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WhatToLookAt"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"rules"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"QualityRule"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"quality"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"rules"},"value":{"kind":"Variable","name":{"kind":"Name","value":"rules"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"question"}},{"kind":"Field","name":{"kind":"Name","value":"records"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Organization"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Core"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Program"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Contact"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"contactName"},"name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<WhatToLookAtQuery, WhatToLookAtQueryVariables>;
export const WhenProgramsBeganDocument = {"__meta__":{"hash":"sha256:9c2560c024386c5842a571cfaf3cbbd66ca14a995770f40f66272cd534741147"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WhenProgramsBegan"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"where"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ProgramWhere"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"aggregate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"startedYear"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"min"}},{"kind":"Field","name":{"kind":"Name","value":"max"}},{"kind":"Field","name":{"kind":"Name","value":"avg"}},{"kind":"Field","name":{"kind":"Name","value":"countDistinct"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"byYear"},"name":{"kind":"Name","value":"groups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"STARTED_YEAR"}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"key"},"value":{"kind":"EnumValue","value":"STARTED_YEAR"}}]}]}},{"kind":"Argument","name":{"kind":"Name","value":"withEmpty"},"value":{"kind":"BooleanValue","value":true}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"keys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]}}]} as unknown as DocumentNode<WhenProgramsBeganQuery, WhenProgramsBeganQueryVariables>;
export const WhoHasWhichRoleDocument = {"__meta__":{"hash":"sha256:e2a3ef424146782f33888816ce623df969800c56375a079de03230f6932a8269"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WhoHasWhichRole"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"roles"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OrganizationRoleType"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organizationRoles"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"role"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"in"},"value":{"kind":"Variable","name":{"kind":"Name","value":"roles"}}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"programId"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"isNull"},"value":{"kind":"BooleanValue","value":false}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"STARTED_ON"}}]},{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"program"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"NAME"}}]}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"startedOn"}},{"kind":"Field","name":{"kind":"Name","value":"endedOn"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"program"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"byRole"},"name":{"kind":"Name","value":"groups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"ROLE"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"keys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]}}]} as unknown as DocumentNode<WhoHasWhichRoleQuery, WhoHasWhichRoleQueryVariables>;
export const WhoWorksOnATopicDocument = {"__meta__":{"hash":"sha256:e18c16de5f1b8af8d30791353c27cb3643cbf3ed09a24e0f9fdf2932b64267ce"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WhoWorksOnATopic"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"topic"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"terms"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"code"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"topic"}}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"taxonomy"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"name"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"StringValue","value":"Topics","block":false}}]}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"organizations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"cores"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"programs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<WhoWorksOnATopicQuery, WhoWorksOnATopicQueryVariables>;