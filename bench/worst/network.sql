-- What the benchmark's data do not have: terms with their tags, links between programs, and citations. Created once.
INSERT INTO taxonomy (id, name) SELECT bench.id('taxonomy', i), 'Taxonomy ' || i FROM generate_series(1, 3) AS i ON CONFLICT DO NOTHING;
INSERT INTO taxonomy_term (id, taxonomy_id, code, name)
SELECT bench.id('term', i), bench.id('taxonomy', 1 + i % 3), 'term-' || i, bench.place('term', i) || ' ' || i FROM generate_series(1, 60) AS i
ON CONFLICT DO NOTHING;
INSERT INTO attribute (id, term_id, program_id)
SELECT bench.id('tag', i * 3 + k), bench.id('term', bench.rank('tag', i * 3 + k, 60, 2)), bench.id('program', i)
FROM generate_series(1, bench.size('programs')) AS i, generate_series(0, 1) AS k ON CONFLICT DO NOTHING;
INSERT INTO program_relationship (id, program_id, related_program_id, type)
SELECT bench.id('tie', i), bench.id('program', i), bench.id('program', bench.rank('tie', i, bench.size('programs'), 3)), 'PART_OF'
FROM generate_series(2, bench.size('programs') / 5) AS i WHERE bench.rank('tie', i, bench.size('programs'), 3) <> i ON CONFLICT DO NOTHING;
INSERT INTO source (id, key, title, kind, sha256)
SELECT bench.id('source', i), 'source-' || i, 'Source ' || i, 'OTHER', lpad(i::text, 64, '0') FROM generate_series(1, 5) AS i ON CONFLICT DO NOTHING;
INSERT INTO citation (id, record_type, record_id, source_id, line_from, line_to, assertion)
SELECT bench.id('citation', i), 'program', bench.id('program', i), bench.id('source', 1 + i % 5), 1 + i % 400, 2 + i % 400,
  bench.pick('assertion', i, ARRAY['EXPLICIT', 'NAME_ONLY', 'INFERRED'])
FROM generate_series(1, bench.size('programs')) AS i ON CONFLICT DO NOTHING;

-- Programs with a long history; the first one's is very long.
CREATE OR REPLACE FUNCTION bench.live(program_id uuid, changes integer) RETURNS void LANGUAGE sql AS $$
  INSERT INTO change (id, record_type, record_id, kind, version, changes, visibility, actor, occurred_at)
  SELECT gen_random_uuid(), 'program', p.id, 'UPDATED', 1 + i, CASE i % 3
      WHEN 0 THEN jsonb_build_array(jsonb_build_object('field', 'name', 'before', 'Name ' || i - 1, 'after', 'Name ' || i))
      WHEN 1 THEN jsonb_build_array(jsonb_build_object('field', 'description', 'before', repeat('Words ', 40) || i - 1, 'after', repeat('Words ', 40) || i))
      ELSE jsonb_build_array(jsonb_build_object('field', 'status', 'before', 'ACTIVE', 'after', 'PAUSED')) END,
    'PUBLIC', 'key:editor', timestamptz '2026-01-02' + i * interval '0.5 s'
  FROM program p, generate_series(1, changes) AS i WHERE p.id = program_id AND p.version = 1;
  UPDATE program SET version = 1 + changes WHERE id = program_id AND version = 1;
$$;
UPDATE program SET created_at = '2025-12-31' WHERE id IN (SELECT bench.id('program', i) FROM generate_series(1, 4) AS i);
SELECT bench.live(bench.id('program', i), changes) FROM (VALUES (1, 100000), (2, 5000), (3, 1000), (4, 10)) AS lives (i, changes);
SELECT hub_number_changes(1000000);
