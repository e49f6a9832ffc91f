/* SPDX-License-Identifier: GPL-3.0-or-later */
// polars.js KEYS FILE: Polars, on POLARS_MAX_THREADS threads.
const pl = require('nodejs-polars');
const [keys, file] = process.argv.slice(2);
const pay = () => pl.col('base_salary');
const at = p => pay().quantile(p, 'linear').alias(`p${100 * p}`);
const all = pl.scanCSV(file).groupBy(keys.split(','))
    .agg(pay().count().alias('n'), pay().mean().alias('mean'),
        at(0.1), at(0.25), at(0.5), at(0.75), at(0.9))
    .collectSync();
process.stdout.write(all.writeCSV({ includeHeader: false }));
