import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { ShapeMeasure } from '../limits/shape';
import { compileOperation, type CompiledOperation } from './compiled-operation';

/** The most selections of an operation that is compiled, counting each fragment every time it is spread, as the compiler does. */
const MAX_SELECTIONS = 1_000;
/** Each use pays for compiling this many selections, so that compiling takes at most a small multiple of the time of the uses. */
const SELECTIONS_A_USE = 20;
/** The most selections of all compiled operations. Each selection takes up to 4 kB. */
const MAX_KEPT = 16_000;

const NOT_COMPILED = 'not compiled';

/**
 * The compiled form of operations that are used often enough. A client that always sends new documents, each a few times, uses no extra
 * memory and no extra time.
 */
export class CompiledOperations {
  private readonly kept = new LRUCache<OperationDefinitionNode, CompiledOperation | typeof NOT_COMPILED>({
    maxSize: MAX_KEPT,
  });
  private readonly uses = new WeakMap<OperationDefinitionNode, { count: number; readonly selections: number }>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** Call it once for each use. @returns undefined if the operation must be interpreted */
  get(document: DocumentNode, operation: OperationDefinitionNode): CompiledOperation | undefined {
    const known = this.kept.get(operation);
    if (known) return known === NOT_COMPILED ? undefined : known;
    const selections = this.earned(document, operation);
    if (selections === undefined) return undefined;
    const compiled = compileOperation(this.schema, document, operation);
    this.kept.set(operation, compiled ?? NOT_COMPILED, { size: compiled ? selections : 1 });
    return compiled;
  }

  /** An operation with errors in every record is cheaper to interpret, so only successful uses count. */
  failed(operation: OperationDefinitionNode): void {
    const use = this.uses.get(operation);
    if (use) use.count = 0;
  }

  /** @returns the number of selections, once the operation was used often enough to be compiled */
  private earned(document: DocumentNode, operation: OperationDefinitionNode): number | undefined {
    const known = this.uses.get(operation);
    const use = known ?? { count: 0, selections: selectionsOf(document, operation) };
    if (!known) this.uses.set(operation, use);
    use.count += 1;
    const enough = use.count > 1 && use.count * SELECTIONS_A_USE >= use.selections;
    return enough && use.selections <= MAX_SELECTIONS ? use.selections : undefined;
  }
}

function selectionsOf(document: DocumentNode, { selectionSet }: OperationDefinitionNode): number {
  return new ShapeMeasure(document).of(selectionSet).selections;
}
