import {
  GraphQLError,
  Kind,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Viewer } from '../access/viewer';
import type { HubContext } from '../context';
import { writeData } from '../execution/written-result';
import type { Variables } from '../limits/cost';
import { BadUserInput } from '../errors';
import { ANSWER_BYTES, ROW_BUDGET } from '../limits/limits';
import { numbering } from '../once-for';
import { PLANNED, type NodesKey, type PlannedReads } from '../reading/planned';
import { AnswerSize } from './answer-size';
import type { Planning } from './draft';
import { makePlan, selectionsOf } from './make-plan';
import { Unplannable, type Plan, type PlannedField } from './plan';
import { PlanAnswer } from './plan-answer';
import { PlanRows } from './plan-rows';
import { PlanSql, type PlannedStatement } from './plan-sql';
import { outcomeOf, type PlanOutcome } from './plan-outcome';
import type { Template } from './template';
import { Unreadable, type Reading } from './token-readers';

/** When queries are planned: from their second use on, at once, or never. */
export type PlanRule = 'on' | 'always' | 'off';

/** The most selections of all plans that are kept. */
const MAX_KEPT = 16_000;
/** The most characters of all statements that are kept. */
const MAX_TEXTS = 4_000_000;

/** An answer that could have more bytes than so many times the limit is measured before it is written. */
const BEYOND_BYTES = 4;

interface Compiled {
  readonly plan: Plan;
  readonly sql: PlanSql;
  /** Makes the answer, or rows for resolvers. */
  readonly reader: PlanAnswer | PlanRows;
  readonly size: AnswerSize;
}

/** What a plan of an operation depends on; for as long as its document is kept. */
interface Form {
  readonly selections: number;
  /** The variables of `@skip` and `@include`, on which the form of the answer depends. */
  readonly flags: readonly string[];
}

type Query = Readonly<{ document: DocumentNode; operation: OperationDefinitionNode }>;

/** The answer of a plan, whose data is written already; without one, resolvers must answer. */
export interface PlannedResult {
  readonly result?: ExecutionResult;
  readonly outcome: PlanOutcome;
}

/**
 * Answers queries with one statement each, where that is possible. A plan makes no errors of fields: where there could be one, resolvers answer the
 * operation, and name it. They also answer what a plan cannot read.
 */
export class Planner {
  private readonly used = new WeakSet<OperationDefinitionNode>();
  private readonly forms = new WeakMap<OperationDefinitionNode, Form>();
  private readonly numberOf = numbering();
  /** Plans, or why there is none; by operation, role and flags. */
  private readonly plans = new LRUCache<string, Compiled | Unplannable>({ maxSize: MAX_KEPT });
  private readonly templates = new LRUCache<string, Template>({
    maxSize: MAX_TEXTS,
    sizeCalculation: ({ text }, key) => text.length + key.length,
  });

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly rule: PlanRule,
  ) {}

  async answer(query: Query, variables: Variables, context: HubContext): Promise<PlannedResult> {
    const compiled = this.compiled(query, variables, context.viewer);
    if (compiled instanceof Unplannable) return unplanned(compiled.reason);
    if (compiled.plan.slots.length === 0 && compiled.plan.lists.length === 0)
      return answerFrom([], compiled, EMPTY, context);
    const statement = this.statement(compiled, variables, context.viewer);
    if (statement instanceof Unplannable) return unplanned(statement.reason);
    const { reads } = context;
    const { plan } = compiled;
    const tooOld = await reach(statement, context);
    if (tooOld) {
      reads[PLANNED] = tooOld;
      return unplanned('atLeast is not reached');
    }
    let row: readonly (string | null)[] | undefined;
    try {
      row = statement.isEmpty ? plan.slots.map(() => null) : await reads.planned(statement);
    } catch (error) {
      // Resolvers find out which field has it, and answer the others.
      if (error instanceof BadUserInput) return unplanned(INVALID.reason);
      // Every root field of the plan has this error. Resolvers add it to the answer without another statement.
      reads[PLANNED] = new Map(keysOf(plan).map((key) => [key, error as Error]));
      return unplanned('the statement failed');
    }
    // It can have more bytes than its answer: those of rows that only show that there are more. Resolvers know whether the answer is too large.
    if (!row) return unplanned('the row of its statement is too long');
    return answerFrom(row, compiled, statement, context);
  }

  /** @returns Unplannable where resolvers must answer. Nothing has been sent yet, so they can also name what is wrong with arguments. */
  private statement({ sql }: Compiled, variables: Variables, viewer: Viewer): PlannedStatement | Unplannable {
    try {
      return sql.statement(variables, viewer);
    } catch (error) {
      if (error instanceof Unplannable) return error;
      if (error instanceof GraphQLError) return INVALID;
      throw error;
    }
  }

  private compiled(query: Query, variables: Variables, viewer: Viewer): Compiled | Unplannable {
    if (this.rule === 'off') return OFF;
    if (this.isFirstUse(query) && this.rule !== 'always') return FIRST_USE;
    const { selections, flags } = this.formOf(query);
    const values = JSON.stringify(flags.map((name) => variables[name]));
    const key = `${this.numberOf(query.operation)} ${viewer.role} ${values}`;
    const kept = this.plans.get(key);
    if (kept) return kept;
    const compiled = this.compile({ schema: this.schema, ...query, viewer, variables }, key);
    this.plans.set(key, compiled, { size: compiled instanceof Unplannable ? 1 : selections });
    return compiled;
  }

  private compile(planning: Planning, key: string): Compiled | Unplannable {
    try {
      const plan = makePlan(planning);
      const sql = new PlanSql(plan, this.templates, key);
      const reader = plan.resolved.length === 0 ? new PlanAnswer(plan) : new PlanRows(plan);
      return { plan, sql, reader, size: new AnswerSize(planning.document) };
    } catch (error) {
      if (error instanceof Unplannable) return error;
      // A flag that is null.
      if (error instanceof GraphQLError) return INVALID;
      throw error;
    }
  }

  private isFirstUse({ operation }: Query): boolean {
    const isFirst = !this.used.has(operation);
    if (isFirst) this.used.add(operation);
    return isFirst;
  }

  private formOf(query: Query): Form {
    const known = this.forms.get(query.operation);
    if (known) return known;
    const form = { selections: selectionsOf(query), flags: flagsOf(query.document) };
    this.forms.set(query.operation, form);
    return form;
  }
}

