/** Does of curl what the snippets of docs/ ask it for, on a machine that has none. */
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'no-buffer': { type: 'boolean', short: 'N' },
    header: { type: 'string', short: 'H', multiple: true, default: [] },
    data: { type: 'string', short: 'd' },
    silent: { type: 'boolean', short: 's' },
    get: { type: 'boolean', short: 'G' },
    'data-urlencode': { type: 'string', multiple: true, default: [] },
  },
});
const headers = values.header.map((line) => /^(.*?): *(.*)$/.exec(line).slice(1));
const fields = new URLSearchParams(values['data-urlencode'].map((field) => /^(.*?)=([^]*)$/.exec(field).slice(1)));
const response = values.get
  ? await fetch(`${positionals[0]}?${fields}`, { headers })
  : await fetch(positionals[0], { method: 'POST', headers, body: values.data });
for await (const chunk of response.body) process.stdout.write(chunk);
