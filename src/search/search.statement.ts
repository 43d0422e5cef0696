import { conjunction, foldedSql, readableSql, type Scope } from '../platform/reading';
import { splitQuery, unpartedRuns } from './query';
import type { Searchable } from './searchable';

/** The most matches of one kind and type that are ranked, so that a word that half of all records contain does not rank them all. */
const RANKED = 200;
/** The most records of a type whose texts are read for phrases, which the index does not know. */
export const COMPARED = 2_000;
/** The most names of a type that are compared with the query. */
const NAMED = 500;
/** The most of them that lack one certain word of the query. */
const LACKING = 100;
/** With more words than this, a query finds names with any of them instead of names that lack one. */
const LEFT_OUT = 6;
/** From how similar to the query a name counts as meant, from 0 to 1. */
const SIMILAR = 0.4;
/** The most words of names that a word of the query is replaced by, the most similar first. */
const REPLACED = 8;

/** A match whose record is not read yet. */
export interface Match {
  /** A value of `SearchType`. */
  readonly type: string;
  readonly id: string;
  readonly score: number;
  readonly name: string;
  /** The best passage of the text, with the matching words between \u0002 and \u0003. */
  readonly passage: string;
}

/** SQL of a text as indexed words. */
function wordsOf(sql: string): string {
  return `hub_words(${sql})`;
}

const NAME = foldedSql('t.name');

const HEADLINE = `E'StartSel=\\x02, StopSel=\\x03, MaxWords=30, MinWords=12, MaxFragments=1'`;

/**
 * One statement over all requested types: matches of words by the full-text index, of names with similar words, which tolerates typing errors, and of the
 * terms that a record is tagged with. The score is 1 if the name equals the query, plus the
 * similarity of the name (0 to 1), plus 0.5 and the full-text rank (0 to 1) if the words match, plus 0.4 if a term matches.
 * The number of matches of each kind is limited, however common the words are.
 */
export function searchSql(
  query: string,
  types: readonly (readonly [type: string, searchable: Searchable])[],
  first: number,
  scope: Scope,
): string {
  const { wanted, words, unwanted, isPlain } = splitQuery(query);
  const { statement } = scope;
  const [run] = unpartedRuns(wanted);
  const boundWanted = statement.bind(wanted, 'text');
  const asked = {
    query: tsquery(statement.bind(words, 'text')),
    wanted: boundWanted,
    text: foldedSql(boundWanted),
    limit: statement.bind(first, 'int'),
    isPlain,
    ...(run && { run: foldedSql(statement.bind(run, 'text')) }),
    ...(unwanted && { unwanted: tsquery(statement.bind(unwanted, 'text')) }),
  };
  const arms = types.map(([type, searchable]) => armSql(type, searchable, asked, scope));
  return `
    WITH meant AS MATERIALIZED (${meantSql(asked.wanted)}),
    hits AS (${arms.join(' UNION ALL ')}),
    top AS (SELECT * FROM hits ORDER BY score DESC, name, id LIMIT ${asked.limit})
    SELECT type, id, score, name, ${passageSql(asked)} AS passage
    FROM top ORDER BY score DESC, name, id`;
}

function tsquery(text: string): string {
  return `websearch_to_tsquery('english', ${wordsOf(text)})`;
}

/**
 * What the words of the query may mean: words of names that are similar. Words are compared with words, which are few, and not with every name.
 * `all_words` asks for names that have one for each word of the query. Each of `most_words` leaves out another word of the query.
 */
function meantSql(wanted: string): string {
  const quoted = `quote_literal(replace(near.word, '\\', '\\\\'))`;
  const near =
    `SELECT DISTINCT s.word, similarity(s.word, asked.word) AS similarity FROM search_word s WHERE s.word % asked.word ` +
    `ORDER BY similarity DESC, s.word LIMIT ${REPLACED}`;
  const words =
    `SELECT asked.word, '(' || string_agg(${quoted}, '|') || ')' AS meant FROM unnest(tsvector_to_array(hub_name_words(${wanted}))) AS asked (word) ` +
    `CROSS JOIN LATERAL (${near}) near GROUP BY asked.word`;
  const others = `SELECT string_agg(meant, '&') AS meant FROM words other WHERE other.word <> words.word`;
  const most = `CASE WHEN count(*) > ${LEFT_OUT} THEN ARRAY[string_agg(words.meant, '|')] ELSE array_agg(others.meant) END`;
  return (
    `WITH words AS MATERIALIZED (${words}) SELECT string_agg(words.meant, '&')::tsquery AS all_words, (${most})::tsquery[] AS most_words ` +
    `FROM words CROSS JOIN LATERAL (${others}) others`
  );
}

/** Placeholders of the parts of the query. */
interface Asked {
  /** The wanted words, as a full-text query. */
  readonly query: string;
  /** The wanted words as they were written. */
  readonly wanted: string;
  /** The wanted words as text, folded. */
  readonly text: string;
  /** The excluded words, as a full-text query for any of them. */
  readonly unwanted?: string;
  readonly isPlain: boolean;
  /** The first part of the query in a script without spaces between words. */
  readonly run?: string;
  readonly limit: string;
}

/** SQL of the passage. Postgres takes text without spaces for one word, so such a passage is cut out here. */
function passageSql(asked: Asked): string {
  const headline = `ts_headline('english', text, ${asked.query}, ${HEADLINE})`;
  if (!asked.run) return headline;
  const place = `strpos(${foldedSql('text')}, ${asked.run})`;
  return `CASE WHEN ${place} > 0 THEN substr(text, greatest(${place} - 30, 1), 120) ELSE ${headline} END`;
}

