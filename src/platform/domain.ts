import { DomainFaults, domainFaults, refuse, tableFaults } from './faults/domain-faults';
import { featureFaults, unloadedFaults } from './faults/feature-faults';
import type { FeatureGauge } from './metrics';
import { columnsOf, entityMetadata, indexesOf, type EntityTables } from './reading/column';
import type { LoggedLinks, Model, Relation } from './reading/model';
import type { RootField } from './reading/schema/root-fields';
import type { Citing, LinkModel, Mutation, WriteModel } from './writing';
import type { QualityRule } from './quality-rule';
import { WrittenTypes } from './writing';

/** What one folder of the domain declares. Features have an order; a later one may add fields to types of earlier ones. */
export interface Feature {
  readonly name: string;
  /** Its record types and links, each with its table. */
  readonly models: readonly Model[];
  /** The fields between its records and those of earlier features; a function if they depend on what other features declare. */
  readonly relations?: readonly Relation[] | ((domain: Declared) => readonly Relation[]);
  /** Its models that clients write as records with their own history. */
  readonly records?: readonly WriteModel[];
  /** Its models that are links. Their changes are part of the histories of the records that they connect. */
  readonly links?: readonly LinkModel[];
  /** Its models of sources and citations, by which facts of all record types and links have sources. */
  readonly citing?: Citing;
  /** What editors should look at in its records and those of earlier features. */
  readonly quality?: readonly QualityRule[] | ((domain: Declared) => readonly QualityRule[]);
  /** The fields of the Query type that read its records. */
  readonly roots?: () => readonly RootField[];
  /** Instances of its type-graphql resolver classes, for fields with their own statements. */
  readonly resolvers?: (domain: Domain) => readonly object[];
  readonly mutations?: (domain: Domain) => readonly Mutation[];
  /** Its metrics. */
  readonly gauges?: (domain: Domain) => readonly FeatureGauge[];
  /** GraphQL types that no field refers to, besides those of its models. */
  readonly orphanedTypes?: readonly Function[];
  /** Messages about what is missing in the declarations of other features. */
  readonly faults?: (domain: Domain) => readonly string[];
}

/** What all features declare. */
export interface Declared {
  readonly models: readonly Model[];
  readonly writes: WrittenTypes;
}

/** All features together: their records, links and relations, connected with each other. */
export class Domain implements Declared {
  readonly models: readonly Model[];
  readonly relations: readonly Relation[];
  readonly writes: WrittenTypes;

  /** @throws DomainFaults naming everything that is missing */
  constructor(readonly features: readonly Feature[]) {
    refuse(unloadedFaults(features));
    this.models = features.flatMap(({ models }) => models);
    this.writes = new WrittenTypes(
      features.flatMap(({ records = [] }) => records),
      features.flatMap(({ links = [] }) => links),
      features.find(({ citing }) => citing)?.citing,
    );
    this.relations = features.flatMap(({ relations = [] }) =>
      typeof relations === 'function' ? relations(this) : relations,
    );
    refuse(featureFaults(features, this.relations));
    const tables = tablesOf(this.models);
    refuse(tableFaults(this.models, tables));
    const assembled = this.assemble(tables);
    const faults = [...domainFaults(this, tables), ...features.flatMap((feature) => feature.faults?.(this) ?? [])];
    if (faults.length > 0) assembled.forEach((takeBack) => takeBack());
    refuse(faults);
  }

  /** @returns what gives each model back to the domain that had it before */
  private assemble(tables: EntityTables): (() => void)[] {
    return this.models.flatMap((model) => {
      const table = tables.get(model.entity);
      if (!table) return [];
      const own = this.relations.filter(({ on }) => on === model);
      return model.assemble({
        domain: this,
        table: table.tableName,
        columns: new Map(columnsOf(table).map((column) => [column.property, column])),
        indexes: indexesOf(table),
        relations: new Map(own.map((relation) => [relation.name, relation])),
        incoming: this.relations.filter(({ target }) => target === model),
        loggedLinks: new Map(this.writes.links.flatMap((link) => loggedLinks(link, model))),
        ends: this.writes.linkOf(model)?.options.ends ?? [],
      });
    });
  }
}

/** The fields of a record's history that have such links, each with the ends at which the record can be. */
function loggedLinks({ model: link, options, identity }: LinkModel, model: Model): [string, LoggedLinks][] {
  const own = options.ends.filter((end) => end.model === model && end.field !== undefined);
  return [...new Set(own.map(({ field }) => String(field)))].map((field) => [
    field,
    { link, identity, ends: own.filter((end) => end.field === field).map(({ property }) => property) },
  ]);
}

/** @throws DomainFaults if a table refers to one that is not there, or has an index of a column that is not there */
function tablesOf(models: readonly Model[]): EntityTables {
  try {
    return entityMetadata(models.map(({ entity }) => entity));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new DomainFaults([
      /metadata .*not found|No metadata/i.test(message)
        ? `A table refers to one whose model no feature hands over; name it in the models of its feature. ${message}`
        : `The tables do not fit together: ${message}`,
    ]);
  }
}
