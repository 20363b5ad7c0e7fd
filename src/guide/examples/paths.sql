-- Reads a run into DuckDB: duckdb < src/guide/examples/paths.sql
--   npx tsx run scenarios/choppy.ts --export parquet,quantiles
CREATE VIEW paths AS SELECT * FROM 'reports/choppy/exports/paths.parquet';

-- Who loses, and how much is left in the middle and in the worst twentieth.
SELECT holding,
       count(*)                            AS paths,
       round(avg((finalValue < 1)::INT), 3) AS loss,
       round(median(finalValue), 3)        AS median,
       round(quantile_cont(finalValue, 0.05), 3) AS q05
FROM paths GROUP BY holding ORDER BY median DESC;

-- What the variance of the coin cost: a slope of -L(L - 1)/2.
SELECT holding, round(regr_slope(attribution_varianceDrag, market_sumSquaredLogReturn), 4) AS drag_per_variance
FROM paths WHERE finalValue > 0 GROUP BY holding ORDER BY drag_per_variance;

-- Where the file comes from.
SELECT decode(value)->>'digest' AS digest, decode(value)->>'command' AS command
FROM parquet_kv_metadata('reports/choppy/exports/paths.parquet') WHERE decode(key) = 'decaylab';
