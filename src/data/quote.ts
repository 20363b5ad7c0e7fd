/** A value from outside, fit to be printed: in quotes, cut to `most` characters, with nothing in it that moves the cursor. */
export function quote(value: string, most = 40): string {
  const cut = value.length > most ? `${value.slice(0, most)}...` : value;
  const escaped = cut.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}"\\]/gu, (character) =>
    character === '"' || character === '\\' ? `\\${character}` : `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
  return `"${escaped}"`;
}
