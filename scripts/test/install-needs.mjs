// Installs missing Debian packages that parts of the suite need. Without root it does nothing, and the suite reports what is missing.
import { execFileSync } from 'node:child_process';
import { missingNeeds } from './needs.mjs';

const packages = missingNeeds().map(({ debian }) => debian);
if (packages.length > 0 && process.getuid?.() === 0) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => execFileSync('apt-get', args, { env, stdio: ['ignore', 'inherit', 'inherit'] });
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
}