/** The best matches of one type. Each is read by its id, and its text is split into words only once. */
function armSql(type: string, searchable: Searchable, asked: Asked, scope: Scope): string {
  const { table } = searchable.model;
  const { name } = searchable;
  const kept = asked.unwanted ? `WHERE NOT v.words @@ ${asked.unwanted}` : '';
  return `(
    SELECT '${type}' AS type, t.id, (${scoreSql(searchable, name, asked)})::float8 AS score, ${name} AS name, ${textSql(searchable)} AS text
    FROM (SELECT id, bool_or(tagged) AS tagged FROM (${matchesSql(searchable, asked, scope)}) m GROUP BY id) found
    CROSS JOIN LATERAL (SELECT * FROM ${table} WHERE id = found.id OFFSET 0) t
    CROSS JOIN LATERAL (SELECT ${vectorSql(searchable)} AS words OFFSET 0) v
    ${kept} ORDER BY score DESC, name, id LIMIT ${asked.limit}
  )`;
}

function matchesSql(searchable: Searchable, asked: Asked, scope: Scope): string {
  const { table } = searchable.model;
  const readable = readableSql(searchable.model, 't', scope);
  const rows = (condition: string, most = RANKED): string =>
    `SELECT t.* FROM ${table} t WHERE ${[condition, ...readable].join(' AND ')} LIMIT ${most}`;
  const matching = (from: string, tail = ''): string =>
    `(SELECT t.id, false AS tagged FROM (${from}) t ${tail} LIMIT ${RANKED})`;
  const matches = [
    matching(rows(`${NAME} = ${asked.text}`)),
    asked.isPlain
      ? matching(rows(`${vectorSql(searchable)} @@ ${precise(asked)}`))
      : matching(
          rows(`${vectorSql(searchable)} @@ ${loose(asked)}`, COMPARED),
          `WHERE ${vectorSql(searchable)} @@ ${precise(asked)}`,
        ),
    similarSql(rows, asked),
  ];
  if (searchable.tagged) matches.push(taggedSql(searchable, searchable.tagged, asked, readable));
  return matches.join(' UNION ALL ');
}

/** The records with similar names. If too few have something for every word of the query, some of those that lack one word are compared too. */
function similarSql(rows: (condition: string, most: number) => string, asked: Asked): string {
  const compared = `t.id, word_similarity(${asked.text}, ${NAME}) AS similarity`;
  const named = (words: string, most: number): string => rows(`hub_name_words(t.name) @@ ${words}`, most);
  const near = `SELECT ${compared} FROM (${named('(SELECT all_words FROM meant)', NAMED)}) t`;
  const lacking =
    `SELECT ${compared} FROM (SELECT unnest(most_words) AS words FROM meant WHERE (SELECT count(*) FROM near) < ${asked.limit}) most ` +
    `CROSS JOIN LATERAL (${named('most.words', LACKING)}) t`;
  return (
    `(WITH near AS MATERIALIZED (${near}) SELECT id, false AS tagged FROM (SELECT * FROM near UNION ${lacking}) named ` +
    `WHERE similarity >= ${SIMILAR} ORDER BY similarity DESC LIMIT ${RANKED})`
  );
}

/** SQL of the wanted words without the excluded ones. A query of stop words is empty and must stay so: an exclusion alone would match everything. */
function precise({ query, unwanted }: Asked): string {
  return unwanted ? `CASE WHEN numnode(${query}) = 0 THEN ${query} ELSE ${query} && !!(${unwanted}) END` : query;
}

/** SQL of a query for the same words in any position, which the index alone can answer. */
function loose({ query }: Asked): string {
  return `regexp_replace(${query}::text, '<(-|\\d+)>', '&', 'g')::tsquery`;
}

function scoreSql(searchable: Searchable, name: string, asked: Asked): string {
  const isName = `${asked.text} = ${NAME}`;
  const isOtherName = `${asked.text} = ANY (SELECT ${foldedSql('other')} FROM unnest(${searchable.others('t')}) other)`;
  const rank = `ts_rank(v.words, ${asked.query}, 32)`;
  return [
    `CASE WHEN ${isName} OR ${isOtherName} THEN 1 ELSE 0 END`,
    `word_similarity(${asked.text}, ${foldedSql(name)})`,
    `CASE WHEN v.words @@ ${asked.query} THEN 0.5 + ${rank} ELSE 0 END`,
    `CASE WHEN found.tagged THEN 0.4 ELSE 0 END`,
  ].join(' + ');
}

/** The words of the row aliased `t`, as its index has them. */
export function vectorSql(searchable: Searchable): string {
  return `to_tsvector('english', ${wordsOf(textSql(searchable))})`;
}

function textSql({ others, detail }: Searchable): string {
  return `hub_search_text(t.name, ${others('t')}, t.${detail})`;
}

/** The records that are tagged with a term with these words. The tags of each term are looked up, since most queries name no term. */
function taggedSql({ model }: Searchable, column: string, asked: Asked, readable: readonly string[]): string {
  const terms =
    `SELECT id FROM taxonomy_term term WHERE to_tsvector('english', ${wordsOf('term.name')}) @@ ${asked.query} ` +
    `AND term.archived_at IS NULL LIMIT ${RANKED}`;
  const tags =
    `SELECT ${column} AS id FROM attribute WHERE term_id = term.id AND ${column} IS NOT NULL AND archived_at IS NULL ` +
    `ORDER BY term_id, organization_id, core_id, program_id LIMIT ${COMPARED}`;
  return (
    `(SELECT t.id, true AS tagged FROM (${terms}) term CROSS JOIN LATERAL (${tags}) tag ` +
    `JOIN ${model.table} t ON t.id = tag.id WHERE ${conjunction(readable)} LIMIT ${RANKED})`
  );
}
