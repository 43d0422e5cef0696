-- What only a whole network has: terms with their tags, links between programs, identifiers, citations and histories. The benchmark at scale
-- adds it to dataset.sql.

-- step: names
-- As in a real network, most names are unique, and their words are not: there are 20,000 surnames and places, a few of them very frequent.
CREATE FUNCTION bench.word(property text, i bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (SELECT (ARRAY['Har', 'Wex', 'Bran', 'Col', 'Dun', 'Ash', 'Mar', 'Pem', 'Stan', 'Thorn', 'Whit', 'Kirk', 'Lan', 'Hol', 'Nor', 'Sut', 'Win', 'Brad',
      'Car', 'Elm', 'Fair', 'Glen', 'Hart', 'Ken', 'Lin', 'Mil', 'Oak', 'Rad', 'Shel', 'Tam', 'Wal', 'York', 'Alder', 'Birch', 'Crom', 'Ever', 'Gar', 'Hunt',
      'Lock', 'Mont'])[1 + place % 40]
    || (ARRAY['a', 'en', 'ing', 'er', 'el', 'o', 'is', 'um', 'ers', 'le'])[1 + place / 40 % 10]
    || (ARRAY['ford', 'ton', 'by', 'field', 'wood', 'ley', 'ham', 'bridge', 'dale', 'well', 'mere', 'worth', 'stead', 'gate', 'combe', 'bury', 'shire', 'wick',
      'more', 'land', 'son', 'ski', 'ez', 'mann', 'berg', 'stein', 'ini', 'ova', 'escu', 'oglu', 'idis', 'sen', 'quist', 'nen', 'aba', 'kwe', 'moto', 'hara',
      'varma', 'singh', 'pour', 'zadeh', 'yan', 'dze', 'vic', 'uk', 'rath', 'velli', 'court', 'mont'])[1 + place / 400 % 50]
    FROM (SELECT bench.rank(property, i, 20000, 3) - 1 AS place) AS ranked);

UPDATE organization SET name = bench.word('organization.word', made.i) || ' ' || organization.name
FROM (SELECT bench.id('organization', i) AS id, i FROM generate_series(1, bench.size('organizations')) AS i) AS made
WHERE organization.id = made.id;

UPDATE program SET version = CASE made.i WHEN 1 THEN 5000 ELSE 2 END, name = CASE
    WHEN made.i % 10 < 2 THEN program.name
    WHEN made.i % 10 < 6 THEN bench.word('program.word', made.i) || ' ' || program.name
    WHEN made.i % 10 < 9 THEN program.name || ' of ' || bench.word('program.word', made.i)
    ELSE program.name || ' at ' || bench.word('program.word', made.i) || ' ' || bench.word('program.second word', made.i) END
FROM (SELECT bench.id('program', i) AS id, i FROM generate_series(1, bench.size('programs')) AS i) AS made
WHERE program.id = made.id;

UPDATE contact SET name = split_part(contact.name, ' ', 1) || ' ' || bench.word('contact.word', made.i)
FROM (SELECT bench.id('contact', i) AS id, i FROM generate_series(1, bench.size('contacts')) AS i WHERE i % 10 < 8) AS made
WHERE contact.id = made.id AND contact.kind = 'PERSON';

-- step: terms and tags
INSERT INTO taxonomy (id, name) SELECT bench.id('taxonomy', i), 'Taxonomy ' || i FROM generate_series(1, 3) AS i;

INSERT INTO taxonomy_term (id, taxonomy_id, code, name, parent_id)
SELECT bench.id('term', i), bench.id('taxonomy', 1 + i % 3), 'term-' || i, bench.place('term', i) || ' ' || i,
  CASE WHEN i > 9 THEN bench.id('term', 1 + (i - 1) % 9) END
FROM generate_series(1, 300) AS i;

INSERT INTO attribute (id, term_id, program_id)
SELECT bench.id('tag', i * 2 + k), bench.id('term', bench.rank('tag', i * 2 + k, 300, 2)), bench.id('program', i)
FROM generate_series(1, bench.size('programs')) AS i, generate_series(0, 1) AS k
ON CONFLICT DO NOTHING;

INSERT INTO attribute (id, term_id, organization_id)
SELECT bench.id('organization tag', i), bench.id('term', bench.rank('organization tag', i, 300, 2)), bench.id('organization', i)
FROM generate_series(1, bench.size('organizations')) AS i
ON CONFLICT DO NOTHING;

-- step: links between programs
INSERT INTO program_relationship (id, program_id, related_program_id, type)
SELECT bench.id('tie', i), bench.id('program', i), bench.id('program', bench.rank('tie', i, bench.size('programs'), 2)),
  bench.pick('tie', i, ARRAY['PART_OF', 'RECRUITS_FOR'])
FROM generate_series(1, bench.size('programs') / 5) AS i
WHERE bench.rank('tie', i, bench.size('programs'), 2) <> i
ON CONFLICT DO NOTHING;

-- step: identifiers
INSERT INTO identifier (id, organization_id, scheme, value)
SELECT bench.id('organization identifier', i), bench.id('organization', i), 'ein', lpad(i::text, 9, '0')
FROM generate_series(1, bench.size('organizations')) AS i;

INSERT INTO identifier (id, program_id, scheme, value)
SELECT bench.id('program identifier', i), bench.id('program', i), 'nct', 'NCT' || lpad(i::text, 8, '0')
FROM generate_series(1, bench.size('programs'), 2) AS i;

-- step: citations
INSERT INTO source (id, key, title, kind, sha256)
SELECT bench.id('source', i), 'source-' || i, 'Source ' || i, 'OTHER', lpad(i::text, 64, '0') FROM generate_series(1, 200) AS i;

INSERT INTO citation (id, record_type, record_id, source_id, line_from, line_to, assertion)
SELECT bench.id('citation', i), 'program', bench.id('program', i), bench.id('source', 1 + i % 200), 1 + i % 400, 2 + i % 400,
  bench.pick('assertion', i, ARRAY['EXPLICIT', 'NAME_ONLY', 'INFERRED'])
FROM generate_series(1, bench.size('programs')) AS i;

-- step: histories
-- Each program and contact was created and changed once; the first program has a long history of its own, which is as long at each size.
INSERT INTO change (id, seq, record_type, record_id, kind, version, changes, visibility, actor, occurred_at)
SELECT bench.id('change', turn), turn, type, record, kind, version, changes, visibility, 'key:editor', moment
FROM (
  SELECT row_number() OVER (ORDER BY moment, record, version) AS turn, made.*
  FROM (
    SELECT 'program' AS type, id AS record, CASE version WHEN 1 THEN 'CREATED' ELSE 'UPDATED' END AS kind, version,
      jsonb_build_array(jsonb_build_object('field', 'name', 'before', NULL, 'after', name)) AS changes, 'PUBLIC' AS visibility,
      created_at + (version - 1) * interval '1 hour' AS moment
    FROM (SELECT id, name, created_at, generate_series(1, version) AS version FROM program) AS p
    UNION ALL
    SELECT 'contact', id, 'CREATED', 1, jsonb_build_array(jsonb_build_object('field', 'name', 'before', NULL, 'after', name)), visibility, created_at
    FROM contact
    UNION ALL
    SELECT 'organization', id, 'CREATED', 1, jsonb_build_array(jsonb_build_object('field', 'name', 'before', NULL, 'after', name)), 'PUBLIC', created_at
    FROM organization
  ) AS made
) AS turned;

UPDATE change_head SET seq = (SELECT max(seq) FROM change);
