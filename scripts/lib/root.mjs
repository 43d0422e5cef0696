import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout that these scripts belong to, wherever they are called from. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
