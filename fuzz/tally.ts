import type { Role } from '../src/platform/access/viewer';
import type { Result } from './client';

/** How often operations were answered, and why the others were refused: a run that is hardly answered judges nothing. */
export class Tally {
  private readonly counts = new Map<string, Map<string, number>>();

  take(role: Role, { data, errors }: Result): void {
    const code = errors?.[0]?.extensions?.['code'];
    this.add(role, errors === undefined ? 'answered' : `${data ? 'in part: ' : ''}${String(code)}`);
  }

  add(group: string, what: string): void {
    const counts = this.counts.get(group) ?? new Map<string, number>();
    counts.set(what, (counts.get(what) ?? 0) + 1);
    this.counts.set(group, counts);
  }

  /** The part of all cases that came out so. */
  share(what: string, group?: string): number {
    const some = [...this.counts].filter(([name]) => group === undefined || name === group).map(([, counts]) => counts);
    const all = some.flatMap((counts) => [...counts.values()]).reduce((sum, count) => sum + count, 0);
    const found = some.reduce((sum, counts) => sum + (counts.get(what) ?? 0), 0);
    return found / Math.max(all, 1);
  }

  get groups(): readonly string[] {
    return [...this.counts.keys()];
  }

  asJson(): Record<string, Record<string, number>> {
    return Object.fromEntries([...this.counts].map(([group, counts]) => [group, Object.fromEntries(counts)]));
  }

  asText(): string[] {
    return [...this.counts].map(([group, counts]) => {
      const sorted = [...counts].sort(([, one], [, other]) => other - one);
      return `  ${group.padEnd(10)}${sorted.map(([what, count]) => `${count} ${what}`).join(', ')}`;
    });
  }
}
