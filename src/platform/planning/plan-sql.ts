import type { Viewer } from '../access/viewer';
import type { Variables } from '../limits/cost';
import { ROW_BUDGET } from '../limits/limits';
import { Unplannable, type Plan, type PlannedEntities } from './plan';
import { rootsOf, type Reference, type Roots } from './root-arguments';
import { StatementWriter } from './statement-writer';
import type { Template } from './template';

/** A plan with the variables of one request. */
export interface PlannedStatement extends Omit<Template, 'places' | 'rows'> {
  /** What a gateway refers to, in its order. */
  readonly references: ReadonlyMap<PlannedEntities, readonly Reference[]>;
}

/**
 * How many records a statement may be able to read, as a multiple of those that an answer may have. Most lists are shorter than what is requested. But
 * resolvers stop when an answer is too large, and a statement does not.
 */
const BEYOND_BUDGET = 4;

/** The longest text of variables that a statement is kept for. */
const LONGEST_VARIABLES = 1_000;

/** Where statements are kept: a map, or a cache with a bound. */
interface KeptTemplates {
  get(key: string): Template | undefined;
  set(key: string, template: Template): unknown;
}

/** Writes the statements of a plan. A statement for equal arguments of lists is written once. */
export class PlanSql {
  private readonly names: readonly string[];

  /** @param name of the plan among those that share the templates */
  constructor(
    private readonly plan: Plan,
    private readonly templates: KeptTemplates,
    private readonly name: string,
  ) {
    const lists = plan.lists.flatMap((list) => (list.kind === 'list' ? [...list.variables] : []));
    this.names = [...new Set(lists)];
  }

  /** @throws ClientError or Unplannable if resolvers must answer it, or name what is wrong with the arguments */
  statement(variables: Variables, viewer: Viewer): PlannedStatement {
    const roots = rootsOf(this.plan, variables);
    const template = this.template(roots, variables, viewer);
    const values = [...template.values];
    roots.bound.forEach((value, index) => (values[template.places[index] as number] = value));
    const { text, isEmpty, states, computed, short, rows } = template;
    if (rows > ROW_BUDGET[viewer.role] * BEYOND_BUDGET) throw new Unplannable('it can have too many records');
    const atLeast = [...template.atLeast, ...roots.atLeast];
    return { text, values, isEmpty, states, computed, short, references: roots.references, atLeast };
  }

  private template(roots: Roots, variables: Variables, viewer: Viewer): Template {
    const key = this.key(roots, variables);
    const known = key === undefined ? undefined : this.templates.get(key);
    if (known) return known;
    const template = new StatementWriter(this.plan, roots, variables, viewer).template();
    if (key !== undefined) this.templates.set(key, template);
    return template;
  }

  /** Equal for equal texts; undefined for variables that are too long to keep. */
  private key({ columns }: Roots, variables: Variables): string | undefined {
    const given = this.names.map((name) => (name in variables ? [variables[name]] : []));
    const key = JSON.stringify([this.name, columns, given]);
    return key.length > LONGEST_VARIABLES ? undefined : key;
  }
}
