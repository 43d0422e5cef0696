import {
  createSourceEventStream,
  execute,
  getVariableValues,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { demandIntrospection } from '../access/permissions';
import type { HubContext } from '../context';
import { BadUserInput } from '../errors';
import { checkBudget } from '../limits/budget';
import { compileCost, type CostFunction, type Variables } from '../limits/cost';
import { LIMITS, ROW_BUDGET } from '../limits/limits';
import { checkVariables } from '../limits/nesting';
import { Shares } from '../limits/shares';
import type { TableSizes } from '../reading/work/table-sizes';
import type { Operation } from './operation';
import { writeData } from './written-result';
import { CompiledOperations } from './compiled-operations';

/** What is known of an operation before it runs. */
interface Analysis {
  readonly cost: CostFunction;
  readonly introspects: boolean;
}

/** Variables as GraphQL makes them fit their types, or why it cannot. */
type Coerced =
  | { readonly errors: BadUserInput[]; readonly coerced?: never }
  | { readonly errors?: never; readonly coerced: Variables };

/** The events of a subscription, or why there are none. */
export type EventSource = AsyncIterable<unknown> | ExecutionResult;

/**
 * Runs validated operations for every transport: checks what they cost, then executes them. A query that is used often is compiled to
 * JavaScript. Mutations never are: those after one that failed would still be done, though the answer names none of them.
 */
export class OperationRunner {
  /** Forgotten with their documents. */
  private readonly analyses = new WeakMap<OperationDefinitionNode, Analysis>();
  private readonly compiled: CompiledOperations;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly sizes: TableSizes,
    private readonly shares = new Shares(),
  ) {
    this.compiled = new CompiledOperations(schema);
  }

  /** @throws ClientError QUERY_TOO_COSTLY, FORBIDDEN or BAD_USER_INPUT where the operation may not run */
  check({ document, operation, variables }: Operation, { viewer, share, introspection }: HubContext): void {
    checkVariables(variables);
    const analysis = this.analysis(document, operation);
    const scale = { sizes: this.sizes, rows: ROW_BUDGET[viewer.role] };
    const cost = analysis.cost(variables, scale);
    share.price(cost);
    if (analysis.introspects) {
      demandIntrospection(introspection, viewer);
      // No record is read, and yet it keeps the hub for as long as thousands would.
      share.isCostly = true;
    }
    checkBudget(cost, viewer.role);
  }

  /** Charges an operation to its client that is refused before it is charged for. @param time that it took, in milliseconds */
  refused({ share }: HubContext, time: number): void {
    this.shares.rates.chargeRefused(share, time);
  }

  /** Charges a checked operation to its client, who may have to wait for others. @throws ClientError RATE_LIMITED, OVERLOADED, TIMEOUT */
  charge(context: HubContext): Promise<void> | undefined {
    return this.shares.begin(context);
  }

  /**
   * Runs a query or a mutation. The data of what is returned is written already: see `writeResult`.
   * @returns with what it cost in its extensions, where the client asks for that
   */
  async run(operation: Operation, context: HubContext): Promise<ExecutionResult> {
    const result = await this.execute(operation, context);
    const changes = operation.operation.operation === 'mutation';
    const cost = this.shares.rates.settle(context.share, changes ? undefined : context.reads.answer.budget.records);
    return context.share.showsCost ? { ...result, extensions: { ...result.extensions, cost } } : result;
  }

  private async execute({ document, operation, variables }: Operation, context: HubContext): Promise<ExecutionResult> {
    const { errors, coerced } = this.coerce(operation, variables);
    if (errors) return { errors };
    if (operation.operation === 'mutation') context.deadline.outlastClient();
    const compiled = operation.operation === 'query' ? this.compiled.get(document, operation) : undefined;
    const operationName = operation.name?.value;
    try {
      const result = await (compiled?.(context, coerced) ??
        execute({ schema: this.schema, document, contextValue: context, variableValues: variables, operationName }));
      if (result.errors && !compiled) this.compiled.failed(operation);
      // The answer says what was done, however large it is.
      if (operation.operation !== 'query') return result;
      return withinBounds(result, context);
    } finally {
      await context.writing.end();
      context.deadline.close();
    }
  }

  /**
   * Opens the source of a subscription. Nothing is asked of it yet: its reader takes one event after the other, and has each answered by
   * `answerEvent`.
   */
  async subscribe({ document, operation, variables }: Operation, context: HubContext): Promise<EventSource> {
    const { errors } = this.coerce(operation, variables);
    if (errors) return { errors };
    return createSourceEventStream({
      schema: this.schema,
      document,
      contextValue: context,
      variableValues: variables,
      operationName: operation.name?.value,
    });
  }

  /** What the subscription selects of one event. @param context a fresh one: what an earlier event has read may have changed */
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

  private coerce({ variableDefinitions = [] }: OperationDefinitionNode, variables: Variables): Coerced {
    const limit = { maxErrors: LIMITS.documentErrors };
    const { errors, coerced } = getVariableValues(this.schema, variableDefinitions, variables, limit);
    if (errors) return { errors: errors.map(({ message, nodes }) => new BadUserInput(message, nodes)) };
    return { coerced };
  }

  private analysis(document: DocumentNode, operation: OperationDefinitionNode): Analysis {
    const known = this.analyses.get(operation);
    if (known) return known;
    const analysis = { cost: compileCost(this.schema, document, operation), introspects: introspects(document) };
    this.analyses.set(operation, analysis);
    return analysis;
  }
}

/** Writes the answer of a query, unless it has more than may be. Then nobody sees its errors: the log gets what is behind them. */
function withinBounds(result: ExecutionResult, { reads, viewer, causes }: HubContext): ExecutionResult {
  const refusal = reads.answer.budget.refusal ?? writeData(result.data, viewer, reads.answer.measured);
  if (!refusal) return result;
  causes.report(result.errors ?? []);
  return { errors: [refusal] };
}

/** The fields that show the schema. */
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
