import type { Planning } from './draft';
import { makePlan } from './make-plan';
import { Unplannable, type EdgeField, type PagePart, type Plan, type PlannedField } from './plan';
import { outcomeOf, type PlanOutcome } from './plan-outcome';
import { PlanSql } from './plan-sql';

/** How a query would be answered. */
export interface ExplainedPlan extends PlanOutcome {
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
    const outcome = outcomeOf(plan);
    if (plan.slots.length === 0) return { ...outcome, fields };
    return { ...outcome, fields, statement: statementOf(plan, planning) };
  } catch (error) {
    if (error instanceof Unplannable) return { plan: 'none', reason: error.reason, fields: [] };
    throw error;
  }
}

function statementOf(plan: Plan, { variables, viewer }: Planning): ExplainedPlan['statement'] {
  const { text, values } = new PlanSql(plan, new Map(), '').statement(variables, viewer);
  return { text, values };
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
      return [`a ${field.record.model.type} by key`, field.fields];
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
    case 'head':
      return ['the end of the change log', []];
  }
}
