// duckdb.js THREADS SQL: DuckDB without its shell.
const { DuckDBInstance } = require('@duckdb/node-api');
(async () => {
    const db = await DuckDBInstance.create(':memory:', { threads: process.argv[2] });
    await (await db.connect()).run(process.argv[3]);
})().catch(e => { console.error(e.message); process.exit(1); });
