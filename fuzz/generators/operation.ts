import {
  astFromValue,
  isInputObjectType,
  isNonNullType,
  getNamedType,
  print,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import type { Role } from '../../src/platform/access/viewer';
import type { Request } from '../client';

/** How arguments are written: as literals, as variables, or as literals with variables in them. */
export const FORMS = ['values', 'variables', 'mixed'] as const;
/** How a field is wrapped: in fragments or with directives. */
export const WRAPS = ['none', 'inline', 'condition', 'fragment', 'include', 'skip', 'left', 'twice'] as const;

export interface FieldSelection {
  readonly field: GraphQLField<unknown, unknown>;
  readonly alias?: string | undefined;
  readonly given: Readonly<Record<string, unknown>>;
  readonly wrap: (typeof WRAPS)[number];
  /** The selection of the field; absent for a scalar. */
  readonly set?: SelectionSet | undefined;
}

export interface SelectionSet {
  readonly type: string;
  /** Whether the type is an interface or a union, so that `__typename` is needed. */
  readonly abstract: boolean;
  readonly fields: readonly FieldSelection[];
  /** The selections for single types of an interface or a union. */
  readonly of: readonly SelectionSet[];
}

export interface Operation {
  readonly role: Role;
  readonly kind: 'query' | 'mutation';
  readonly form: (typeof FORMS)[number];
  readonly set: SelectionSet;
}

/** The operation as a client sends it. */
export function requestOf({ kind, form, set }: Pick<Operation, 'kind' | 'form' | 'set'>): Request {
  return new Writing(form).request(kind, set);
}

class Writing {
  private readonly definitions: string[] = [];
  private readonly fragments: string[] = [];
  private readonly variables: Record<string, unknown> = {};

  constructor(private readonly form: Operation['form']) {}

  request(kind: string, set: SelectionSet): Request {
    const selection = this.set(set);
    const definitions = this.definitions.length > 0 ? ` Fuzz(${this.definitions.join(', ')})` : '';
    const query = [`${kind}${definitions} ${selection}`, ...this.fragments].join('\n');
    return { query, ...(this.definitions.length > 0 && { variables: this.variables }) };
  }

  private set({ type, abstract, fields, of }: SelectionSet): string {
    const written = fields.map((field) => this.field(field, type));
    const typed = of.map((inner) => `... on ${inner.type} ${this.set(inner)}`);
    // The second half of a field that is selected twice comes last. GraphQL merges it into the first one.
    const first = written.map(([text]) => text);
    const rest = written.flatMap(([, later]) => (later === undefined ? [] : [later]));
    return `{ ${[...(abstract ? ['__typename'] : []), ...first, ...typed, ...rest].join(' ')} }`;
  }

  private field(selection: FieldSelection, type: string): readonly [string, string?] {
    const { field, alias, wrap, set } = selection;
    const head = `${alias === undefined ? '' : `${alias}: `}${field.name}${this.arguments(selection)}`;
    if (wrap === 'twice' && set && set.fields.length > 1) {
      const [one, ...others] = set.fields;
      const halves = [
        { ...set, fields: one ? [one] : [] },
        { ...set, abstract: false, fields: others, of: [] },
      ] as const;
      return [`${head} ${this.set(halves[0])}`, `${head} ${this.set(halves[1])}`];
    }
    const body = set ? ` ${this.set(set)}` : '';
    switch (wrap) {
      case 'inline':
        return [`... { ${head}${body} }`];
      case 'condition':
        return [`... on ${type} { ${head}${body} }`];
      case 'include':
        return [`${head} @include(if: true)${body}`];
      case 'left':
        return [`${head} @include(if: false)${body}`];
      case 'skip':
        return [`${head} @skip(if: ${this.variable('Boolean!', false)})${body}`];
      case 'fragment':
        return [this.fragment(type, `${head}${body}`)];
      case 'none':
      case 'twice':
        return [head + body];
    }
  }

  private fragment(type: string, text: string): string {
    const name = `F${this.fragments.length}`;
    this.fragments.push(`fragment ${name} on ${type} { ${text} }`);
    return `...${name}`;
  }

  private arguments({ field, given }: FieldSelection): string {
    const written = Object.entries(given).map(([name, value]) => {
      const argument = field.args.find((each) => each.name === name) as GraphQLArgument;
      return `${name}: ${this.argument(argument.type, value)}`;
    });
    return written.length > 0 ? `(${written.join(', ')})` : '';
  }

  private argument(type: GraphQLInputType, value: unknown): string {
    if (this.form === 'variables' || hasHalfPair(value)) return this.variable(String(type), value);
    const nullable = isNonNullType(type) ? type.ofType : type;
    if (this.form === 'values' || !isInputObjectType(nullable) || value === null) return literal(type, value);
    const fields = nullable.getFields();
    const entries = Object.entries(value as object).map(
      ([name, inner]) => `${name}: ${this.variable(String(fields[name]?.type), inner)}`,
    );
    return `{ ${entries.join(', ')} }`;
  }

  private variable(type: string, value: unknown): string {
    const name = `v${this.definitions.length}`;
    this.definitions.push(`$${name}: ${type}`);
    this.variables[name] = value;
    return `$${name}`;
  }
}

/** Whether a text has an unpaired surrogate, which JSON can contain, but a document cannot. */
function hasHalfPair(value: unknown): boolean {
  return /\\ud[89a-f]/.test(JSON.stringify([value]));
}

/** A value as a literal of a document. */
function literal(type: GraphQLInputType, value: unknown): string {
  if (getNamedType(type).name === '_Any') return anyLiteral(value);
  const node = astFromValue(value, type);
  return node ? print(node) : 'null';
}

function anyLiteral(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(anyLiteral).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, inner]) => `${name}: ${anyLiteral(inner)}`)
    .join(', ')} }`;
}
