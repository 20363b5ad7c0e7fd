/** Results cannot be put where they should go. The message is ready to print. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** What the system's error codes mean, for those that people meet. */
export function reasonOf(thrown: unknown): string {
  const { code, message } = (thrown ?? {}) as NodeJS.ErrnoException;
  const reasons: Readonly<Record<string, string>> = {
    ENOSPC: 'the disk is full',
    EDQUOT: 'the disk quota is used up',
    EACCES: 'permission is denied',
    EPERM: 'permission is denied',
    EROFS: 'the file system is read-only',
    ENOTDIR: 'part of that path is not a folder',
    EEXIST: 'something that is not a folder is in the way',
    ENOENT: 'it cannot be created there',
    ENAMETOOLONG: 'the name is too long',
    EIO: 'the disk reports an error',
  };
  return reasons[code ?? ''] ?? code ?? message ?? String(thrown);
}
