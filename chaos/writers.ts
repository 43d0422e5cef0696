import type { HubClient } from './hub-client';
import type { Ledger } from './ledger';
import type { Pace } from './pace';
import type { Random } from './random';

/** How many programs one bulk mutation changes. */
const BULK = 8;
const STATUSES = ['PLANNED', 'ACTIVE', 'PAUSED'] as const;

interface Written {
  readonly errors: readonly { readonly code: string }[];
}

const mutation = (name: string): string =>
  `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { done: ${name}(input: $input) { errors { code } } }`;

/** The programs that the writers change. */
export interface Stock {
  readonly ids: readonly string[];
  readonly slugs: readonly string[];
  /** Programs that are only archived and restored. */
  readonly archivable: readonly string[];
}

export interface WriterParts {
  readonly client: HubClient;
  readonly ledger: Ledger;
  readonly pace: Pace;
  readonly random: Random;
  readonly stock: Stock;
  readonly name: string;
}

/** Writes with the hub's mutations. Each request has an idempotency key and is repeated until it is answered. */
export class Writer {
  private turn = 0;

  constructor(private readonly parts: WriterParts) {}

  async run(): Promise<void> {
    const { pace, random } = this.parts;
    while (await pace.goOn()) {
      this.turn += 1;
      const dice = random.next();
      if (dice < 0.72) await this.change(false);
      else if (dice < 0.8) await this.bulk(false);
      else if (dice < 0.85) await this.create();
      else if (dice < 0.88) await this.archiveAndRestore();
      else if (dice < 0.96) await this.change(true);
      else await this.bulk(true);
    }
  }

  /** @param dry validate only (`dryRun`) */
  private async change(dry: boolean): Promise<void> {
    const { random, stock } = this.parts;
    const input = { id: random.pick(stock.ids), description: this.text(), status: random.pick(STATUSES) };
    await this.send('updateProgram', input, [input.description], dry ? 'rehearsed' : 'done');
  }

  /** @param refused give one item a fault, so that nothing is written */
  private async bulk(refused: boolean): Promise<void> {
    const { random, stock } = this.parts;
    const begin = random.between(0, stock.slugs.length - BULK);
    const texts = Array.from({ length: BULK }, (_, item) => `${this.text()}#${item}`);
    const items = texts.map((description, item) => ({ slug: stock.slugs[begin + item], description }));
    if (refused) Object.assign(items[random.between(0, BULK - 1)] as object, { coreSlug: 'no-such-core' });
    await this.send('upsertPrograms', { items }, texts, refused ? 'refused' : 'done');
  }

  private async create(): Promise<void> {
    const description = this.text();
    const slug = `made-${this.parts.name}-${this.turn}`;
    const input = { slug, name: slug, kind: 'INITIATIVE', status: 'PLANNED', description };
    await this.send('createProgram', input, [description], 'done');
  }

  private async archiveAndRestore(): Promise<void> {
    const { stock, name } = this.parts;
    const id = stock.archivable[Number(name) % stock.archivable.length];
    await this.send('archiveProgram', { id }, [], 'done', '-archive');
    await this.send('restoreProgram', { id }, [], 'done', '-restore');
  }

  private async send(
    name: string,
    input: object,
    texts: readonly string[],
    intent: 'done' | 'rehearsed' | 'refused',
    part = '',
  ): Promise<void> {
    const { client, ledger } = this.parts;
    const options = { idempotencyKey: `chaos-${this.text()}${part}`, dryRun: intent === 'rehearsed' };
    const { done } = await client.ask<{ done: Written }>(mutation(name), { input: { ...input, options } });
    const [error] = done.errors;
    if (intent === 'done' && !error) ledger.committed(texts);
    else ledger.undid(texts);
    if (error && intent !== 'refused') ledger.refusal(`${name} ${error.code}`);
  }

  private text(): string {
    return `written by ${this.parts.name} in turn ${this.turn}`;
  }
}
