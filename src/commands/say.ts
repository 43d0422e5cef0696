/** A line for a person at the terminal. Standard output belongs to the command's result. */
export function say(message: string): void {
  process.stderr.write(`${message}\n`);
}
