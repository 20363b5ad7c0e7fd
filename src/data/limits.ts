/** How large a recording may be. One-minute bars of seven years, with volumes, are near these. */
export const dataLimits = {
  /** Of a file, before and after it is decompressed. */
  textBytes: 64 * 1024 * 1024,
  columns: 64,
  /** Of one record, quotes and line breaks within quotes included; it also bounds the search for a closing quote. */
  recordChars: 1024 * 1024,
  rows: 4_000_000,
  /** Problems printed for one file; the others are counted. */
  problemsShown: 10,
} as const;
