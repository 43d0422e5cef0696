import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The project's folder, whether the hub runs from `src` or from `dist`. */
export const ROOT = folderAbove(__dirname);

function folderAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : folderAbove(dirname(folder));
}
