/** A step is beyond what can be compiled; the message says what, as a clause. It runs plain, with the same results. */
export class CannotCompile extends Error {
  override readonly name = 'CannotCompile';
}
