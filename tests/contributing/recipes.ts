import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A block of CONTRIBUTING.md: all of a new file, or what comes into one that is there, each part after a text of it. */
interface Block {
  readonly file: string;
  readonly code: string;
}

const BLOCK = /^( *)```ts (\S+)\n([\s\S]*?)^\1```$/gm;
const AFTER = /^\/\/ after: (.*)\n/m;

/** The blocks under a heading, in their order. */
function blocksOf(text: string, heading: string): Block[] {
  const [, section = ''] = new RegExp(`^## ${heading}\n([\\s\\S]*?)(?=^## |$(?![\\s\\S]))`, 'm').exec(text) ?? [];
  return [...section.matchAll(BLOCK)].map(([, indent = '', file = '', code = '']) => ({
    file,
    code: code.replace(new RegExp(`^${indent}`, 'gm'), ''),
  }));
}

/** Does what CONTRIBUTING.md says under a heading, in a copy of the project. @returns the files that it changed or made */
export function follow(root: string, heading: string): string[] {
  const blocks = blocksOf(readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8'), heading);
  for (const { file, code } of blocks) {
    const target = path.join(root, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(
      target,
      AFTER.test(code) ? inserted(readFileSync(target, 'utf8'), file, code) : newFile(target, code),
    );
  }
  return blocks.map(({ file }) => file);
}

function newFile(target: string, code: string): string {
  if (existsSync(target)) throw new Error(`${target} is there already`);
  return code;
}

function inserted(text: string, file: string, code: string): string {
  const [, ...parts] = code.split(AFTER);
  let whole = text;
  for (let index = 0; index < parts.length; index += 2) {
    const [place = '', part = ''] = parts.slice(index);
    if (whole.split(place).length !== 2) throw new Error(`${file} does not have this once: ${place}`);
    whole = whole.replace(place, () => `${place}\n${part}`);
  }
  return whole;
}
