import {
  Dictionary,
  Field,
  Float64,
  Int32,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  Schema,
  Struct,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import type { Content } from './content.ts';
import type { Origin } from './origin.ts';
import type { Chunk, PathTable, Values } from './path-table.ts';

/**
 * The table as an Arrow IPC file (Feather version 2), a record batch a chunk, doubles bit for bit. Unit and meaning stand in
 * the metadata of each field; where it comes from, in that of the schema.
 */
export function arrow(table: PathTable, origin: Origin): Content {
  return (write) => {
    const names = new Dictionary(new Utf8(), new Int32(), 0);
    const dictionary = vectorFromArray(table.holdings, new Utf8());
    const typeOf = { whole: new Int32(), text: names, double: new Float64() } as const;
    const fields = table.columns.map(({ name, type, unit, meaning }) => {
      const metadata = new Map([
        ['unit', unit],
        ['meaning', meaning],
      ]);
      return new Field(name, typeOf[type], type === 'double', metadata);
    });
    const schema = new Schema(fields, new Map([['decaylab', JSON.stringify(origin)]]));
    const batch = ({ rows, holding, values }: Chunk) => {
      const children = table.columns.map(({ type }, i) => {
        if (type === 'whole') return makeData({ type: typeOf.whole, length: rows, data: values[i] as Int32Array });
        if (type === 'double') return doubles(values[i]!);
        return makeData({ type: names, length: rows, data: new Int32Array(rows).fill(holding), dictionary });
      });
      const type = new Struct(fields);
      return new RecordBatch(schema, makeData({ type, length: rows, nullCount: 0, children: children as never }));
    };
    const writer = new PouringWriter(write);
    for (const chunk of table.chunks()) writer.write(batch(chunk));
    writer.finish();
  };
}

/** Hands bytes on as they come, where its parent would gather them all. */
class PouringWriter extends RecordBatchFileWriter {
  readonly #pour: (bytes: Uint8Array) => void;

  constructor(pour: (bytes: Uint8Array) => void) {
    super({ autoDestroy: false });
    this.#pour = pour;
  }

  protected override _write(chunk: ArrayBufferView): this {
    if (!this._started) return this;
    const bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (bytes.length > 0) this.#pour(bytes);
    this._position += bytes.length;
    return this;
  }
}

/** A bit a row says whether there is a value, least significant first. */
function doubles(values: Values) {
  const type = new Float64();
  const { length } = values;
  if (values instanceof Float64Array) return makeData({ type, length, nullCount: 0, data: values });
  const data = new Float64Array(length);
  const nullBitmap = new Uint8Array(Math.ceil(length / 64) * 8);
  let nullCount = 0;
  for (const [i, value] of (values as readonly (number | null)[]).entries()) {
    if (value === null) nullCount++;
    else {
      data[i] = value;
      nullBitmap[i >> 3]! |= 1 << (i & 7);
    }
  }
  return makeData({ type, length, nullCount, nullBitmap, data });
}
