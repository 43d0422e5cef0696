import { foldedSql, readableSql, type Scope } from '../platform/reading';
import { splitQuery, unpartedRuns, withPhrases } from './query';
import { SEARCHABLE, type Searchable, type SearchType } from './searchable';

/** The most matches of one kind and type that are ranked; a word that stands in half of all records need not rank them all. */
const RANKED = 500;

/** A match before its record is read. */
export interface Match {
  readonly type: SearchType;
  readonly id: string;
  readonly score: number;
  readonly name: string;
  /** The passage of the text that fits best, with the words that fit between \u0002 and \u0003. */
  readonly passage: string;
}

/** A text as the words that are indexed. */
function wordsOf(sql: string): string {
  return `hub_words(${sql})`;
}

const NAME = foldedSql('t.name');

const HEADLINE = `E'StartSel=\\x02, StopSel=\\x03, MaxWords=30, MinWords=12, MaxFragments=1'`;

/**
 * One statement over all types that are asked for: matches of the words by the full-text index, of similar names by the trigram index,
 * which forgives typing errors, and of the terms that a record is tagged with. The score is 1 for a name that is the query itself, plus how
 * similar the name is (0 to 1), plus 0.5 and the full-text rank (0 to 1) where the words match, plus 0.4 where a term matches.
 */
export function searchSql(query: string, types: readonly SearchType[], first: number, scope: Scope): string {
  const { wanted, unwanted } = splitQuery(query);
  const { statement } = scope;
  const [run] = unpartedRuns(wanted);
  const asked = {
    query: wordsOf(statement.bind(withPhrases(query), 'text')),
    text: foldedSql(statement.bind(wanted, 'text')),
    limit: statement.bind(first, 'int'),
    ...(run && { run: foldedSql(statement.bind(run, 'text')) }),
    ...(unwanted && { unwanted: wordsOf(statement.bind(withPhrases(unwanted), 'text')) }),
  };
  const arms = types.map((type) => armSql(type, asked, scope));
  return `
    WITH hits AS (${arms.join(' UNION ALL ')}),
    top AS (SELECT * FROM hits ORDER BY score DESC, name, id LIMIT ${asked.limit})
    SELECT type, id, score, name, ${passageSql(asked)} AS passage
    FROM top ORDER BY score DESC, name, id`;
}

/** Placeholders of what was asked. */
interface Asked {
  /** The whole query, as words. */
  readonly query: string;
  /** Its words without those that it excludes, folded. */
  readonly text: string;
  /** The words that it excludes, as a query for any of them. */
  readonly unwanted?: string;
  /** The first part of it in a script that does not part words. */
  readonly run?: string;
  readonly limit: string;
}

/** Postgres takes what is not parted for one word, and so finds no passage in it. */
function passageSql(asked: Asked): string {
  const headline = `ts_headline('english', text, ${tsquery(asked)}, ${HEADLINE})`;
  if (!asked.run) return headline;
  const place = `strpos(${foldedSql('text')}, ${asked.run})`;
  return `CASE WHEN ${place} > 0 THEN substr(text, greatest(${place} - 30, 1), 120) ELSE ${headline} END`;
}

function tsquery({ query }: Asked): string {
  return `websearch_to_tsquery('english', ${query})`;
}

/** The best matches of one type. */
function armSql(type: SearchType, asked: Asked, scope: Scope): string {
  const searchable = SEARCHABLE[type];
  const { table } = searchable.model;
  const name = type === 'CONTACT' ? 'coalesce(t.name, t.email)' : 't.name';
  return `(
    SELECT '${type}' AS type, t.id, (${scoreSql(searchable, name, asked)})::float8 AS score, ${name} AS name, ${textSql(searchable)} AS text
    FROM (${matchesSql(searchable, asked, scope)}) found JOIN ${table} t USING (id)
    GROUP BY t.id ORDER BY score DESC, name, id LIMIT ${asked.limit}
  )`;
}

function matchesSql(searchable: Searchable, asked: Asked, scope: Scope): string {
  const { table } = searchable.model;
  const { unwanted } = asked;
  const readable = readableSql(searchable.model, 't', scope);
  if (unwanted) readable.push(`NOT ${vectorSql(searchable)} @@ websearch_to_tsquery('english', ${unwanted})`);
  const matching = (condition: string, tagged = false, order = ''): string =>
    `(SELECT t.id, ${tagged} AS tagged FROM ${table} t WHERE ${[condition, ...readable].join(' AND ')} ${order} LIMIT ${RANKED})`;
  const nearest = `ORDER BY word_similarity(${asked.text}, ${NAME}) DESC`;
  const matches = [
    matching(`${NAME} = ${asked.text}`),
    matching(wordsSql(searchable, asked)),
    matching(`${asked.text} <% ${NAME}`, false, nearest),
  ];
  if (searchable.tagged) matches.push(matching(`t.id IN (${taggedSql(searchable.tagged, asked)})`, true));
  return matches.join(' UNION ALL ');
}

function scoreSql(searchable: Searchable, name: string, asked: Asked): string {
  const isName = `${asked.text} = ${NAME}`;
  const isOtherName = `${asked.text} = ANY (SELECT ${foldedSql('other')} FROM unnest(${searchable.others('t')}) other)`;
  const rank = `ts_rank(${vectorSql(searchable)}, ${tsquery(asked)}, 32)`;
  return [
    `CASE WHEN ${isName} OR ${isOtherName} THEN 1 ELSE 0 END`,
    `word_similarity(${asked.text}, ${foldedSql(name)})`,
    `CASE WHEN ${wordsSql(searchable, asked)} THEN 0.5 + ${rank} ELSE 0 END`,
    `CASE WHEN bool_or(found.tagged) THEN 0.4 ELSE 0 END`,
  ].join(' + ');
}

function wordsSql(searchable: Searchable, asked: Asked): string {
  return `${vectorSql(searchable)} @@ ${tsquery(asked)}`;
}

function vectorSql(searchable: Searchable): string {
  return `to_tsvector('english', ${wordsOf(textSql(searchable))})`;
}

function textSql({ others, detail }: Searchable): string {
  return `hub_search_text(t.name, ${others('t')}, t.${detail})`;
}

/** The ids of the records that are tagged with a term of these words. */
function taggedSql(column: string, asked: Asked): string {
  return (
    `SELECT tag.${column} FROM attribute tag JOIN taxonomy_term term ON term.id = tag.term_id ` +
    `WHERE tag.archived_at IS NULL AND term.archived_at IS NULL AND to_tsvector('english', ${wordsOf('term.name')}) @@ ${tsquery(asked)}`
  );
}
