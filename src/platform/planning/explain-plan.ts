import type { Planning } from './draft';
import { makePlan } from './make-plan';
import { Unplannable, type EdgeField, type PagePart, type PlannedField } from './plan';
import { outcomeOf, type PlanOutcome } from './plan-outcome';
import { PlanSql } from './plan-sql';

/** How a query would be answered. */
export interface ExplainedPlan extends Pick<PlanOutcome, 'plan'> {
  /** Everything that needs resolvers. */
  readonly reasons: readonly string[];
  /** What the plan reads, a line for each field. */
  readonly fields: readonly string[];
  /** The statement; absent if there is none. */
  readonly statement?: { readonly text: string; readonly values: readonly unknown[] };
}

/** @throws ClientError if arguments are invalid */
export function explainPlan(planning: Planning): ExplainedPlan {
  try {
    const plan = makePlan(planning);
    const fields = plan.fields.flatMap((field) => linesOf(field, ''));
    const { plan: outcome } = outcomeOf(plan);
    const { text, values, isEmpty } = new PlanSql(plan, new Map(), '').statement(planning.variables, planning.viewer);
    return { plan: outcome, reasons: plan.resolved, fields, ...(!isEmpty && { statement: { text, values } }) };
  } catch (error) {
    if (error instanceof Unplannable) return { plan: 'none', reasons: [error.reason], fields: [] };
    throw error;
  }
}

type AnyField = PlannedField | PagePart | EdgeField;

function linesOf(field: AnyField, indent: string): string[] {
  const [what, inner] = described(field);
  return [`${indent}${field.key}: ${what}`, ...inner.flatMap((one) => linesOf(one, `${indent}  `))];
}

/** What the plan reads for a field, and the fields below it. */
function described(field: AnyField): readonly [what: string, inner: readonly AnyField[]] {
  switch (field.kind) {
    case 'constant':
      return ['a constant', []];
    case 'column':
      return ['a column', []];
    case 'cursor':
      return ['a cursor', []];
    case 'one':
      return [`a joined ${field.one.relation.target.type}`, field.one.fields];
    case 'page':
      return [`a list of ${field.page.list.model.options.plural}`, field.page.parts];
    case 'root':
      return [`one ${field.record.model.type}, by key`, field.fields];
    case 'entities':
      return ['records by reference', []];
    case 'nodes':
    case 'node':
    case 'edges':
      return [field.kind, field.fields];
    case 'bounds':
      return ['the cursors around the page', []];
    case 'total':
      return ['a count', []];
    case 'computed':
      return [`computed of all ${field.computed.list.model.options.plural} of the list`, []];
    case 'head':
      return ['the end of the change log', []];
  }
}
