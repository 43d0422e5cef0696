import type { EntityTables } from '../reading/column';
import type { Model, Relation } from '../reading/model';
import { readableProperties } from '../reading/readable';
import { RefusedDeclaration } from '../refused-declaration';
import type { WrittenTypes } from '../writing';
import { linkFaults } from './link-faults';
import { nameFaults } from './name-faults';
import { recordFaults } from './record-faults';
import { relationFaults } from './relation-faults';
import { repeated } from '../repeated';

/** The declarations of the features do not match. The hub does not start. */
export class DomainFaults extends RefusedDeclaration {
  constructor(readonly faults: readonly string[]) {
    super(`The declarations of the features do not match:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'DomainFaults';
  }
}

/** @throws DomainFaults if there are any */
export function refuse(faults: readonly string[]): void {
  if (faults.length > 0) throw new DomainFaults([...new Set(faults)]);
}

/** Models that have no table, one that another model has, or one without their columns. */
export function tableFaults(models: readonly Model[], tables: EntityTables): string[] {
  const nameOf = ({ entity }: Model): string | undefined => tables.get(entity)?.tableName;
  const named = models.filter((model) => nameOf(model) !== undefined);
  return [
    ...named.flatMap(({ type, entity }) =>
      readableProperties(entity)
        .filter(({ of }) => !tables.get(entity)?.findColumnWithPropertyName(of))
        .map(({ property }) => `${type}.${property} has @Readable but no @Column; add @Column.`),
    ),
    ...models
      .filter((model) => !named.includes(model))
      .map(({ type }) => `${type} has no table; give its class @Entity.`),
    ...repeated(named, nameOf).map(
      (model) => `The table ${nameOf(model)} of ${model.type} is that of another model too; give it one of its own.`,
    ),
  ];
}

interface Parts {
  readonly models: readonly Model[];
  readonly relations: readonly Relation[];
  readonly writes: WrittenTypes;
}

/** A message for each thing that one declaration needs and no other has. Each says what to do. */
export function domainFaults({ models, relations, writes }: Parts, tables: EntityTables): string[] {
  return [
    ...nameFaults(models, relations),
    ...relationFaults(relations, writes, tables),
    ...writes.links.flatMap((link) => linkFaults(link, writes)),
    ...models.flatMap((model) => {
      const table = tables.get(model.entity);
      const written = [...writes.records, ...writes.links].find((one) => one.model === model);
      return table ? recordFaults(model, table, written, writes) : [];
    }),
  ];
}
