import { getNamedType, isInputObjectType, type GraphQLInputObjectType, type GraphQLInputType } from 'graphql';
import { BadUserInput } from '../../errors';
import { LIMITS } from '../../limits/limits';
import type { Model, Relation } from '../model';
import { filterOf } from './filter-marks';

/**
 * Counts the parts of a filter before GraphQL validates it. A value of the wrong type counts too; it is refused later. The parts are operators,
 * conditions on related records, `not`s, nested `and`s and `or`s, and empty objects. A value that is used in several places counts in each.
 */
export class FilterSize {
  private parts = 0;
  private operands = 0;
  private relations = 0;

  private constructor(private readonly place: () => string) {}

  /**
   * @param place where the filter is, for the message
   * @throws BadUserInput for a filter that is too large; counting stops at the limit
   */
  static check(model: Model, where: unknown, place: () => string): void {
    new FilterSize(place).where(model, where, true);
  }

  /** The same for a value of any input type: filters may be within it. */
  static checkInput(type: GraphQLInputType, value: unknown, place: () => string): void {
    new FilterSize(place).input(type, value);
  }

  private input(type: GraphQLInputType, value: unknown): void {
    const named = getNamedType(type);
    const model = filterOf(named);
    for (const one of asList(value)) {
      if (model) this.where(model, one);
      else if (isInputObjectType(named)) this.object(named, one);
      else this.operand(1);
    }
  }

  private object(type: GraphQLInputObjectType, value: unknown): void {
    this.part();
    const fields = type.getFields();
    for (const [name, inner] of entriesOf(value)) if (fields[name]) this.input(fields[name].type, inner);
  }

  private where(model: Model, where: unknown, outermost = false): void {
    const entries = entriesOf(where);
    if (entries.length === 0) this.part();
    for (const [name, value] of entries) {
      const relation = model.relations.get(name);
      if (name === 'and' || name === 'or') this.listed(model, value, outermost);
      else if (name === 'not') this.negated(model, value);
      else if (relation) this.related(relation, value);
      else this.compared(value);
    }
  }

  private listed(model: Model, parts: unknown, outermost: boolean): void {
    if (!outermost) this.part();
    for (const part of asList(parts)) this.where(model, part);
  }

  private negated(model: Model, value: unknown): void {
    this.part();
    this.where(model, value);
  }

  private related(relation: Relation, value: unknown): void {
    if (relation.kind === 'belongsTo') {
      this.relation();
      return this.where(relation.target, value);
    }
    const entries = entriesOf(value);
    if (entries.length === 0) this.part();
    for (const [name, inner] of entries) {
      if (name === 'count') this.counted(relation, inner);
      else if (!QUANTIFIERS.has(name)) this.operand(asList(inner).length);
      else {
        this.relation();
        this.where(relation.target, inner);
      }
    }
  }

  private counted(relation: Relation, value: unknown): void {
    this.relation();
    for (const [name, inner] of entriesOf(value)) {
      if (name === 'where') this.where(relation.target, inner);
      else this.operand(1);
    }
  }

  private compared(operators: unknown): void {
    const entries = entriesOf(operators);
    if (entries.length === 0) this.part();
    for (const [, operand] of entries) {
      this.part();
      this.operand(asList(operand).length);
    }
  }

  private relation(): void {
    this.relations += 1;
    if (this.relations > LIMITS.relations) {
      throw this.tooLarge(`${LIMITS.relations} conditions on related records`, 'ask in parts');
    }
    this.part();
  }

  private part(): void {
    this.parts += 1;
    if (this.parts > LIMITS.parts) throw this.tooLarge(`${LIMITS.parts} parts`, 'ask in parts, or use in: [...]');
  }

  private operand(count: number): void {
    this.operands += count;
    if (this.operands > LIMITS.operands)
      throw this.tooLarge(`${LIMITS.operands} values to compare with`, 'ask in parts');
  }

  private tooLarge(bound: string, advice: string): BadUserInput {
    return new BadUserInput(`The filter ${this.place()} has more than ${bound}; ${advice}.`);
  }
}

/** In a filter on a list of related records: the keys whose value is a filter itself. */
export const QUANTIFIERS: ReadonlySet<string> = new Set(['some', 'none', 'every']);

/** GraphQL accepts a single value in place of a list. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

export function entriesOf(value: unknown): [name: string, value: unknown][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).filter(([, entry]) => entry !== undefined);
}
