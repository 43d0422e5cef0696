import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The project's folder, whether the hub runs from its sources or from what was built of them. */
export const ROOT = folderAbove(__dirname);

function folderAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : folderAbove(dirname(folder));
}
