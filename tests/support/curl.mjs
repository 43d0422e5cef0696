/** Does of curl what the snippets of docs/ ask it for, on a machine that has none. */
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'no-buffer': { type: 'boolean', short: 'N' },
    header: { type: 'string', short: 'H', multiple: true, default: [] },
    data: { type: 'string', short: 'd' },
  },
});
const headers = values.header.map((line) => /^(.*?): *(.*)$/.exec(line).slice(1));
const response = await fetch(positionals[0], { method: 'POST', headers, body: values.data });
for await (const chunk of response.body) process.stdout.write(chunk);
