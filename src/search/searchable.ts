import { snakeCase } from '../platform/naming';
import { recordTypeName, type Model, type SearchOptions } from '../platform/reading';
import { attributes } from '../taxonomy';

/** How a record type is searched. The SQL must equal that of the indexes exactly, or Postgres does not use them. */
export interface Searchable {
  readonly model: Model;
  /** The other names of the row aliased `alias`, as an array. */
  readonly others: (alias: string) => string;
  /** The column with the description of the record. */
  readonly detail: string;
  /** SQL of the shown name of the row aliased `t`. */
  readonly name: string;
  /** The column of `attribute` with a tagged record's id; absent for a type without tags. */
  readonly tagged?: string;
}

/** The searchable record types, by their values in `RecordType`. */
export type Searchables = ReadonlyMap<string, Searchable>;

export function searchablesOf(models: readonly Model[]): Searchables {
  return new Map(
    models.flatMap((model) => {
      const { search } = model.options;
      return search ? [[model.table, searchable(model, search)] as const] : [];
    }),
  );
}

/** What is searched, in words: `PROGRAM by name, other names and description; …`. */
export function searchedBy(searchables: Searchables): string {
  const parts = [...searchables.values()].map(
    ({ model }) => `${recordTypeName(model.type)} by ${model.options.search?.by}`,
  );
  return parts.join('; ');
}

function searchable(model: Model, { others, detail, nameless }: SearchOptions): Searchable {
  const columns = others.map((property) => model.column(property));
  const [first] = columns;
  const othersOf = (alias: string): string => {
    if (!first) return `'{}'::text[]`;
    if (first.filter === 'StringList') return `${alias}.${first.name}`;
    return `ARRAY[${columns.map(({ name }) => `${alias}.${name}`).join(', ')}]`;
  };
  const tags = [...model.relations.values()].find((one) => one.kind === 'linked' && one.link === attributes);
  return {
    model,
    others: othersOf,
    detail: model.column(detail).name,
    name: nameless ? `coalesce(t.name, t.${model.column(nameless).name})` : 't.name',
    ...(tags?.kind === 'linked' && { tagged: snakeCase(tags.from) }),
  };
}
