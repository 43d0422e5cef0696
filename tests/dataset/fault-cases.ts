import { SMALL } from './folders';

/** A fault, the file, a passage in it, the replacement that causes the fault, the file and line of the message, and what the message says. */
export type Case = [fault: string, file: string, passage: string, replacement: string, place: string, says: RegExp];

// prettier-ignore
export const FORM: readonly Case[] = [
  ['a misspelled key', 'programs.yaml', 'name: Clinics', 'nmae: Clinics', 'programs.yaml:3', /nmae: this key is unknown.*name/],
  ['an unknown list', 'cores.yaml', 'cores:', 'corse:', 'cores.yaml:1', /corse: .*use one of organizations, cores,.* sources/],
  ['a list that is a text', 'cores.yaml', SMALL['cores.yaml'] ?? '', 'cores: care\n', 'cores.yaml:1', /give a list/],
  ['a file without content', 'cores.yaml', SMALL['cores.yaml'] ?? '', '# nothing\n', 'cores.yaml:1', /is empty/],
  ['a record that is a text', 'contacts.yaml', '  - slug: desk', '  - desk\n  - slug: desk', 'contacts.yaml:2', /"desk" is not valid/],
  ['a missing name', 'programs.yaml', '    name: Clinics\n', '', 'programs.yaml:2', /name: it is missing/],
  ['an empty name', 'programs.yaml', 'name: Clinics', 'name:', 'programs.yaml:3', /name: it is empty/],
  ['a blank name', 'programs.yaml', 'name: Clinics', "name: ' '", 'programs.yaml:3', /name: it is empty/],
  ['a number for a name', 'programs.yaml', 'name: Clinics', 'name: 211', 'programs.yaml:3', /211 is not valid.*in quotes/],
  ['a line break', 'programs.yaml', 'name: Clinics', 'name: |\n      Cli\n      nics', 'programs.yaml:3', /line break/],
  ['a control character', 'programs.yaml', 'name: Clinics', 'name: "\\0"', 'programs.yaml:3', /control character/],
  ['an unpaired surrogate', 'programs.yaml', 'name: Clinics', 'name: "\\uD83D"', 'programs.yaml:3', /control character/],
  ['a slug with capitals', 'cores.yaml', 'slug: care', 'slug: Care_', 'cores.yaml:2', /use lower-case letters/],
  ['an unknown type', 'organizations.yaml', 'type: CENTER', 'type: CENTRE', 'organizations.yaml:9', /"CENTRE".*CENTER, INST/],
  ['an unknown kind', 'programs.yaml', 'kind: CLINIC', 'kind: CLINICS', 'programs.yaml:4', /"CLINICS".*PATHWAY/],
  ['an unknown status', 'programs.yaml', 'is: PLANNED', 'is: SOON', 'programs.yaml:17', /"SOON".*PAUSED/],
  ['an unknown role', 'cores.yaml', 'role: PARTNER', 'role: OWNER', 'cores.yaml:8', /roles\.#1\.role: "OWNER".*LEAD/],
  ['an unknown link', 'organizations.yaml', 'PARTNER_OF', 'PART_OF', 'organizations.yaml:13', /"PART_OF".*BASED_AT/],
  ['an unknown relation', 'programs.yaml', 'PART_OF', 'PARTNER_OF', 'programs.yaml:13', /"PARTNER_OF".*RECRUITS_FOR/],
  ['an unknown visibility', 'contacts.yaml', 'INTERNAL', 'SECRET', 'contacts.yaml:13', /"SECRET".*PUBLIC/],
  ['a missing visibility', 'contacts.yaml', '    visibility: PUBLIC\n', '', 'contacts.yaml:2', /visibility: it is missing/],
  ['a year that is too early', 'organizations.yaml', '1855', '855', 'organizations.yaml:5', /foundedYear: .*from 1000 to 2100/],
  ['a year that is too late', 'organizations.yaml', '1855', '20112', 'organizations.yaml:5', /foundedYear: .*from 1000 to 2100/],
  ['a year in words', 'organizations.yaml', '1855', 'old', 'organizations.yaml:5', /foundedYear: "old" is not valid/],
  ['a malformed email', 'contacts.yaml', 'desk@example.org', 'desk(at)example.org', 'contacts.yaml:4', /name@example\.org/],
  ['an amount with zeros before it', 'programs.yaml', '49.90', `'049.90'`, 'programs.yaml:7', /"049\.90" is not valid: give a number such as 49\.90/],
  ['an amount below zero', 'programs.yaml', '49.90', '-1', 'programs.yaml:7', /above 0/],
  ['a fraction of a cent', 'programs.yaml', '49.90', '49.905', 'programs.yaml:7', /two decimals/],
  ['a currency in words', 'programs.yaml', 'USD', 'dollars', 'programs.yaml:8', /three capital letters/],
  ['a short checksum', 'sources.yaml', '0'.repeat(64), '0'.repeat(63), 'sources.yaml:5', /64 hexadecimal/],
  ['a missing checksum', 'sources.yaml', `    sha256: '${'0'.repeat(64)}'\n`, '', 'sources.yaml:2', /sha256: it is missing/],
  ['a missing kind of document', 'sources.yaml', '    kind: WEB_PAGE\n', '', 'sources.yaml:2', /kind: it is missing/],
];

// prettier-ignore
export const CITATIONS: readonly Case[] = [
  ['a record without citation', 'programs.yaml', '    cite: A9\n', '', 'programs.yaml:14', /cite: the citation is missing/],
  ['an empty citation', 'programs.yaml', '    cite: A9\n', '    cite: []\n', 'programs.yaml:18', /cite: the citation is missing/],
  ['a parent without citation', 'organizations.yaml', '{ is: hospital, cite: A2-3 }', 'hospital', 'organizations.yaml:10', /parent\.cite: .*missing/],
  ['a core without citation', 'programs.yaml', '{ is: care, cite: A7 }', 'care', 'programs.yaml:6', /core\.cite: .*missing/],
  ['a status without citation', 'programs.yaml', '{ is: PLANNED, cite: A9 }', 'PLANNED', 'programs.yaml:17', /status\.cite: .*missing/],
  ['an owner without citation', 'cores.yaml', '{ is: center, cite: A6 }', 'center', 'cores.yaml:4', /organization\.cite: .*missing/],
  ['a role without citation', 'programs.yaml', 'HOST, cite: A7', 'HOST', 'programs.yaml:11', /roles\.#1\.cite: .*missing/],
  ['a link without citation', 'organizations.yaml', 'PARTNER_OF, cite: A4', 'PARTNER_OF', 'organizations.yaml:13', /cite: .*missing/],
  ['a relation without citation', 'programs.yaml', 'PART_OF, cite: A7', 'PART_OF', 'programs.yaml:13', /cite: .*missing/],
  ['an assignment without citation', 'contacts.yaml', 'true, cite: A10', 'true', 'contacts.yaml:8', /cite: .*missing/],
  ['a term without citation', 'taxonomies.yaml', 'name: fellows, cite: A12', 'name: fellows', 'taxonomies.yaml:7', /cite: .*missing/],
  ['a tag without citation', 'organizations.yaml', 'residents: A5', 'residents:', 'organizations.yaml:15', /tags\.audiences\.residents: write a source/],
  ['a citation of something else', 'cores.yaml', '    cite: A6', '    cite: page 6', 'cores.yaml:6', /"page 6" is not a citation/],
  ['an unknown source', 'cores.yaml', '    cite: A6', '    cite: C6', 'cores.yaml:6', /no source "C": use one of A/],
  ['a line beyond the end', 'cores.yaml', '    cite: A6', '    cite: A19-21', 'cores.yaml:6', /A has 20 lines, so line 21/],
  ['a range that ends before it begins', 'cores.yaml', '    cite: A6', '    cite: A6-5', 'cores.yaml:6', /ends before it begins/],
  ['line zero', 'cores.yaml', '    cite: A6', '    cite: A0', 'cores.yaml:6', /"A0" is not a citation/],
  ['an unknown assertion', 'cores.yaml', '    cite: A6', '    cite: A6 GUESSED', 'cores.yaml:6', /GUESSED is not an assertion.*INFERRED/],
  ['a citation beside none', 'cores.yaml', '    cite: A6', '    cite: [A6, NONE]', 'cores.yaml:6', /NONE stands alone/],
  ['the same lines twice', 'cores.yaml', '    cite: A6', '    cite: [A6, A6 INFERRED]', 'cores.yaml:6', /cited twice/],
];

// prettier-ignore
export const REFERENCES: readonly Case[] = [
  ['an unknown parent', 'organizations.yaml', 'is: hospital', 'is: hopsital', 'organizations.yaml:10', /parent: there is no "hopsital" among the organizations/],
  ['an unknown owner', 'cores.yaml', 'is: center', 'is: centre', 'cores.yaml:4', /no "centre" among the organizations/],
  ['an unknown core', 'programs.yaml', 'is: care', 'is: cure', 'programs.yaml:6', /no "cure" among the cores/],
  ['an unknown organization in a role', 'programs.yaml', 'organization: hospital', 'organization: h', 'programs.yaml:11', /no "h" among the organizations/],
  ['an unknown program', 'programs.yaml', 'program: training', 'program: train', 'programs.yaml:13', /no "train" among the programs/],
  ['an unknown target of a contact', 'contacts.yaml', 'program: clinics', 'program: clinic', 'contacts.yaml:8', /no "clinic" among the programs/],
  ['an unknown term', 'organizations.yaml', 'fellows: A5', 'felows: A5', 'organizations.yaml:15', /tags\.audiences\.felows: .*use one of residents, fellows/],
  ['an unknown taxonomy', 'organizations.yaml', 'audiences:', 'audience:', 'organizations.yaml:15', /tags\.audience: .*use one of audiences/],
];

// prettier-ignore
export const RULES: readonly Case[] = [
  ['a slug given twice', 'programs.yaml', 'slug: training', 'slug: clinics', 'programs.yaml:14', /slug: it is already given at data\/programs\.yaml:2/],
  ['a source given twice', 'sources.yaml', '    lines: 20\n', `    lines: 20\n  - { key: A, title: B, kind: OTHER, sha256: '${'1'.repeat(64)}', lines: 20 }\n`, 'sources.yaml:7', /key: it is already given at data\/sources\.yaml:2/],
  ['a document given twice', 'sources.yaml', '    lines: 20\n', `    lines: 20\n  - { key: B, title: B, kind: OTHER, sha256: '${'0'.repeat(64)}', lines: 20 }\n`, 'sources.yaml:7', /sha256: it is already given at data\/sources\.yaml:5/],
  ['a broader term of another taxonomy', 'taxonomies.yaml', 'name: fellows, cite: A12 }', 'name: fellows, parent: { is: "topics:care", cite: A12 }, cite: A12 }\n  - { slug: topics, name: Topics, cite: A12, terms: [{ code: care, name: care, cite: A12 }] }', 'taxonomies.yaml:7', /parent: topics:care is within another record than audiences:fellows/],
  ['a term given twice', 'taxonomies.yaml', 'code: fellows', 'code: residents', 'taxonomies.yaml:7', /terms\.#2: it is already given/],
  ['a core given twice in a center', 'cores.yaml', SMALL['cores.yaml'] ?? '', `${SMALL['cores.yaml']}  - { slug: other, name: Care, organization: { is: center, cite: A6 }, position: 2, cite: A6 }\n`, 'cores.yaml:9', /name: it is already given/],
  ['an email given twice', 'contacts.yaml', 'person@example.org', 'DESK@example.org', 'contacts.yaml:12', /email: it is already given at data\/contacts\.yaml:4/],
  ['a link given twice', 'organizations.yaml', '    affiliations:', '    affiliations:\n      - { organization: hospital, type: PARTNER_OF, cite: A5 }', 'organizations.yaml:14', /affiliations\.#2: it is already given/],
  ['a role given twice', 'programs.yaml', '    roles:', '    roles:\n      - { organization: hospital, role: HOST, cite: A8 }', 'programs.yaml:12', /roles\.#2: it is already given/],
  ['a relation given twice', 'programs.yaml', '    related:', '    related:\n      - { program: training, type: PART_OF, cite: A8 }', 'programs.yaml:14', /related\.#2: it is already given/],
  ['an assignment given twice', 'contacts.yaml', '    assignments:', '    assignments:\n      - { program: clinics, role: inquiries, cite: A8 }', 'contacts.yaml:9', /assignments\.#2: it is already given/],
  ['a link of a record to itself', 'organizations.yaml', '{ organization: hospital,', '{ organization: center,', 'organizations.yaml:13', /"center" is linked to itself/],
  ['a relation of a program to itself', 'programs.yaml', 'program: training', 'program: clinics', 'programs.yaml:13', /"clinics" is linked to itself/],
  ['an organization as its own parent', 'organizations.yaml', 'is: hospital', 'is: center', 'organizations.yaml:10', /circle \(center > center\)/],
  ['an amount without currency', 'programs.yaml', '    supportCurrency: USD\n', '', 'programs.yaml:7', /is given without supportCurrency/],
  ['a currency without amount', 'programs.yaml', '    supportMaxAmount: 49.90\n', '', 'programs.yaml:7', /is given without supportMaxAmount/],
  ['a contact without name and email', 'contacts.yaml', '    email: desk@example.org\n', '', 'contacts.yaml:2', /neither a name nor an e-mail address/],
  ['an assignment to no record', 'contacts.yaml', 'program: clinics, ', '', 'contacts.yaml:8', /assignments\.#1: .*exactly one of/],
  ['an assignment to two records', 'contacts.yaml', 'program: clinics', 'program: clinics, core: care', 'contacts.yaml:8', /assignments\.#1: .*exactly one of/],
];

// prettier-ignore
export const YAML: readonly Case[] = [
  ['a quote that is not closed', 'cores.yaml', 'name: Care', 'name: "Care', 'cores.yaml:3', /not valid YAML/],
  ['a key that is used twice', 'cores.yaml', '    position: 1', '    position: 1\n    name: Cure', 'cores.yaml:6', /this key is already in use here/],
  ['a tag given twice', 'organizations.yaml', 'fellows: A5', 'residents: A5', 'organizations.yaml:15', /already in use here/],
  ['an alias', 'cores.yaml', 'name: Care', 'name: *care', 'cores.yaml:3', /"\*care" is an alias/],
  ['a YAML tag', 'cores.yaml', 'name: Care', 'name: !care Care', 'cores.yaml:3', /not valid YAML.*tag/],
];
