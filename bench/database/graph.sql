-- What PostGraphile serves: views of what the public may read, in a separate schema, as its documentation recommends.
-- The views of links include the columns of the record at their end. So "the first 20 by name" needs no further join, which makes PostGraphile
-- faster than with the types of the records themselves.
DROP SCHEMA IF EXISTS graph CASCADE;
CREATE SCHEMA graph;

CREATE VIEW graph.core AS
  SELECT id, name FROM core WHERE archived_at IS NULL;
COMMENT ON VIEW graph.core IS E'@primaryKey id';

CREATE VIEW graph.organization AS
  SELECT id, name, type FROM organization WHERE archived_at IS NULL;
COMMENT ON VIEW graph.organization IS E'@primaryKey id';

CREATE VIEW graph.program AS
  SELECT id, name, status, kind, core_id, slug, description, started_year, support_max_amount FROM program WHERE archived_at IS NULL;
ALTER VIEW graph.program ALTER COLUMN id SET DEFAULT gen_random_uuid();
COMMENT ON VIEW graph.program IS E'@primaryKey id\n@foreignKey (core_id) references graph.core (id)|@fieldName core|@foreignFieldName programs';

CREATE VIEW graph.program_organization AS
  SELECT l.id AS link_id, l.role, l.program_id, l.organization_id, o.name AS organization_name
  FROM organization_role l JOIN organization o ON o.id = l.organization_id
  WHERE l.archived_at IS NULL AND o.archived_at IS NULL;
COMMENT ON VIEW graph.program_organization IS E'@primaryKey link_id\n@foreignKey (program_id) references graph.program (id)|@foreignFieldName organizations';

CREATE VIEW graph.organization_program AS
  SELECT l.id AS link_id, l.role, l.organization_id, l.program_id, p.name AS program_name, p.core_id
  FROM organization_role l JOIN program p ON p.id = l.program_id
  WHERE l.archived_at IS NULL AND p.archived_at IS NULL;
COMMENT ON VIEW graph.organization_program IS E'@primaryKey link_id\n@foreignKey (organization_id) references graph.organization (id)|@foreignFieldName programs\n@foreignKey (core_id) references graph.core (id)|@fieldName core';

CREATE VIEW graph.program_contact AS
  SELECT a.program_id, c.id, c.name, c.email
  FROM contact_assignment a JOIN contact c ON c.id = a.contact_id
  WHERE a.archived_at IS NULL AND c.archived_at IS NULL AND c.visibility = 'PUBLIC';
COMMENT ON VIEW graph.program_contact IS E'@primaryKey program_id,id\n@foreignKey (program_id) references graph.program (id)|@foreignFieldName contacts';
