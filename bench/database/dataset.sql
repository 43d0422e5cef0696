-- The benchmark's data: every value is a hash of its own name and number, so the same sizes give the same rows anywhere.
-- The sizes are settings (bench.organizations, bench.programs, bench.contacts). Each "step" is sent and timed separately.

-- step: functions
CREATE SCHEMA bench;

-- A number in [0, 1) for a property of the i-th record.
CREATE FUNCTION bench.unit(property text, i bigint) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (hashtextextended(property, i) & 4503599627370495) / 4503599627370496.0;

CREATE FUNCTION bench.pick(property text, i bigint, choices text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN choices[1 + floor(bench.unit(property, i) * cardinality(choices))::integer];

-- In the form of a UUID of version 5, because the hub may refuse other ids.
CREATE FUNCTION bench.id(kind text, i bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN overlay(overlay(md5(kind || ':' || i) placing '5' from 13) placing 'a' from 17)::uuid;

-- The id of a link sorts like the ids of its two ends. So records with equal names are in the same order, whether a server then sorts by
-- the record's id or by the link's. Both are valid orders, and the benchmark does not compare them.
CREATE FUNCTION bench.link(one uuid, other uuid, k bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (left(one::text, 8) || substr(one::text, 10, 4) || '5' || left(other::text, 3) || 'a' || substr(other::text, 4, 3)
    || substr(other::text, 7, 2) || substr(other::text, 10, 4) || lpad(to_hex(k), 6, '0'))::uuid;

-- Ranks follow a power law: with skew 2.2 the first of 5,000 gets 2% of all draws, and half of them get almost none.
CREATE FUNCTION bench.rank(property text, i bigint, size integer, skew double precision) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN 1 + floor(size * power(bench.unit(property, i), skew))::integer;

CREATE FUNCTION bench.size(kind text) RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE
  RETURN current_setting('bench.' || kind)::integer;

CREATE FUNCTION bench.moment(property text, i bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN timestamptz '2022-01-01T00:00:00Z' + floor(bench.unit(property, i) * 1400 * 86400) * interval '1 second';

CREATE FUNCTION bench.place(property text, i bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN bench.pick(property, i, ARRAY['Riverside', 'Lakeview', 'Harbor', 'Northgate', 'Southside', 'East End', 'Westfield', 'Hilltop',
    'Cañon', 'Prairie', 'Meadowbrook', 'Summit', 'Bayou', 'Delta', 'Cedar Grove', 'St. Mary''s', 'San José', 'Grandview', 'Fairmount',
    'Oak Park', 'Union', 'Liberty', 'Monument', 'Coastal', 'Highland', 'Mission', 'Pioneer', 'Seaport', 'Old Town', 'Five Points']);

CREATE FUNCTION bench.description(property text, i bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN 'Serves ' || bench.pick(property || '.whom', i, ARRAY['families', 'older adults', 'students', 'newcomers', 'rural residents',
      'people without insurance', 'new parents', 'veterans', 'patients with limited English'])
    || ' in ' || bench.place(property || '.where', i) || ' with ' || bench.pick(property || '.what', i, ARRAY['screening and referral',
      'free transport', 'navigation in seven languages', 'stipends and mentoring', 'a "food first" pantry', 'home visits', 'legal advice',
      'blood pressure checks at barbershops', 'telehealth', 'paid internships', 'data on outcomes by neighborhood'])
    || '. ' || bench.pick(property || '.how', i, ARRAY['Open to walk-ins on weekdays.', 'By referral from a clinic or a school.',
      'Applications close each spring.', 'Run together with residents, who hold half of the board''s seats.', 'Funded until further notice.']);

-- step: organizations
INSERT INTO organization (id, created_at, updated_at, archived_at, assured_at, assured_by, slug, name, alternate_names, description, type,
  website, founded_year, parent_organization_id)
SELECT bench.id('organization', i), moment, moment + interval '30 days',
  CASE WHEN bench.unit('organization.archived', i) < 0.02 THEN moment + interval '90 days' END,
  CASE WHEN bench.unit('organization.assured', i) < 0.4 THEN moment + interval '60 days' END,
  CASE WHEN bench.unit('organization.assured', i) < 0.4 THEN 'benchmark' END,
  'organization-' || i,
  bench.place('organization.place', i) || ' ' || bench.pick('organization.field', i, ARRAY['Community', 'Regional', 'Children''s', 'General',
    'Health', 'Public Health', 'Wellness', 'Family', 'Equity', 'Medical', 'Rural Health', 'Neighborhood'])
    || ' ' || bench.pick('organization.form', i, ARRAY['Hospital', 'Network', 'Center', 'Institute', 'Alliance', 'Coalition', 'Foundation',
    'Committee', 'Department', 'College', 'Trust', 'Clinic']),
  CASE WHEN bench.unit('organization.alternate', i) < 0.15 THEN ARRAY['Org ' || i] ELSE '{}' END,
  bench.description('organization', i),
  bench.pick('organization.type', i, ARRAY['HOSPITAL', 'HOSPITAL', 'HEALTH_SYSTEM', 'DEPARTMENT', 'DEPARTMENT', 'DEPARTMENT', 'COMMITTEE',
    'NETWORK', 'EMPLOYEE_RESOURCE_GROUP', 'CENTER', 'CENTER', 'INSTITUTE', 'UNIVERSITY', 'COMMUNITY', 'COMMUNITY', 'COMMUNITY',
    'GOVERNMENT', 'FINANCIAL', 'ADVOCACY']),
  'https://organization-' || i || '.example.org',
  1880 + floor(bench.unit('organization.founded', i) * 140)::integer,
  CASE WHEN i > 1 AND bench.unit('organization.child', i) < 0.3
    THEN bench.id('organization', bench.rank('organization.parent', i, (i - 1)::integer, 2)) END
FROM generate_series(1, bench.size('organizations')) AS i, LATERAL (SELECT bench.moment('organization', i) AS moment) AS m;

INSERT INTO organization_affiliation (id, organization_id, affiliate_id, type)
SELECT bench.id('affiliation', i), bench.id('organization', a), bench.id('organization', b),
  bench.pick('affiliation.type', i, ARRAY['AFFILIATED_WITH', 'PARTNER_OF', 'BASED_AT', 'MEMBER_OF'])
FROM generate_series(1, bench.size('organizations') / 2) AS i,
  LATERAL (SELECT bench.rank('affiliation.a', i, bench.size('organizations'), 1) AS a, bench.rank('affiliation.b', i, bench.size('organizations'), 2.2) AS b) AS ends
WHERE a <> b
ON CONFLICT DO NOTHING;

-- step: cores
INSERT INTO core (id, created_at, updated_at, organization_id, slug, name, tagline, description, position)
SELECT bench.id('core', i), bench.moment('core', i), bench.moment('core', i), bench.id('organization', 1), 'core-' || i,
  (ARRAY['Access', 'Community', 'Education', 'Pathways', 'Policy', 'Research', 'Quality', 'Workforce'])[i] || ' Core',
  'For everyone', bench.description('core', i), i
FROM generate_series(1, 8) AS i;

-- step: programs
INSERT INTO program (id, created_at, updated_at, archived_at, assured_at, assured_by, core_id, slug, name, alternate_names, description,
  kind, status, url, started_year, eligibility_description, schedule_description, support_max_amount, support_currency)
SELECT bench.id('program', i), moment, moment + interval '30 days',
  CASE WHEN bench.unit('program.archived', i) < 0.03 THEN moment + interval '90 days' END,
  CASE WHEN bench.unit('program.assured', i) < 0.4 THEN moment + interval '60 days' END,
  CASE WHEN bench.unit('program.assured', i) < 0.4 THEN 'benchmark' END,
  CASE WHEN bench.unit('program.coreless', i) >= 0.1 THEN bench.id('core', bench.rank('program.core', i, 8, 1.6)) END,
  'program-' || i,
  bench.place('program.place', i) || ' ' || bench.pick('program.subject', i, ARRAY['Maternal Health', 'Heart', 'Asthma', 'Salud', 'Diabetes',
    'Cancer Screening', 'Mental Health', 'Food Access', 'Youth', 'Housing', 'Oral Health', 'Vaccine', 'STEM', 'Nursing', 'Language', 'Sleep',
    'Kidney', 'Niños Sanos', 'Stroke', '"Know Your Numbers"'])
    || ' ' || bench.pick('program.form', i, ARRAY['Initiative', 'Clinic', 'Pathway', 'Scholars', 'Collaborative', 'Study', 'Academy', 'Fair',
    'Project', 'Internship', 'Partnership', 'Registry', 'Navigators', 'Workshop', 'Fund']),
  CASE WHEN bench.unit('program.alternate', i) < 0.1 THEN ARRAY['P' || i] ELSE '{}' END,
  bench.description('program', i),
  bench.pick('program.kind', i, ARRAY['PATHWAY', 'PATHWAY', 'PATHWAY', 'INITIATIVE', 'INITIATIVE', 'INITIATIVE', 'INITIATIVE', 'TRAINING',
    'TRAINING', 'CLINIC', 'PARTNERSHIP', 'PARTNERSHIP', 'STUDY', 'RESOURCE']),
  CASE WHEN status < 0.60 THEN 'ACTIVE' WHEN status < 0.80 THEN 'COMPLETED' WHEN status < 0.88 THEN 'PLANNED'
    WHEN status < 0.95 THEN 'PAUSED' ELSE 'DISCONTINUED' END,
  'https://program-' || i || '.example.org',
  1990 + floor(bench.unit('program.started', i) * 35)::integer,
  CASE WHEN bench.unit('program.eligibility', i) < 0.6 THEN bench.description('program.eligibility', i) END,
  CASE WHEN bench.unit('program.schedule', i) < 0.3 THEN 'Weekdays 9 to 5' END,
  CASE WHEN bench.unit('program.support', i) < 0.2 THEN 500 + floor(bench.unit('program.amount', i) * 9500) END,
  CASE WHEN bench.unit('program.support', i) < 0.2 THEN 'USD' END
FROM generate_series(1, bench.size('programs')) AS i,
  LATERAL (SELECT bench.moment('program', i) AS moment, bench.unit('program.status', i) AS status) AS m;

-- step: organization roles
INSERT INTO organization_role (id, archived_at, organization_id, program_id, role, note)
SELECT bench.link(organization, program, k), CASE WHEN bench.unit('role.archived', link) < 0.02 THEN bench.moment('role', link) END,
  organization, program,
  CASE WHEN k = 1 THEN 'LEAD'
    ELSE bench.pick('role.role', link, ARRAY['HOST', 'PARTNER', 'PARTNER', 'PARTNER', 'PARTICIPANT', 'PARTICIPANT', 'FUNDER', 'SPONSOR']) END,
  CASE WHEN bench.unit('role.note', link) < 0.1 THEN 'Since the first year' END
FROM generate_series(1, bench.size('programs')) AS i,
  LATERAL (SELECT bench.unit('role.count', i) AS u) AS c,
  LATERAL generate_series(1, CASE WHEN u < 0.35 THEN 1 WHEN u < 0.75 THEN 2 WHEN u < 0.92 THEN 3 WHEN u < 0.98 THEN 4 ELSE 6 END) AS k,
  LATERAL (SELECT i * 10 + k AS link, bench.id('program', i) AS program) AS l,
  LATERAL (SELECT bench.id('organization', bench.rank('role.organization', link, bench.size('organizations'), 2.2)) AS organization) AS o
ON CONFLICT DO NOTHING;

INSERT INTO organization_role (id, organization_id, core_id, role)
SELECT bench.id('core role', i), bench.id('organization', bench.rank('core role.organization', i, bench.size('organizations'), 2.2)),
  bench.id('core', 1 + i % 8), bench.pick('core role.role', i, ARRAY['LEAD', 'PARTNER', 'FUNDER'])
FROM generate_series(1, 80) AS i
ON CONFLICT DO NOTHING;

-- step: contacts
INSERT INTO contact (id, created_at, updated_at, archived_at, name, credentials, title, email, phone, kind, visibility)
SELECT bench.id('contact', i), bench.moment('contact', i), bench.moment('contact', i),
  CASE WHEN bench.unit('contact.archived', i) < 0.03 THEN bench.moment('contact', i) + interval '90 days' END,
  CASE WHEN mailbox < 0.04 THEN NULL WHEN mailbox < 0.1 THEN bench.place('contact.place', i) || ' Front Desk'
    ELSE bench.pick('contact.first', i, ARRAY['Amara', 'Benjamin', 'Chloé', 'Darnell', 'Elena', 'Farid', 'Grace', 'Hiroshi', 'Imani', 'José',
      'Keisha', 'Luca', 'Mei', 'Noor', 'Olga', 'Priya', 'Quentin', 'Rosa', 'Samuel', 'Thuy', 'Uma', 'Víctor', 'Wanda', 'Ximena', 'Yusuf', 'Zoë'])
      || ' ' || bench.pick('contact.last', i, ARRAY['Abara', 'Brown', 'Chen', 'Díaz', 'Edwards', 'Flores', 'Garcia', 'Hassan', 'Ibrahim', 'Johnson',
      'Kim', 'Lopez', 'Miller', 'Nguyen', 'O''Brien', 'Patel', 'Quispe', 'Robinson', 'Singh', 'Thompson', 'Usman', 'Vega', 'Williams', 'Young']) END,
  CASE WHEN mailbox >= 0.1 AND bench.unit('contact.credentials', i) < 0.4
    THEN bench.pick('contact.credential', i, ARRAY['MD', 'PhD', 'RN', 'MPH', 'MD, MPH', 'LCSW']) END,
  bench.pick('contact.title', i, ARRAY['Director', 'Coordinator', 'Manager', 'Principal Investigator', 'Navigator', 'Administrator']),
  CASE WHEN mailbox < 0.1 OR bench.unit('contact.email', i) < 0.85 THEN 'contact-' || i || '@example.org' END,
  CASE WHEN bench.unit('contact.phone', i) < 0.5 THEN '555-' || lpad((i % 10000)::text, 4, '0') END,
  CASE WHEN mailbox < 0.1 THEN 'MAILBOX' ELSE 'PERSON' END,
  CASE WHEN visibility < 0.6 THEN 'PUBLIC' WHEN visibility < 0.75 THEN 'PARTNER' ELSE 'INTERNAL' END
FROM generate_series(1, bench.size('contacts')) AS i,
  LATERAL (SELECT bench.unit('contact.mailbox', i) AS mailbox, bench.unit('contact.visibility', i) AS visibility) AS m;

-- step: contact assignments
-- A contact is assigned to a record at most once, so that every server lists it once.
INSERT INTO contact_assignment (id, archived_at, contact_id, organization_id, core_id, program_id, role, is_primary)
SELECT DISTINCT ON (i, target, place) bench.link(bench.id('contact', i), bench.id(target, place), k),
  CASE WHEN bench.unit('assignment.archived', link) < 0.02 THEN bench.moment('assignment', link) END,
  bench.id('contact', i),
  CASE WHEN target = 'organization' THEN bench.id('organization', place) END,
  CASE WHEN target = 'core' THEN bench.id('core', place) END,
  CASE WHEN target = 'program' THEN bench.id('program', place) END,
  bench.pick('assignment.role', link, ARRAY['Lead', 'Contact', 'Coordinator', 'Mentor']),
  k = 1
FROM generate_series(1, bench.size('contacts')) AS i,
  LATERAL (SELECT bench.unit('assignment.count', i) AS u) AS c,
  LATERAL generate_series(1, CASE WHEN u < 0.6 THEN 1 WHEN u < 0.9 THEN 2 ELSE 3 END) AS k,
  LATERAL (SELECT i * 10 + k AS link, bench.unit('assignment.target', i * 10 + k) AS t) AS l,
  LATERAL (SELECT CASE WHEN t < 0.85 THEN 'program' WHEN t < 0.98 THEN 'organization' ELSE 'core' END AS target) AS w,
  LATERAL (SELECT CASE target
      WHEN 'program' THEN bench.rank('assignment.program', link, bench.size('programs'), 1.5)
      WHEN 'organization' THEN bench.rank('assignment.organization', link, bench.size('organizations'), 2)
      ELSE bench.rank('assignment.core', link, 8, 1) END AS place) AS p
ORDER BY i, target, place, k;
