/** The command line, or a file it names, is not what it must be. The message is ready to print. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
