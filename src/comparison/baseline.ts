import { BASELINE_SCHEMA, checkBaseline } from './check-baseline.ts';
import type { Sample } from './sample.ts';

/** A sample as a file: values in single precision, base64, so that a hundred paths of ten holdings are a few kilobytes. */
export interface BaselineFile {
  readonly schema: string;
  readonly scenario: string;
  readonly seed: string;
  readonly stream: number;
  readonly paths: number;
  readonly digest: string;
  readonly question: Readonly<Record<string, string>>;
  readonly holdings: readonly (readonly [name: string, columns: Readonly<Record<string, string>>])[];
}

/** What a baseline keeps of every holding: enough to see a change of meaning, small enough for a repository. */
const KEPT = ['finalValue', 'maxDrawdown'];

/** As text: the same sample gives the same bytes. */
export function baselineText(sample: Sample, kept: readonly string[] = KEPT): string {
  const { scenario, seed, stream, paths, digest, question, holdings } = sample;
  const file: BaselineFile = {
    schema: BASELINE_SCHEMA,
    scenario,
    seed,
    stream,
    paths,
    digest,
    question,
    holdings: [...holdings].map(([name, columns]) => [
      name,
      Object.fromEntries(kept.filter((each) => columns.has(each)).map((each) => [each, packed(columns.get(each)!)])),
    ]),
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** @throws Error with all that is wrong with the text */
export function parseBaseline(text: string, label: string): Sample {
  const { scenario, seed, stream, paths, digest, question, holdings } = checkBaseline(JSON.parse(text));
  const unpack = (text: string) => {
    const column = unpacked(text);
    if (column.length !== paths) throw new Error(`must hold ${paths} values a column; got ${column.length}`);
    if (!column.every(Number.isFinite)) throw new Error('must hold finite values; got one that is not');
    return column;
  };
  return {
    label,
    scenario,
    seed,
    stream,
    paths,
    digest,
    isRounded: true,
    question,
    holdings: new Map(
      holdings.map(([name, columns]) => [
        name,
        new Map(Object.entries(columns).map(([each, packedColumn]) => [each, unpack(packedColumn)])),
      ]),
    ),
  };
}

/** A value as a baseline has it: single precision. */
export const asKept = (value: number): number => Math.fround(value);

/** Little-endian singles, in base64. */
function packed(column: Float64Array): string {
  const view = new DataView(new ArrayBuffer(4 * column.length));
  for (const [i, value] of column.entries()) view.setFloat32(4 * i, value, true);
  let binary = '';
  for (let i = 0; i < view.byteLength; i++) binary += String.fromCharCode(view.getUint8(i));
  return btoa(binary);
}

function unpacked(text: string): Float64Array {
  const binary = atob(text);
  const view = new DataView(new ArrayBuffer(binary.length));
  for (let i = 0; i < binary.length; i++) view.setUint8(i, binary.charCodeAt(i));
  return Float64Array.from({ length: binary.length >> 2 }, (_, i) => view.getFloat32(4 * i, true));
}
