import {
  Kind,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Viewer } from '../access/viewer';
import type { HubContext } from '../context';
import type { Operation } from '../execution/operation';
import type { Variables } from '../limits/cost';
import { ROW_BUDGET } from '../limits/limits';
import { makePlan } from './make-plan';
import { Ambiguous, PlanAnswer } from './plan-answer';
import { PLANNED, type PlannedReads } from '../reading/planned';
import { PlanRows } from './plan-rows';
import { PlanSql, type PlannedStatement } from './plan-sql';
import { Unplannable, type Plan, type PlannedField } from './plan';

interface Compiled {
  readonly plan: Plan;
  readonly sql: PlanSql;
  readonly answer: PlanAnswer;
  readonly rows: PlanRows;
}

/** Answers queries with one statement each, where that is possible. */
export class Planner {
  /** Dropped together with their documents. */
  private readonly plans = new WeakMap<OperationDefinitionNode, Map<string, Compiled | string>>();
  private readonly flags = new WeakMap<OperationDefinitionNode, readonly string[]>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** @returns undefined if resolvers must answer the operation */
  async answer(
    { document, operation }: Pick<Operation, 'document' | 'operation'>,
    variables: Variables,
    context: HubContext,
  ): Promise<ExecutionResult | undefined> {
    const compiled = this.compiled(document, operation, variables, context.viewer);
    if (typeof compiled === 'string') return undefined;
    const { plan, sql, answer, rows } = compiled;
    if (plan.slots.length === 0)
      return { data: answer.data([], { states: [], references: new Map(), budget: context.reads.answer.budget }) };
    const statement = await this.statement(sql, variables, context);
    if (!statement) return undefined;
    let row: readonly (string | null)[];
    try {
      row = statement.isEmpty ? plan.slots.map(() => null) : await context.reads.planned(statement);
    } catch (error) {
      context.reads[PLANNED] = failed(plan, error);
      return undefined;
    }
    try {
      if (plan.resolved !== undefined) {
        context.reads[PLANNED] = rows.reads(row, { ...statement, budget: context.reads.answer.budget });
        return undefined;
      }
      return { data: answer.data(row, { ...statement, budget: context.reads.answer.budget }) };
    } catch (error) {
      if (error instanceof Ambiguous) return undefined;
      throw error;
    }
  }

  /** Nothing has been sent yet, so resolvers can still answer the operation, or name what is wrong with it. */
  private async statement(
    sql: PlanSql,
    variables: Variables,
    { viewer, reads }: HubContext,
  ): Promise<PlannedStatement | undefined> {
    try {
      const statement = sql.statement(variables, viewer);
      // The statement would read more than resolvers, which stop when the answer is too large.
      if (statement.rows > ROW_BUDGET[viewer.role]) return undefined;
      for (const cursor of statement.atLeast) await reads.reach(cursor);
      return statement;
    } catch {
      return undefined;
    }
  }

  private compiled(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables,
    viewer: Viewer,
  ): Compiled | string {
    const flags = this.flagsOf(document, operation);
    const key = [viewer.role, ...flags.map((name) => variables[name])].join();
    const known = this.plans.get(operation) ?? new Map<string, Compiled | string>();
    this.plans.set(operation, known);
    const fresh = known.get(key) ?? this.compile(document, operation, variables, viewer);
    known.set(key, fresh);
    return fresh;
  }

  private compile(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables,
    viewer: Viewer,
  ): Compiled | string {
    try {
      const plan = makePlan({ schema: this.schema, document, operation, viewer, variables });
      return { plan, sql: new PlanSql(plan), answer: new PlanAnswer(plan), rows: new PlanRows(plan) };
    } catch (error) {
      if (error instanceof Unplannable) return error.reason;
      throw error;
    }
  }

  /** The variables of `@skip` and `@include`, on which the form of the answer depends. */
  private flagsOf(document: DocumentNode, operation: OperationDefinitionNode): readonly string[] {
    const known = this.flags.get(operation);
    if (known) return known;
    const names = new Set<string>();
    visit(document, {
      Directive: ({ arguments: given = [] }) => {
        for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      },
    });
    const flags = [...names];
    this.flags.set(operation, flags);
    return flags;
  }
}

/** The statement failed: so does every root field that it was for. */
function failed({ fields }: Plan, error: unknown): PlannedReads {
  const nodes = fields.flatMap((field) => selectedOf(field)?.node ?? []);
  return new Map(nodes.map((node) => [node, error as Error]));
}

function selectedOf(field: PlannedField) {
  if (field.kind === 'page') return field.page.list;
  if (field.kind === 'entities') return field.entities;
  return field.kind === 'root' ? field.record : undefined;
}