/** What a plan of constants needs. */
const EMPTY: Pick<PlannedStatement, 'states' | 'computed' | 'references'> = {
  states: [],
  computed: new Map(),
  references: new Map(),
};

const OFF = new Unplannable('plans are off');
const INVALID = new Unplannable('arguments are not valid');
const FIRST_USE = new Unplannable('it is the first use');

function unplanned(reason: string): PlannedResult {
  return { outcome: { plan: 'none', reason } };
}

const TOO_MUCH = unplanned('the answer is too large');

/** Waits for what `atLeast` demands. @returns the errors by root field, if something is not reached */
async function reach({ atLeast }: PlannedStatement, { reads }: HubContext): Promise<PlannedReads | undefined> {
  if (atLeast.length === 0) return undefined;
  const errors = new Map<NodesKey, Error>();
  const waits = atLeast.map(({ cursor, nodesKey }) =>
    reads.reach(cursor).catch((error: unknown) => errors.set(nodesKey, error as Error)),
  );
  await Promise.all(waits);
  return errors.size > 0 ? errors : undefined;
}

function answerFrom(
  row: readonly (string | null)[],
  { plan, reader, size }: Compiled,
  { states, computed, references }: Pick<PlannedStatement, 'states' | 'computed' | 'references'>,
  { reads, viewer: { role } }: HubContext,
): PlannedResult {
  const reading: Reading = { states, computed, references, records: 0 };
  try {
    if (reader instanceof PlanRows) {
      reads[PLANNED] = reader.reads(row, reading);
      return { outcome: outcomeOf(plan) };
    }
    const data = reader.data(row, reading);
    const { records } = reading;
    // Resolvers refuse it, and say whether by its records or by its bytes.
    if (records > ROW_BUDGET[role]) return TOO_MUCH;
    const most = ANSWER_BYTES[role];
    if (!writeData(data, most, size.most(row, records) <= most * BEYOND_BYTES)) return TOO_MUCH;
    reads.answer.budget.note(0, records);
    return { result: { data }, outcome: outcomeOf(plan) };
  } catch (error) {
    if (error instanceof Unreadable) return unplanned(error.message);
    throw error;
  }
}

function flagsOf(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ arguments: given = [] }) => {
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** The root fields that the statement is for. */
function keysOf({ fields }: Plan): NodesKey[] {
  return fields.flatMap((field) => selectedOf(field)?.nodesKey ?? []);
}

function selectedOf(field: PlannedField) {
  if (field.kind === 'page') return field.page.list;
  if (field.kind === 'entities') return field.entities;
  return field.kind === 'root' ? field.record : undefined;
}
