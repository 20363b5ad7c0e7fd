/** A text as one word of a POSIX shell: as it is where nothing in it means anything there, else between quotes. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_./=:,@+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
