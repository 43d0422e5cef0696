import type { Declared } from '../platform/domain';
import { capital } from '../platform/naming';
import type { QualityRule } from '../platform/quality-rule';
import { recordTypeName } from '../platform/reading';
import type { LinkModel, WriteModel } from '../platform/writing';
import { citations } from './citation.entity';
import { citedIn, onlyInferredSql, uncitedSql } from './uncited.sql';

/** What is missing or doubtful in the sources of facts: the same for records and for links. */
export function sourceQuality({ writes }: Declared): readonly QualityRule[] {
  const cited = citedIn(writes);
  return [...cited.map(uncited), ...cited.flatMap((written) => [contradicted(written), inferred(written)])];
}

type Written = WriteModel | LinkModel;

function uncited(written: Written): QualityRule {
  return {
    ...ruleOf(written, 'UNCITED', 'with a value that no source supports'),
    sql: (alias) => `EXISTS (SELECT FROM ${uncitedSql(written, alias)} missing)`,
    shown: 'uncited',
  };
}

function contradicted(written: Written): QualityRule {
  return {
    ...ruleOf(written, 'CONTRADICTED', 'that a source contradicts'),
    where: () => ({ citations: { some: { agrees: { eq: false } } } }),
    // The same, without asking for each citation whether the viewer may read its record.
    sql: (alias) =>
      `EXISTS (SELECT FROM ${citations.table} other WHERE other.record_id = ${alias}.id AND other.record_type = '${written.model.table}' ` +
      `AND NOT other.agrees AND other.until_version IS NULL)`,
    shown: 'citations(where: { agrees: { eq: false } }) { nodes { field value source { title } } }',
  };
}

function inferred(written: Written): QualityRule {
  return {
    ...ruleOf(written, 'INFERRED', 'with a value that is only inferred'),
    // Few citations are inferred: only their records are looked at closely.
    sql: (alias) =>
      `EXISTS (SELECT FROM ${citations.table} guess WHERE guess.record_id = ${alias}.id AND guess.record_type = '${written.model.table}' ` +
      `AND guess.assertion = 'INFERRED' AND guess.agrees AND guess.until_version IS NULL) AND EXISTS (SELECT FROM ${onlyInferredSql(written, alias)} weak)`,
    shown: 'citations(where: { assertion: { eq: INFERRED } }) { nodes { field value source { title } } }',
  };
}

function ruleOf({ model }: Written, name: string, what: string): Pick<QualityRule, 'name' | 'title' | 'model'> {
  return {
    name: `${recordTypeName(model.type)}_${name}`,
    title: `${capital(model.options.plural)} ${what}`,
    model,
  };
}
