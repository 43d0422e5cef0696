import { z } from 'zod';
import { citationForm, type CitationForm, type Cite } from './dataset.citation';
import {
  amount,
  citedField,
  currency,
  email,
  field,
  form,
  listOf,
  moment,
  oneOf,
  reference,
  sha256,
  slug,
  text,
  web,
  wholeNumber,
  year,
  yesOrNo,
} from './dataset.fields';
import type { Known } from './dataset.known';
import { VOCABULARY } from './dataset.vocabulary';

/** The form of every kind of record. Keys are named as in the GraphQL schema; a citation's `field` is such a key. */
export function datasetForms(known: Known) {
  const parts = partsOf(known);
  return {
    source: sourceForm(),
    organization: organizationForm(parts),
    core: coreForm(parts),
    program: programForm(parts),
    contact: contactForm(parts),
    taxonomy: taxonomyForm(parts),
  };
}

type Forms = ReturnType<typeof datasetForms>;
export type SourceEntry = z.infer<Forms['source']>;
export type OrganizationEntry = z.infer<Forms['organization']>;
export type CoreEntry = z.infer<Forms['core']>;
export type ProgramEntry = z.infer<Forms['program']>;
export type ContactEntry = z.infer<Forms['contact']>;
export type TaxonomyEntry = z.infer<Forms['taxonomy']>;

/** Taxonomy, then term, then where the source says so. */
export type Tags = Partial<Record<string, Partial<Record<string, Cite[]>>>>;

type Parts = ReturnType<typeof partsOf>;

function partsOf(known: Known) {
  const cite = citationForm(known);
  const organization = reference(known, 'organizations');
  return {
    cite,
    organization,
    core: reference(known, 'cores'),
    program: reference(known, 'programs'),
    tags: tagsForm(known, cite),
    role: form({ organization, role: oneOf(VOCABULARY.role), note: text.optional(), cite }),
    plain: <Value extends z.ZodType>(value: Value) => field(value, cite),
    maybe: <Value extends z.ZodType>(value: Value) => field(value, cite).optional(),
  };
}

/** `{ audiences: { residents: A9 } }`: only the terms that there are may be used. */
function tagsForm(known: Known, cite: CitationForm): z.ZodType<Tags> {
  if (!known.complete) return z.record(z.string(), z.record(z.string(), cite)).default({});
  const termsOf = (codes: readonly string[]) => form(Object.fromEntries(codes.map((code) => [code, cite.optional()])));
  return form(
    Object.fromEntries([...known.terms].map(([taxonomy, codes]) => [taxonomy, termsOf(codes).optional()])),
  ).default({});
}

function sourceForm() {
  return form({
    key: z
      .string({ error: 'give one or more capital letters, e.g. A' })
      .regex(/^[A-Z]+$/, 'use capital letters, e.g. A'),
    title: text,
    sha256,
    lines: wholeNumber('how many lines the document has', 1, 999_999),
    retrievedAt: moment.optional(),
  });
}

function organizationForm({ cite, organization, tags, plain, maybe }: Parts) {
  return form({
    slug,
    name: plain(text),
    alternateNames: maybe(listOf(text)),
    type: plain(oneOf(VOCABULARY.organizationType)),
    parent: citedField(organization, cite).optional(),
    description: maybe(text),
    website: maybe(web),
    foundedYear: maybe(year),
    cite,
    affiliations: listOf(form({ organization, type: oneOf(VOCABULARY.affiliationType), cite })),
    tags,
  });
}

function coreForm({ cite, organization, role, tags, plain, maybe }: Parts) {
  return form({
    slug,
    name: plain(text),
    tagline: maybe(text),
    organization: citedField(organization, cite),
    position: wholeNumber('the place in the list of cores', 0, 1_000_000),
    description: maybe(text),
    cite,
    roles: listOf(role),
    tags,
  });
}

function programForm({ cite, core, program, role, tags, plain, maybe }: Parts) {
  return form({
    slug,
    name: plain(text),
    alternateNames: maybe(listOf(text)),
    kind: plain(oneOf(VOCABULARY.programKind)),
    status: citedField(oneOf(VOCABULARY.programStatus), cite),
    core: citedField(core, cite).optional(),
    description: maybe(text),
    url: maybe(web),
    startedYear: maybe(year),
    eligibilityDescription: maybe(text),
    scheduleDescription: maybe(text),
    supportMaxAmount: maybe(amount),
    supportCurrency: maybe(currency),
    supportNote: maybe(text),
    cite,
    roles: listOf(role),
    related: listOf(form({ program, type: oneOf(VOCABULARY.relationshipType), cite })),
    tags,
  });
}

function contactForm({ cite, organization, core, program, plain, maybe }: Parts) {
  const target = { organization: organization.optional(), core: core.optional(), program: program.optional() };
  return form({
    slug,
    kind: plain(oneOf(VOCABULARY.contactKind)),
    name: maybe(text),
    credentials: maybe(text),
    title: maybe(text),
    email: maybe(email),
    phone: maybe(text),
    visibility: oneOf(VOCABULARY.visibility),
    cite,
    assignments: listOf(form({ ...target, role: text.optional(), isPrimary: yesOrNo.default(false), cite })),
  });
}

function taxonomyForm({ cite, maybe }: Parts) {
  return form({
    slug,
    name: text,
    description: maybe(text),
    cite,
    terms: listOf(form({ code: slug, name: text, cite })),
  });
}
