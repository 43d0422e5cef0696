import type { Model } from '../../reading';
import type { Citing } from '../citing/facts';
import type { LinkModel } from './link-model';
import type { WriteModel } from './write-model';

/** All that clients write: the record types and the links of the domain. */
export class WrittenTypes {
  private readonly byModel: ReadonlyMap<Model, WriteModel>;

  constructor(
    readonly records: readonly WriteModel[],
    readonly links: readonly LinkModel[],
    /** What their facts are cited with; absent if no feature has sources. */
    readonly citing?: Citing,
  ) {
    this.byModel = new Map(records.map((record) => [record.model, record]));
  }

  /** The record type of a model; nothing if the model is a link or read-only. */
  recordOf(model: Model): WriteModel | undefined {
    return this.byModel.get(model);
  }

  /** The links that lead to records of the model. */
  linksOf(model: Model): readonly LinkModel[] {
    return this.links.filter(({ options }) => options.ends.some((end) => end.model === model));
  }

  /** The link whose rows the model's are: they stand in the logs of the records that they belong to. */
  linkOf(model: Model): LinkModel | undefined {
    return this.links.find((link) => link.model === model);
  }

  /** The links by which `upsert` finds records of the model. */
  identifiersOf(model: Model): LinkModel | undefined {
    return this.linksOf(model).find(({ options }) => options.identifies);
  }
}
