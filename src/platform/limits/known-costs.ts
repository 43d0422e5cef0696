import { Kind, type OperationDefinitionNode, type TypeNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Cost, CostFunction } from './cost';

/** The most costs of an operation to remember, and the longest key of one in characters. */
const MAX_COSTS = 20;
const LONGEST_KEY = 500;

/** The types of keys and times: the cost may depend on whether one is given, but not on which. */
const SINGLE: ReadonlySet<string> = new Set(['ID', 'DateTime']);
/** The type of references, which all cost the same. */
const REFERENCE = '_Any';

/** Writes what the cost depends on in the value of a variable. */
type Significant = (value: unknown) => unknown;

/** Remembers the costs of an operation for the variables that matter, until the sizes of the tables are read again. */
export function remembering(cost: CostFunction, { variableDefinitions = [] }: OperationDefinitionNode): CostFunction {
  const parts = variableDefinitions.map(({ variable, type }) => [variable.name.value, significant(type)] as const);
  const known = new LRUCache<string, Cost>({ max: MAX_COSTS });
  return (variables, scale) => {
    const values = parts.map(([name, part]) => (name in variables ? [part(variables[name])] : []));
    const key = JSON.stringify([scale?.sizes.version, scale?.rows, values]);
    const kept = known.get(key);
    if (kept) return kept;
    const fresh = cost(variables, scale);
    if (key.length <= LONGEST_KEY) known.set(key, fresh);
    return fresh;
  };
}

function significant(type: TypeNode): Significant {
  const nullable = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  if (nullable.kind === Kind.NAMED_TYPE) return SINGLE.has(nullable.name.value) ? presence : whole;
  return namedType(nullable) === REFERENCE ? length : whole;
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

const whole: Significant = (value) => value;
const presence: Significant = (value) => (typeof value === 'string' ? value !== '' : value);
const length: Significant = (value) => (Array.isArray(value) ? { length: value.length } : value);
