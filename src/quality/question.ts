import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { QualityRule } from '../platform/quality-rule';
import { recordTypeName, type Model } from '../platform/reading';
import { listName } from '../platform/reading/schema/root-fields';

/** The query that lists what a rule finds. */
export function questionOf(rule: QualityRule, now: Date, schema: GraphQLSchema): string {
  const { model, where, sql, name } = rule;
  const shown = ['id', ...namesOf(model), ...(rule.shown === undefined ? [] : [rule.shown])].join('\n      ');
  const isListed = where !== undefined && schema.getQueryType()?.getFields()[listName(model)] !== undefined;
  if (!isListed && (sql ?? where))
    return `{\n  quality(rules: [${name}]) {\n    count\n    records(first: 100) {\n      ... on ${model.type} {\n        ${shown.replaceAll('\n      ', '\n        ')}\n      }\n    }\n  }\n}`;
  if (!where) {
    const record = `... on ${model.type} { ${shown.replace(/\s+/g, ' ')} }`;
    return `{\n  duplicates(type: ${recordTypeName(model.type)}, first: 100) {\n    score\n    reasons\n    a { ${record} }\n    b { ${record} }\n  }\n}`;
  }
  const type = schema.getType(`${model.type}Where`);
  const args = isInputType(type) ? `(where: ${literal(where(now), type)})` : '';
  return `{\n  ${listName(model)}${args} {\n    totalCount\n    nodes {\n      ${shown}\n    }\n  }\n}`;
}

/** What people know a record by; for a link, the records that it connects. */
function namesOf({ options: { label }, ends, relations }: Model): string[] {
  if (label !== undefined) return [label];
  return ends.flatMap(({ property, model }) => {
    const way = [...relations.values()].find((one) => one.kind === 'belongsTo' && one.by === property);
    return way ? [`${way.name} { ${['id', ...namesOf(model)].join(' ')} }`] : [];
  });
}

/** A value as GraphQL writes it. `astFromValue` cannot write moments. */
function literal(value: unknown, type: GraphQLInputType): string {
  const bare = getNullableType(type);
  if (isListType(bare)) {
    const items = (Array.isArray(value) ? value : [value]) as readonly unknown[];
    return `[${items.map((item) => literal(item, bare.ofType)).join(', ')}]`;
  }
  if (isInputObjectType(bare)) {
    const fields = bare.getFields();
    const given = Object.entries(value as Readonly<Record<string, unknown>>);
    const parts = given.flatMap(([name, part]) => {
      const field = fields[name];
      return field ? [`${name}: ${literal(part, field.type)}`] : [];
    });
    return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
  }
  return isEnumType(bare) ? String(value) : JSON.stringify(value);
}
