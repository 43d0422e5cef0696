import type { Finding } from '../lanes';
import type { PartName } from '../options';
import type { Stage } from '../stage';

/** Within this the hub has to answer whatever it was sent before, in milliseconds: a stall takes far longer. */
const AT_ONCE = 10_000;
/** What pino calls errors, and worse. */
const ERROR = 50;

/** Looks at the hub after what was sent to it. @param from how much of its log has been looked at */
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

/** Of the process that answers now. */
export async function processorSeconds({ client }: Stage): Promise<number> {
  const text = await (await fetch(`${client.url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total ([\d.]+)/m.exec(text)?.[1]);
}

/** Faults that nobody has caught, as the hub itself counts them. */
async function countedFaults(stage: Stage): Promise<string[]> {
  const text = await (await fetch(`${stage.client.url}/metrics`)).text();
  const counts = [...text.matchAll(/^hub_faults_total(?:\{[^}]*\})? (\d+)/gm)].map(([, count]) => Number(count));
  const faults = counts.reduce((sum, count) => sum + count, 0);
  const before = stage.countedFaults;
  stage.countedFaults = faults;
  return faults > before ? [`hub_faults_total has risen by ${faults - before}`] : [];
}

/** A line of the log of level error, or one that is no line of the log: what Node says before it ends. */
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
