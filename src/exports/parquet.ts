import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Content } from './content.ts';
import type { Origin } from './origin.ts';
import type { PathTable, TableColumn } from './path-table.ts';

/**
 * The table as Apache Parquet, a row group a chunk, doubles bit for bit. Where it comes from stands in the file's own
 * metadata under `decaylab`, as JSON.
 */
export function parquet(table: PathTable, origin: Origin): Content {
  return (write) => {
    const bytes = new ByteWriter();
    const pour = () => {
      write(bytes.getBytes().slice());
      bytes.index = 0;
    };
    const writer = new ParquetWriter({
      writer: Object.assign(bytes, { flush: pour, finish: pour }),
      schema: [{ name: 'paths', num_children: table.columns.length }, ...table.columns.map(schemaElement)],
      kvMetadata: [{ key: 'decaylab', value: JSON.stringify(origin) }],
      createdBy: `decaylab ${origin.version}`,
    });
    for (const { rows, values } of table.chunks()) {
      const columnData = table.columns.map(({ name, type }, i) => ({
        name,
        data: values[i] as never,
        // A dictionary takes 0 and -0 for one value; split by bytes, doubles also shrink more.
        ...(type === 'double' ? { encoding: 'BYTE_STREAM_SPLIT' as const } : {}),
      }));
      writer.write({ columnData, rowGroupSize: rows });
    }
    writer.finish();
  };
}

function schemaElement({ name, type }: TableColumn) {
  if (type === 'whole') return { name, type: 'INT32', repetition_type: 'REQUIRED' } as const;
  if (type === 'text') {
    return { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' } as const;
  }
  return { name, type: 'DOUBLE', repetition_type: 'OPTIONAL' } as const;
}
