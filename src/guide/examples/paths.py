"""Reads a run into pandas: python src/guide/examples/paths.py  (needs pandas and pyarrow)

    npx tsx run scenarios/choppy.ts --export parquet,quantiles
"""

import json
import sys

import pandas as pd
import pyarrow.parquet as pq

folder = sys.argv[1] if len(sys.argv) > 1 else "reports/choppy/exports"

paths = pd.read_parquet(f"{folder}/paths.parquet")
print(paths.groupby("holding", sort=False)["finalValue"].describe(percentiles=[0.05, 0.5, 0.95]).round(3))

# A column a holding: same path, same market, so that they can be compared path by path.
final = paths.pivot(index="path", columns="holding", values="finalValue")
print(final.corr(method="spearman").round(2))

# Units, meanings and the way to make the run again travel with the file.
origin = json.loads(pq.read_schema(f"{folder}/paths.parquet").metadata[b"decaylab"])
print(origin["command"], origin["digest"])
