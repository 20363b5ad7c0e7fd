/** A series that a model cannot be fitted to, or a model that is not known. The message is ready to print. */
export class CalibrationError extends Error {
  override readonly name = 'CalibrationError';
}
