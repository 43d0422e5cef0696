-- A directory of the size that the limits are made for. The first organization has a tenth of all roles.
INSERT INTO organization (id, slug, name, type)
SELECT md5('organization' || i)::uuid, 'organization-' || i, 'Organization ' || i, 'COMMUNITY' FROM generate_series(1, 5000) AS i;
INSERT INTO core (id, slug, name, organization_id)
SELECT md5('core' || i)::uuid, 'core-' || i, 'Core ' || i, md5('organization1')::uuid FROM generate_series(1, 8) AS i;
INSERT INTO program (id, slug, name, kind, status, core_id)
SELECT md5('program' || i)::uuid, 'program-' || i, 'Program ' || i, 'PATHWAY', 'ACTIVE', md5('core' || 1 + i % 8)::uuid FROM generate_series(1, 50000) AS i;
INSERT INTO organization_role (id, organization_id, program_id, role)
SELECT md5('role' || i)::uuid, md5('organization' || CASE WHEN i % 10 = 0 THEN 1 ELSE 1 + i % 5000 END)::uuid, md5('program' || 1 + i % 50000)::uuid,
  CASE WHEN i <= 50000 THEN 'LEAD' ELSE 'PARTNER' END FROM generate_series(1, 100000) AS i;
INSERT INTO contact (id, name, email, kind, visibility)
SELECT md5('contact' || i)::uuid, 'Contact ' || i, 'contact-' || i || '@example.org', 'PERSON', 'PUBLIC' FROM generate_series(1, 100000) AS i;
INSERT INTO contact_assignment (id, contact_id, program_id)
SELECT md5('assignment' || i)::uuid, md5('contact' || i)::uuid, md5('program' || 1 + i % 50000)::uuid FROM generate_series(1, 100000) AS i;
