import { asLine, type FuzzResult } from './run';

/** The report for a person. */
export function reportAsText({ played, findings, seconds }: FuzzResult): string {
  const rounds = played.map(({ part, seed, cases, seconds: taken, hubSeconds, tally }) =>
    [
      `${part}, seed ${seed}: ${cases} cases in ${taken} s, ${hubSeconds} s of the hub's processor`,
      ...tally.asText(),
    ].join('\n'),
  );
  const result =
    findings.length === 0 ? 'nothing found' : `${findings.length} FINDINGS\n${findings.map(asLine).join('\n')}`;
  return [...rounds, `${Math.round(seconds)} s: ${result}`].join('\n');
}

/** The same for a program. */
export function reportAsJson({ played, findings, seconds }: FuzzResult): unknown {
  return {
    passed: findings.length === 0,
    seconds: Math.round(seconds),
    played: played.map(({ tally, ...rest }) => ({ ...rest, outcomes: tally.asJson() })),
    findings,
  };
}
