/* SPDX-License-Identifier: GPL-3.0-or-later */
// harness.mjs - what the tests of the page share: TAP lines, the program, the browser.
//
// Arguments: TOOLS, which has the node_modules, and FOLDER, which run.sh fills.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

const [tools, to] = process.argv.slice(2);
export const folder = to;
export const require = createRequire(path.resolve(tools) + '/');
const { chromium } = require('playwright-core');

let tests = 0, failures = 0;
export const check = (name, wrong) => {
    const bad = [...new Set(wrong)];
    failures += bad.length > 0;
    console.log(`${bad.length > 0 ? 'not ok' : 'ok'} ${++tests} - ${name}`);
    bad.slice(0, 20).forEach(line => console.log(`#   ${line}`));
};
export const run = (...command) => execFileSync(command[0], command.slice(1), { encoding: 'utf8' });

const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
           '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

// A page with what it said and asked for, in `heard`.
export const open = async (name, options) => {
    const page = await browser.newPage(options), heard = [];
    const url = 'file://' + path.resolve(folder, name + '.html');
    page.on('console', message => heard.push('console: ' + message.text()));
    page.on('pageerror', error => heard.push('error: ' + error.message));
    page.on('request', request => {
        if (request.url() !== url)
            heard.push('request: ' + request.url());
    });
    await page.goto(url);
    return { page, heard };
};

// The cells that a desktop shows, in closed parts of the page too.
export const tables = page => page.$$eval('main > section:not(.box) table', all =>
    all.map(table => [...table.rows].map(row => [...row.cells]
        .filter(c => !c.matches('.sooner')).map(c => c.textContent))));

export const finish = async () => {
    await browser.close();
    console.log(`1..${tests}`);
    process.exitCode = failures > 0 ? 1 : 0;
};
