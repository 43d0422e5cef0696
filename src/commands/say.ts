/** Writes a line for a person at the terminal to standard error. Standard output is for the command's result. */
export function say(message: string): void {
  process.stderr.write(`${message}\n`);
}
