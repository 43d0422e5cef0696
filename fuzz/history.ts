import type { Pool } from 'pg';
import { Random } from '../chaos/random';
import type { HubClient } from './client';
import { HOSTILE_TEXTS } from './generators/texts';

const STEPS = 80;
const SEED = 3;
const TYPES = ['Organization', 'Core', 'Program', 'Contact'] as const;

/** Changes records with the hub's own mutations, so that there are a change log and past states. Some mutations are refused. */
export async function liveThroughHistory(client: HubClient, pool: Pool): Promise<void> {
  const random = new Random(SEED);
  for (let step = 0; step < STEPS; step += 1) {
    const type = random.pick(TYPES);
    const { rows } = await pool.query<{ id: string }>(`SELECT id FROM ${type.toLowerCase()} ORDER BY id`);
    const [id, intoId] = [random.pick(rows).id, random.pick(rows).id];
    const [verb, input] = random.pick([
      ['update', { id, name: random.pick(HOSTILE_TEXTS) }],
      ['update', { id, ...(type === 'Contact' ? { title: random.pick(HOSTILE_TEXTS) } : { description: null }) }],
      ['archive', { id }],
      ['restore', { id }],
      ...(type === 'Core' ? [] : [['merge', { id, intoId }] as const]),
    ] as const);
    const name = verb === 'merge' ? `${verb}${type}s` : `${verb}${type}`;
    const inputType = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
    const query = `mutation ($input: ${inputType}) { ${name}(input: $input) { errors { code } } }`;
    await client.post('editor', { query, variables: { input } });
  }
  await pool.query('SELECT hub_number_changes()');
}
