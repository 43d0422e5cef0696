import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The directory: organizations, cores, programs, contacts, taxonomy, identifiers, sources and the change log. */
export class Directory1763769600000 implements MigrationInterface {
  name = 'Directory1763769600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}

const RECORD = `
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamp(3) with time zone NOT NULL DEFAULT now(),
  updated_at timestamp(3) with time zone NOT NULL DEFAULT now(),
  archived_at timestamp(3) with time zone,
  assured_at timestamp(3) with time zone,
  assured_by text`;

const UP = `
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- One text of all that a person may search by. array_to_string is only STABLE, so an index needs this IMMUTABLE wrapper;
-- over text[] it is in fact immutable.
CREATE FUNCTION hub_search_text(name text, alternates text[], description text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN coalesce(name, '') || ' ' || coalesce(array_to_string(alternates, ' '), '') || ' ' || coalesce(description, '');

-- Names carry a collation of their own, so that they sort for people (allies before LGBTQ+) on every installation alike.
CREATE TABLE organization (${RECORD},
  slug text NOT NULL,
  name text COLLATE "und-x-icu" NOT NULL,
  alternate_names text[] NOT NULL DEFAULT '{}',
  description text,
  type text NOT NULL,
  website text,
  founded_year integer,
  parent_organization_id uuid,
  merged_into_id uuid,
  CONSTRAINT organization_pkey PRIMARY KEY (id),
  CONSTRAINT organization_parent_fkey FOREIGN KEY (parent_organization_id) REFERENCES organization (id) ON DELETE RESTRICT,
  CONSTRAINT organization_merged_into_fkey FOREIGN KEY (merged_into_id) REFERENCES organization (id) ON DELETE RESTRICT,
  CONSTRAINT organization_not_own_parent CHECK (parent_organization_id <> id),
  CONSTRAINT organization_type_known CHECK (type IN ('HOSPITAL', 'HEALTH_SYSTEM', 'DEPARTMENT', 'COMMITTEE', 'NETWORK',
    'EMPLOYEE_RESOURCE_GROUP', 'CENTER', 'INSTITUTE', 'UNIVERSITY', 'COMMUNITY', 'GOVERNMENT', 'FINANCIAL', 'ADVOCACY'))
);
CREATE UNIQUE INDEX organization_slug_key ON organization (slug);
CREATE INDEX organization_parent_idx ON organization (parent_organization_id, name, id);
CREATE INDEX organization_merged_into_idx ON organization (merged_into_id);
CREATE INDEX organization_living_name_idx ON organization (name, id) WHERE archived_at IS NULL;
CREATE INDEX organization_text_idx ON organization USING gin (to_tsvector('english', hub_search_text(name, alternate_names, description)));
CREATE INDEX organization_lower_name_idx ON organization (lower(name));
CREATE INDEX organization_trigram_idx ON organization USING gin (name gin_trgm_ops, description gin_trgm_ops);

CREATE TABLE organization_affiliation (${RECORD},
  organization_id uuid NOT NULL,
  affiliate_id uuid NOT NULL,
  type text NOT NULL,
  started_on date,
  ended_on date,
  CONSTRAINT organization_affiliation_pkey PRIMARY KEY (id),
  CONSTRAINT organization_affiliation_organization_fkey FOREIGN KEY (organization_id) REFERENCES organization (id) ON DELETE RESTRICT,
  CONSTRAINT organization_affiliation_affiliate_fkey FOREIGN KEY (affiliate_id) REFERENCES organization (id) ON DELETE RESTRICT,
  CONSTRAINT organization_affiliation_distinct_ends CHECK (organization_id <> affiliate_id),
  CONSTRAINT organization_affiliation_type_known CHECK (type IN ('AFFILIATED_WITH', 'PARTNER_OF', 'BASED_AT', 'MEMBER_OF'))
);
CREATE UNIQUE INDEX organization_affiliation_key ON organization_affiliation (organization_id, affiliate_id, type);
CREATE INDEX organization_affiliation_affiliate_idx ON organization_affiliation (affiliate_id);

CREATE TABLE core (${RECORD},
  organization_id uuid NOT NULL,
  slug text NOT NULL,
  name text COLLATE "und-x-icu" NOT NULL,
  tagline text,
  description text,
  position integer NOT NULL DEFAULT 0,
  CONSTRAINT core_pkey PRIMARY KEY (id),
  CONSTRAINT core_organization_fkey FOREIGN KEY (organization_id) REFERENCES organization (id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX core_slug_key ON core (slug);
CREATE UNIQUE INDEX core_organization_name_key ON core (organization_id, name);
CREATE INDEX core_living_position_idx ON core (position, id) WHERE archived_at IS NULL;
CREATE INDEX core_living_name_idx ON core (name, id) WHERE archived_at IS NULL;
CREATE INDEX core_text_idx ON core USING gin (to_tsvector('english', hub_search_text(name, ARRAY[tagline], description)));
CREATE INDEX core_lower_name_idx ON core (lower(name));
CREATE INDEX core_trigram_idx ON core USING gin (name gin_trgm_ops, description gin_trgm_ops);

CREATE TABLE program (${RECORD},
  core_id uuid,
  slug text NOT NULL,
  name text COLLATE "und-x-icu" NOT NULL,
  alternate_names text[] NOT NULL DEFAULT '{}',
  description text,
  kind text NOT NULL,
  status text NOT NULL,
  url text,
  started_year integer,
  eligibility_description text,
  schedule_description text,
  support_max_amount numeric(12, 2),
  support_currency text,
  support_note text,
  merged_into_id uuid,
  CONSTRAINT program_pkey PRIMARY KEY (id),
  CONSTRAINT program_core_fkey FOREIGN KEY (core_id) REFERENCES core (id) ON DELETE RESTRICT,
  CONSTRAINT program_merged_into_fkey FOREIGN KEY (merged_into_id) REFERENCES program (id) ON DELETE RESTRICT,
  CONSTRAINT program_kind_known CHECK (kind IN ('PATHWAY', 'INITIATIVE', 'TRAINING', 'CLINIC', 'PARTNERSHIP', 'STUDY', 'RESOURCE')),
  CONSTRAINT program_status_known CHECK (status IN ('PLANNED', 'ACTIVE', 'PAUSED', 'COMPLETED', 'DISCONTINUED')),
  CONSTRAINT program_support_has_currency CHECK ((support_max_amount IS NULL) = (support_currency IS NULL))
);
CREATE UNIQUE INDEX program_slug_key ON program (slug);
CREATE INDEX program_core_idx ON program (core_id, name, id);
CREATE INDEX program_merged_into_idx ON program (merged_into_id);
CREATE INDEX program_living_name_idx ON program (name, id) WHERE archived_at IS NULL;
CREATE INDEX program_living_status_name_idx ON program (status, name, id) WHERE archived_at IS NULL;
CREATE INDEX program_living_kind_name_idx ON program (kind, name, id) WHERE archived_at IS NULL;
CREATE INDEX program_living_updated_idx ON program (updated_at, id) WHERE archived_at IS NULL;
CREATE INDEX program_text_idx ON program USING gin (to_tsvector('english', hub_search_text(name, alternate_names, description)));
CREATE INDEX program_lower_name_idx ON program (lower(name));
CREATE INDEX program_trigram_idx ON program USING gin (name gin_trgm_ops, description gin_trgm_ops);

CREATE TABLE program_relationship (${RECORD},
  program_id uuid NOT NULL,
  related_program_id uuid NOT NULL,
  type text NOT NULL,
  CONSTRAINT program_relationship_pkey PRIMARY KEY (id),
  CONSTRAINT program_relationship_program_fkey FOREIGN KEY (program_id) REFERENCES program (id) ON DELETE RESTRICT,
  CONSTRAINT program_relationship_related_fkey FOREIGN KEY (related_program_id) REFERENCES program (id) ON DELETE RESTRICT,
  CONSTRAINT program_relationship_distinct_ends CHECK (program_id <> related_program_id),
  CONSTRAINT program_relationship_type_known CHECK (type IN ('PART_OF', 'RECRUITS_FOR'))
);
CREATE UNIQUE INDEX program_relationship_key ON program_relationship (program_id, related_program_id, type);
CREATE INDEX program_relationship_related_idx ON program_relationship (related_program_id);

CREATE TABLE organization_role (${RECORD},
  organization_id uuid NOT NULL,
  program_id uuid,
  core_id uuid,
  role text NOT NULL,
  note text,
  started_on date,
  ended_on date,
  CONSTRAINT organization_role_pkey PRIMARY KEY (id),
  CONSTRAINT organization_role_organization_fkey FOREIGN KEY (organization_id) REFERENCES organization (id) ON DELETE RESTRICT,
  CONSTRAINT organization_role_program_fkey FOREIGN KEY (program_id) REFERENCES program (id) ON DELETE RESTRICT,
  CONSTRAINT organization_role_core_fkey FOREIGN KEY (core_id) REFERENCES core (id) ON DELETE RESTRICT,
  CONSTRAINT organization_role_one_target CHECK (num_nonnulls(program_id, core_id) = 1),
  CONSTRAINT organization_role_role_known CHECK (role IN ('LEAD', 'HOST', 'PARTNER', 'PARTICIPANT', 'FUNDER', 'SPONSOR'))
);
CREATE UNIQUE INDEX organization_role_key ON organization_role (organization_id, program_id, core_id, role) NULLS NOT DISTINCT;
CREATE INDEX organization_role_program_idx ON organization_role (program_id, role, organization_id);
CREATE INDEX organization_role_core_idx ON organization_role (core_id, role, organization_id);

CREATE TABLE contact (${RECORD},
  name text COLLATE "und-x-icu",
  credentials text,
  title text,
  email text,
  phone text,
  kind text NOT NULL,
  visibility text NOT NULL DEFAULT 'INTERNAL',
  merged_into_id uuid,
  CONSTRAINT contact_pkey PRIMARY KEY (id),
  CONSTRAINT contact_merged_into_fkey FOREIGN KEY (merged_into_id) REFERENCES contact (id) ON DELETE RESTRICT,
  CONSTRAINT contact_name_or_email CHECK (num_nonnulls(name, email) > 0),
  CONSTRAINT contact_kind_known CHECK (kind IN ('PERSON', 'MAILBOX')),
  CONSTRAINT contact_visibility_known CHECK (visibility IN ('PUBLIC', 'PARTNER', 'INTERNAL'))
);
CREATE UNIQUE INDEX contact_living_email_key ON contact (lower(email)) WHERE archived_at IS NULL;
CREATE INDEX contact_merged_into_idx ON contact (merged_into_id);
CREATE INDEX contact_living_name_idx ON contact (name, id) WHERE archived_at IS NULL;
CREATE INDEX contact_text_idx ON contact USING gin (to_tsvector('english', hub_search_text(name, ARRAY[credentials, email], title)));
CREATE INDEX contact_lower_name_idx ON contact (lower(name));
CREATE INDEX contact_trigram_idx ON contact USING gin (name gin_trgm_ops, email gin_trgm_ops);

CREATE TABLE contact_assignment (${RECORD},
  contact_id uuid NOT NULL,
  organization_id uuid,
  core_id uuid,
  program_id uuid,
  role text,
  is_primary boolean NOT NULL DEFAULT false,
  CONSTRAINT contact_assignment_pkey PRIMARY KEY (id),
  CONSTRAINT contact_assignment_contact_fkey FOREIGN KEY (contact_id) REFERENCES contact (id) ON DELETE RESTRICT,
  CONSTRAINT contact_assignment_organization_fkey FOREIGN KEY (organization_id) REFERENCES organization (id) ON DELETE RESTRICT,
  CONSTRAINT contact_assignment_core_fkey FOREIGN KEY (core_id) REFERENCES core (id) ON DELETE RESTRICT,
  CONSTRAINT contact_assignment_program_fkey FOREIGN KEY (program_id) REFERENCES program (id) ON DELETE RESTRICT,
  CONSTRAINT contact_assignment_one_target CHECK (num_nonnulls(organization_id, core_id, program_id) = 1)
);
CREATE UNIQUE INDEX contact_assignment_key ON contact_assignment (contact_id, organization_id, core_id, program_id, role) NULLS NOT DISTINCT;
CREATE INDEX contact_assignment_organization_idx ON contact_assignment (organization_id);
CREATE INDEX contact_assignment_core_idx ON contact_assignment (core_id);
CREATE INDEX contact_assignment_program_idx ON contact_assignment (program_id);

CREATE TABLE taxonomy (${RECORD},
  name text COLLATE "und-x-icu" NOT NULL,
  description text,
  CONSTRAINT taxonomy_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX taxonomy_name_key ON taxonomy (name);

CREATE TABLE taxonomy_term (${RECORD},
  taxonomy_id uuid NOT NULL,
  code text NOT NULL,
  name text COLLATE "und-x-icu" NOT NULL,
  parent_id uuid,
  CONSTRAINT taxonomy_term_pkey PRIMARY KEY (id),
  CONSTRAINT taxonomy_term_taxonomy_fkey FOREIGN KEY (taxonomy_id) REFERENCES taxonomy (id) ON DELETE RESTRICT,
  CONSTRAINT taxonomy_term_parent_fkey FOREIGN KEY (parent_id) REFERENCES taxonomy_term (id) ON DELETE RESTRICT,
  CONSTRAINT taxonomy_term_not_own_parent CHECK (parent_id <> id)
);
CREATE UNIQUE INDEX taxonomy_term_code_key ON taxonomy_term (taxonomy_id, code);
CREATE INDEX taxonomy_term_parent_idx ON taxonomy_term (parent_id);

CREATE TABLE attribute (${RECORD},
  term_id uuid NOT NULL,
  organization_id uuid,
  core_id uuid,
  program_id uuid,
  CONSTRAINT attribute_pkey PRIMARY KEY (id),
  CONSTRAINT attribute_term_fkey FOREIGN KEY (term_id) REFERENCES taxonomy_term (id) ON DELETE RESTRICT,
  CONSTRAINT attribute_organization_fkey FOREIGN KEY (organization_id) REFERENCES organization (id) ON DELETE RESTRICT,
  CONSTRAINT attribute_core_fkey FOREIGN KEY (core_id) REFERENCES core (id) ON DELETE RESTRICT,
  CONSTRAINT attribute_program_fkey FOREIGN KEY (program_id) REFERENCES program (id) ON DELETE RESTRICT,
  CONSTRAINT attribute_one_target CHECK (num_nonnulls(organization_id, core_id, program_id) = 1)
);
CREATE UNIQUE INDEX attribute_key ON attribute (term_id, organization_id, core_id, program_id) NULLS NOT DISTINCT;
CREATE INDEX attribute_organization_idx ON attribute (organization_id);
CREATE INDEX attribute_core_idx ON attribute (core_id);
CREATE INDEX attribute_program_idx ON attribute (program_id);

CREATE TABLE identifier (${RECORD},
  organization_id uuid,
  program_id uuid,
  scheme text NOT NULL,
  value text NOT NULL,
  CONSTRAINT identifier_pkey PRIMARY KEY (id),
  CONSTRAINT identifier_organization_fkey FOREIGN KEY (organization_id) REFERENCES organization (id) ON DELETE RESTRICT,
  CONSTRAINT identifier_program_fkey FOREIGN KEY (program_id) REFERENCES program (id) ON DELETE RESTRICT,
  CONSTRAINT identifier_one_target CHECK (num_nonnulls(organization_id, program_id) = 1)
);
CREATE UNIQUE INDEX identifier_key ON identifier (scheme, value);
CREATE INDEX identifier_organization_idx ON identifier (organization_id);
CREATE INDEX identifier_program_idx ON identifier (program_id);

CREATE TABLE source (${RECORD},
  key text NOT NULL,
  title text COLLATE "und-x-icu" NOT NULL,
  sha256 text NOT NULL,
  retrieved_at timestamp(3) with time zone,
  CONSTRAINT source_pkey PRIMARY KEY (id),
  CONSTRAINT source_sha256_form CHECK (sha256 ~ '^[0-9a-f]{64}$')
);
CREATE UNIQUE INDEX source_key_key ON source (key);

CREATE TABLE citation (${RECORD},
  record_type text NOT NULL,
  record_id uuid NOT NULL,
  field text,
  source_id uuid NOT NULL,
  line_from integer NOT NULL,
  line_to integer NOT NULL,
  assertion text NOT NULL,
  CONSTRAINT citation_pkey PRIMARY KEY (id),
  CONSTRAINT citation_source_fkey FOREIGN KEY (source_id) REFERENCES source (id) ON DELETE RESTRICT,
  CONSTRAINT citation_record_type_known CHECK (record_type IN ('organization', 'organization_affiliation', 'core', 'program',
    'program_relationship', 'organization_role', 'contact', 'contact_assignment', 'taxonomy', 'taxonomy_term', 'attribute', 'identifier')),
  CONSTRAINT citation_lines_in_order CHECK (line_from >= 1 AND line_to >= line_from),
  CONSTRAINT citation_assertion_known CHECK (assertion IN ('EXPLICIT', 'NAME_ONLY', 'INFERRED'))
);
CREATE UNIQUE INDEX citation_key ON citation (record_id, record_type, field, source_id, line_from, line_to) NULLS NOT DISTINCT;
CREATE INDEX citation_source_idx ON citation (source_id, line_from, id);
CREATE INDEX citation_line_idx ON citation (line_from, line_to, id);
CREATE INDEX citation_assertion_idx ON citation (assertion, id);

-- The change log. seq is empty until the sequencer numbers the committed row; nothing else of a row ever changes.
CREATE TABLE change (
  id uuid NOT NULL,
  seq bigint,
  record_type text NOT NULL,
  record_id uuid NOT NULL,
  kind text NOT NULL,
  version integer NOT NULL,
  changes jsonb NOT NULL DEFAULT '[]',
  actor text,
  occurred_at timestamp(3) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT change_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX change_seq_key ON change (seq);
CREATE INDEX change_record_idx ON change (record_id, version);

CREATE FUNCTION hub_change_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.seq IS NULL AND NEW.seq IS NOT NULL
     AND to_jsonb(NEW) - 'seq' = to_jsonb(OLD) - 'seq' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the change log is append-only: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER change_append_only BEFORE UPDATE OR DELETE ON change
  FOR EACH ROW EXECUTE FUNCTION hub_change_is_append_only();
CREATE TRIGGER change_no_truncate BEFORE TRUNCATE ON change
  FOR EACH STATEMENT EXECUTE FUNCTION hub_change_is_append_only();
`;

const DOWN = `
DROP TABLE change, citation, source, identifier, attribute, taxonomy_term, taxonomy, contact_assignment, contact,
  organization_role, program_relationship, program, core, organization_affiliation, organization;
DROP FUNCTION hub_change_is_append_only();
DROP FUNCTION hub_search_text(text, text[], text);
`;
