import {
  createSourceEventStream,
  execute,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { demandIntrospection } from '../access/permissions';
import type { HubContext } from '../context';
import { checkBudget } from '../limits/budget';
import { compileCost, type CostFunction, type Variables } from '../limits/cost';
import { remembering } from '../limits/known-costs';
import { ANSWER_BYTES, ROW_BUDGET, SCHEMA_BYTES } from '../limits/limits';
import { checkVariables } from '../limits/nesting';
import type { Cost } from '../limits/share';
import { Shares } from '../limits/shares';
import { Planner, type PlanRule } from '../planning/planner';
import type { TableSizes } from '../reading/work/table-sizes';
import type { Operation } from './operation';
import { writeData } from './written-result';
import { coerceVariables, variablesOf } from './coerced-variables';
import { CompiledOperations } from './compiled-operations';

/** An operation that has been checked but not run yet. */
interface Analysis {
  readonly cost: CostFunction;
  readonly introspects: boolean;
}

/** The events of a subscription, or why it cannot be opened. */
export type EventSource = AsyncIterable<unknown> | ExecutionResult;

/**
 * Runs validated operations for every transport: checks their cost, then executes them. A query that is used often is compiled to
 * JavaScript. Mutations are never compiled: the compiled form would still run the mutations after a failed one, although the answer does not show them.
 */
export class OperationRunner {
  /** Dropped together with their documents. */
  private readonly analyses = new WeakMap<OperationDefinitionNode, Analysis>();
  private readonly compiled: CompiledOperations;
  private readonly planner: Planner;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly sizes: TableSizes,
    private readonly shares = new Shares(),
    plans: PlanRule = 'on',
  ) {
    this.compiled = new CompiledOperations(schema);
    this.planner = new Planner(schema, plans);
  }

  /** @throws ClientError QUERY_TOO_COSTLY, FORBIDDEN or BAD_USER_INPUT if the operation may not run */
  check({ document, operation, variables }: Operation, { viewer, share, introspection }: HubContext): void {
    checkVariables(variables);
    const analysis = this.analysis(document, operation);
    const scale = { sizes: this.sizes, rows: ROW_BUDGET[viewer.role] };
    const cost = analysis.cost(variables, scale);
    share.price(cost);
    if (analysis.introspects) {
      demandIntrospection(introspection, viewer);
      // Introspection reads no record, but keeps the hub busy for as long as thousands of records.
      share.isCostly = true;
    }
    checkBudget(cost, viewer.role);
  }

  /**
   * Checks an operation that is run in parts, each like an operation of its own, and prices all of them together.
   * @param pages how many full pages all parts have
   * @returns how many records one page may have
   * @throws ClientError like `check`
   */
  checkParts(
    { document, operation, variables }: Operation,
    pages: number,
    { viewer, share }: HubContext,
  ): { page: number } {
    const cost = this.analysis(document, operation).cost(variables, {
      sizes: this.sizes,
      rows: ROW_BUDGET[viewer.role],
    });
    checkBudget(cost, viewer.role);
    const page = cost.total - cost.work;
    share.price({ total: Math.ceil(page * pages) + cost.work, work: cost.work });
    // It yields to other operations after each part, and has a place of its own.
    share.isCostly = false;
    return { page };
  }

  /** Runs a query for one of its parts, by resolvers. Its data is not serialized. */
  async runPart({ document, operation, variables }: Operation, context: HubContext): Promise<ExecutionResult> {
    const coerced = variablesOf(this.schema, { document, operation, variables });
    const compiled = this.compiled.get(document, operation)?.(context, coerced);
    const operationName = operation.name?.value;
    return (
      compiled ??
      execute({ schema: this.schema, document, contextValue: context, variableValues: variables, operationName })
    );
  }

  /** Charges the client what an operation has really cost. @param records in its answer; absent: what it could have cost */
  settle({ share }: HubContext, records?: number): Cost {
    return this.shares.rates.settle(share, records);
  }

  /** Charges the client for an operation that is refused before it is charged normally. @param time of the checks, in milliseconds */
  refused({ share }: HubContext, time: number): void {
    this.shares.rates.chargeRefused(share, time);
  }

  /** Charges the client for a checked operation, which may have to wait for others. @throws ClientError RATE_LIMITED, OVERLOADED, TIMEOUT */
  charge(context: HubContext): Promise<void> | undefined {
    return this.shares.begin(context);
  }

  /** Charges the client for an answer that it has already: nothing is read. @throws ClientError RATE_LIMITED, OVERLOADED, TIMEOUT */
  async chargeLeast({ share, deadline }: HubContext): Promise<void> {
    share.price({ total: 1, work: 0 });
    await this.shares.begin({ share, deadline });
    this.shares.rates.settle(share, 0);
  }

  /**
   * Runs a query or a mutation. The data of the result is already serialized: see `writeResult`.
   * @returns the result, with the cost in its extensions if the client asked for it
   */
  async run(operation: Operation, context: HubContext): Promise<ExecutionResult> {
    const result = await this.execute(operation, context);
    const changes = operation.operation.operation === 'mutation';
    const cost = this.settle(context, changes ? undefined : context.reads.answer.budget.records);
    return context.share.showsCost ? { ...result, extensions: { ...result.extensions, cost } } : result;
  }

  private async execute({ document, operation, variables }: Operation, context: HubContext): Promise<ExecutionResult> {
    const { errors, coerced } = coerceVariables(this.schema, operation, variables);
    if (errors) return { errors };
    if (operation.operation === 'mutation') context.deadline.outlastClient();
    const planned = await this.planned({ document, operation }, coerced, context);
    if (planned) return planned;
    const compiled = operation.operation === 'query' ? this.compiled.get(document, operation) : undefined;
    const operationName = operation.name?.value;
    try {
      const result = await (compiled?.(context, coerced) ??
        execute({ schema: this.schema, document, contextValue: context, variableValues: variables, operationName }));
      if (result.errors && !compiled) this.compiled.failed(operation);
      // The answer of a mutation is sent at any size, because it says what was changed.
      if (operation.operation !== 'query') return result;
      const analysis = this.analysis(document, operation);
      return withinBounds(result, analysis.introspects ? SCHEMA_BYTES : 0, context);
    } finally {
      await context.writing.end();
      context.deadline.close();
    }
  }

  /** The answer of a plan; undefined if resolvers must answer. */
  private async planned(
    query: Pick<Operation, 'document' | 'operation'>,
    variables: Variables,
    context: HubContext,
  ): Promise<ExecutionResult | undefined> {
    if (query.operation.operation !== 'query') return undefined;
    const { result, outcome } = await this.planner.answer(query, variables, context);
    context.plan = outcome;
    return result;
  }

  /**
   * Opens the source of a subscription without reading from it. The reader takes one event after another and answers each with
   * `answerEvent`.
   */
  async subscribe({ document, operation, variables }: Operation, context: HubContext): Promise<EventSource> {
    const { errors } = coerceVariables(this.schema, operation, variables);
    if (errors) return { errors };
    return createSourceEventStream({
      schema: this.schema,
      document,
      contextValue: context,
      variableValues: variables,
      operationName: operation.name?.value,
    });
  }

  /** Runs the selection of the subscription for one event. @param context a fresh one: the reads of earlier events may be outdated */
  async answerEvent(
    { document, operation, variables }: Operation,
    event: unknown,
    context: HubContext,
  ): Promise<ExecutionResult> {
    return execute({
      schema: this.schema,
      document,
      rootValue: event,
      contextValue: context,
      variableValues: variables,
      operationName: operation.name?.value,
    });
  }

  private analysis(document: DocumentNode, operation: OperationDefinitionNode): Analysis {
    const known = this.analyses.get(operation);
    if (known) return known;
    const cost = remembering(compileCost(this.schema, document, operation), operation);
    const analysis = { cost, introspects: introspects(document) };
    this.analyses.set(operation, analysis);
    return analysis;
  }
}

/** Serializes the answer of a query, unless it is too large. Its errors are then not sent, so their causes are logged. @param least the bytes that it may have at least */
function withinBounds(result: ExecutionResult, least: number, { reads, viewer, causes }: HubContext): ExecutionResult {
  const { budget, measured } = reads.answer;
  const most = Math.max(ANSWER_BYTES[viewer.role], least);
  const fits = budget.refusal === undefined && writeData(result.data, most, measured);
  if (fits) return result;
  causes.report(result.errors ?? []);
  return { errors: [budget.refusal ?? budget.refuseBytes(most)] };
}

/** The introspection fields. */
const SCHEMA_FIELDS = new Set(['__schema', '__type', '_service']);

function introspects(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field({ name }) {
      found ||= SCHEMA_FIELDS.has(name.value);
    },
  });
  return found;
}
