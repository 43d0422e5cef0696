import type { Known } from '../generators/known';
import type { Finding } from '../lanes';
import type { PartName } from '../options';
import type { Stage } from '../stage';
import type { Tally } from '../tally';

export interface Round {
  readonly stage: Stage;
  readonly known: Known;
  readonly count: number;
  readonly seed: number;
  readonly path?: string | undefined;
}

/** What a part has found, and how its cases came out. */
export interface PartResult {
  readonly findings: readonly Finding[];
  readonly tally: Tally;
}

/** Judges so many random cases. Cases come out as the tally counts them: too few that are answered is a finding, too. */
export type Part = (round: Round) => Promise<PartResult>;

/** A finding where too few cases came out in a way that says something. @param least the part of them that has to be, in each group of the tally */
export function tooFew(
  { seed, path, count }: Round,
  part: PartName,
  tally: Tally,
  least: number,
  how = 'answered',
): Finding[] {
  if (path !== undefined || count < ENOUGH) return [];
  const few = tally.groups.filter((group) => tally.share(how, group) < least);
  return few.map((group) => {
    const percent = Math.round(tally.share(how, group) * 100);
    const what = `only ${percent}% of the cases of ${group} came out as ${how}; ${Math.round(least * 100)}% have to`;
    return { part, seed, path: '', what, example: JSON.stringify(tally.asJson()[group]) };
  });
}

/** Fewer cases say nothing about their share. */
const ENOUGH = 100;
