import { dayOf } from './moment';
import { capital } from './naming';
import { recordTypeName, type Model, type Where } from './reading';

/** Something that editors should look at: records of a type for which a condition holds. */
export interface QualityRule {
  /** Its value in the enum `QualityRule`. */
  readonly name: string;
  /** What its records lack, as a heading: `Programs without a contact`. */
  readonly title: string;
  readonly model: Model;
  /** As in the `where` of the type's list. Without it or `sql`, the records are those that may be the same as others. */
  readonly where?: (now: Date) => Where;
  /** SQL that holds for the record under an alias, where the type's list has no such filter, or a slower one. */
  readonly sql?: (alias: string) => string;
  /** What the question shows of a record beside its name, as a selection. */
  readonly shown?: string;
}

const YEAR = 365 * 86_400_000;

/** Records that nobody has confirmed for a year. */
export function notAssured(model: Model): QualityRule {
  return {
    name: `${recordTypeName(model.type)}_NOT_ASSURED`,
    title: `${capital(model.options.plural)} that nobody has vouched for in a year`,
    model,
    // To the day, so that the question is the same all day.
    where: (now) => ({
      or: [{ assuredAt: { isNull: true } }, { assuredAt: { lt: new Date(dayOf(new Date(now.getTime() - YEAR))) } }],
    }),
  };
}
