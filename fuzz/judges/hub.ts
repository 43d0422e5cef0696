import type { Finding } from '../lanes';
import type { PartName } from '../options';
import type { Stage } from '../stage';

/** How long the hub may take to answer after any request, in milliseconds. A hub that hangs takes far longer. */
const AT_ONCE = 10_000;
/** Pino's level of errors. */
const ERROR = 50;

/** Checks the hub after a case. @param from how much of its log has been checked before */
export async function checkHub(
  stage: Stage,
  from: number,
  { part, seed }: { readonly part: PartName; readonly seed: number },
): Promise<{ readonly findings: readonly Finding[]; readonly logged: number }> {
  const { lines, end } = await stage.logged(from);
  const faults = [...new Set(lines.filter(isFault).map(summaryOf))];
  const { deaths } = stage.hub;
  stage.hub.deaths = 0;
  const what = [
    ...(deaths > 0 ? [`the hub ended ${deaths} times`] : []),
    ...(await unanswered(stage)),
    ...(await countedFaults(stage)),
    ...faults.map((fault) => `the hub logged ${fault}`),
  ];
  return { findings: what.map((each) => ({ part, seed, path: '', what: each, example: '' })), logged: end };
}

async function unanswered(stage: Stage): Promise<string[]> {
  const begin = performance.now();
  await stage.hub.answers();
  const took = performance.now() - begin;
  return took > AT_ONCE ? [`the hub answers after ${Math.round(took)} ms only`] : [];
}

/** The processor time that the hub's process has used, in seconds. */
export async function processorSeconds({ client }: Stage): Promise<number> {
  const text = await (await fetch(`${client.url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total ([\d.]+)/m.exec(text)?.[1]);
}

/** The number of unhandled errors, by the hub's own metrics. */
async function countedFaults(stage: Stage): Promise<string[]> {
  const text = await (await fetch(`${stage.client.url}/metrics`)).text();
  const counts = [...text.matchAll(/^hub_faults_total(?:\{[^}]*\})? (\d+)/gm)].map(([, count]) => Number(count));
  const faults = counts.reduce((sum, count) => sum + count, 0);
  const before = stage.countedFaults;
  stage.countedFaults = faults;
  return faults > before ? [`hub_faults_total has risen by ${faults - before}`] : [];
}

/** Whether a line is a log line of level error or above, or not a log line at all, such as the last words of a crashing Node. */
function isFault(line: string): boolean {
  try {
    return Number((JSON.parse(line) as { level?: unknown }).level) >= ERROR;
  } catch {
    return true;
  }
}

function summaryOf(line: string): string {
  try {
    const { msg, path, err } = JSON.parse(line) as {
      msg?: string;
      path?: unknown;
      err?: { message?: string; stack?: string };
    };
    return `"${msg}": ${err?.message} ${JSON.stringify(path ?? '')} ${err?.stack?.split('\n')[1]?.trim() ?? ''}`;
  } catch {
    return line.slice(0, 300);
  }
}
