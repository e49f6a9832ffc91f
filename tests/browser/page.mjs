// page.mjs TOOLS FOLDER - the reports of FOLDER in headless Chromium (TAP output).
//
// TOOLS has the node_modules; in FOLDER, which run.sh fills, NAME.json is the report
// NAME.html for machines, and *.svg are charts as a page holds them.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const [tools, folder] = process.argv.slice(2);
const require = createRequire(path.resolve(tools) + '/');
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

let tests = 0, failures = 0;
const check = (name, wrong) => {
    const bad = [...new Set(wrong)];
    failures += bad.length > 0;
    console.log(`${bad.length > 0 ? 'not ok' : 'ok'} ${++tests} - ${name}`);
    bad.slice(0, 20).forEach(line => console.log(`#   ${line}`));
};
const run = (...command) => execFileSync(command[0], command.slice(1), { encoding: 'utf8' });

const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
           '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

// A page with what it said and asked for, in `heard`.
const open = async (name, options) => {
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

const tables = page => page.$$eval('main > section:not(.box) table', all =>
    all.map(table => [...table.rows].map(row => [...row.cells].map(c => c.textContent))));

// ---- looks: width, messages, accessibility

const looks = async name => {
    for (const colorScheme of ['light', 'dark'])
        for (const width of [360, 1280]) {
            const { page, heard } = await open(name,
                { viewport: { width, height: 800 }, colorScheme });
            await page.fill('#amount', '430k');
            await page.evaluate(() =>
                document.querySelectorAll('details').forEach(d => { d.open = true; }));
            const inside = await page.evaluate(() => document.documentElement.scrollWidth);
            await page.evaluate(axe);
            const { violations } = await page.evaluate(() => axe.run());
            const look = `${name}: ${colorScheme}, ${width} px: `;
            check(look + 'nothing is said on the console, nothing is requested', heard);
            check(look + 'the page is not wider than the window',
                inside > width ? [`${inside} px`] : []);
            check(look + 'axe finds no violation', violations.flatMap(v =>
                v.nodes.map(n => `${v.id}: ${n.target} ${n.failureSummary}`.replace(/\s+/g, ' '))));
            await page.close();
        }
};

// ---- pictures in the reader's theme

// What the shapes of a picture are drawn with: [element, fill, stroke]; dots (use) take
// both from `color`.
const drawn = async (name, svg, colorScheme) => {
    const { page } = await open(name, { colorScheme });
    const list = await page.evaluate(text => {
        const pic = document.querySelector('.pic');
        pic.innerHTML = text;
        const shapes = [...pic.querySelectorAll('path, polygon, rect, circle, text, use')];
        return shapes.filter(e => !e.closest('defs')).map(e => {
            const { fill, stroke, color } = getComputedStyle(e);
            return e.tagName === 'use' ? [e.tagName, color, color]
                                       : [e.tagName, fill, stroke];
        });
    }, svg);
    await page.close();
    return list;
};

const luminance = colour => {
    const [r, g, b] = colour.match(/\d+/g).map(x => x / 255)
        .map(x => x <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
};
// The contrast ratio of WCAG 2.1.
const contrast = (a, b) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + .05) / (low + .05);
};

const recoloured = async (name, file) => {
    const svg = readFileSync(`${folder}/${file}`, 'utf8'), wrong = [];
    const light = await drawn(name, svg, 'light'), dark = await drawn(name, svg, 'dark');
    light.forEach(([tag, fill, stroke], i) => {
        for (const [was, is] of [[fill, dark[i][1]], [stroke, dark[i][2]]])
            if (was === is && was !== 'none')
                wrong.push(`${tag}: ${was} in the light and in the dark`);
    });
    for (const [list, paper] of [[light, 'rgb(255, 255, 255)'], [dark, 'rgb(21, 25, 28)']])
        for (const [tag, fill] of list)
            if (tag === 'text' && contrast(fill, paper) < 4.5)
                wrong.push(`text of ${fill} on ${paper}`);
    check(`${file}: every colour has its own in the dark, and texts are read on both papers`,
        light.length > 0 ? wrong : ['nothing is drawn']);
};

// ---- the offer box, against the program

// The percentiles of the first section, as the published table that they are.
const publish = name => {
    const report = JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8'));
    const section = report.sections.find(s => s.groups !== undefined);
    const known = section.groups[0].percentiles.filter(p => p.value !== null);
    const file = `${folder}/${name}-published.csv`;
    writeFileSync(file, 'title,currency,' + known.map(p => 'p' + p.p).join(',') + '\n' +
        'total,' + report.method.currency + ',' + known.map(p => p.value).join(',') + '\n');
    return { file, known };
};

const words = band => band.startsWith('<') ? 'below ' + band.slice(1)
    : band.startsWith('>') ? 'above ' + band.slice(1)
    : 'between ' + band.replace('-', ' and ');

// What the program says: the band and the share in words, and the rows of its table.
const said = (amount, file) => {
    const { offer } = JSON.parse(run('benchpay', 'offer', amount, '--published', file,
        '-f', 'json', '--quiet'));
    const p = offer.percentile;
    const share = p === null ? '' : p < .05 ? 'below P0.1' : p >= 99.95 ? 'above P99.9'
                : 'P' + p.toFixed(1);
    const where = `is ${words(offer.band)} of these figures` + (share === '' ? '.'
        : offer.extrapolated ? `; extrapolated ${share}.` : `, near ${share}.`);
    const text = run('benchpay', 'offer', amount, '--published', file, '--quiet');
    const rows = text.match(/^ {2}P[\d.]+ .*%$/gm).map(row => row.trim().split(/\s{2,}/));
    return { where, rows, offer };
};

const boxed = async name => {
    const { file, known } = publish(name);
    const { page } = await open(name);
    const values = known.map(p => p.value), wrong = [];
    const amounts = new Set([1, values[0] / 9, values[0] - 7000, ...values,
        ...values.map((x, i) => (x + (values[i + 1] ?? 1.3 * x)) / 2),
        430000, 3 * values.at(-1), 1e9].map(x => String(Math.round(Math.max(x, 1)))));
    for (const amount of amounts) {
        await page.fill('#amount', amount);
        const answer = await page.textContent('#offer-box output');
        const rows = await page.$$eval('#offer-box tbody tr', all =>
            all.map(row => [...row.cells].map(c => c.textContent)));
        const want = said(amount, file);
        if (!answer.includes(want.where))
            wrong.push(`${amount}: '${answer}', not '${want.where}'`);
        if (JSON.stringify(rows) !== JSON.stringify(want.rows))
            wrong.push(`${amount}: ${JSON.stringify(rows)}, not ${JSON.stringify(want.rows)}`);
    }
    check(`${name}: the box says what 'benchpay offer --published' says of ${amounts.size} ` +
        'amounts', wrong);
    await page.close();
};

const typed = async name => {
    const { page } = await open(name);
    const say = async text => {
        await page.fill('#amount', text);
        return page.textContent('#offer-box output');
    };
    const want = await say('430000'), wrong = [];
    for (const text of ['430,000', '$430k', '430 K', '0.43m', ' $430,000.00 ', 'USD 430,000'])
        if (await say(text) !== want)
            wrong.push(`${text}: ${await say(text)}`);
    for (const text of ['43,0000', '-5', '0', 'abc', '4 3 0', '1e5', '430.000,00', '<b>'])
        if (!(await say(text)).startsWith('This is no amount') ||
            await page.getAttribute('#amount', 'aria-invalid') !== 'true' ||
            await page.textContent('#offer-box tbody td:last-child') !== '')
            wrong.push(`${text}: ${await say(text)}`);
    if (await say('') !== '' || await page.getAttribute('#amount', 'aria-invalid') !== 'false')
        wrong.push('nothing typed is no mistake');
    check(`${name}: the box reads amounts as people write them and refuses what is none`,
        wrong);
    await page.close();
};

// The distances of the sentence are those to P50 and P75 of the json.
const told = async name => {
    const { page } = await open(name);
    const { known } = publish(name), wrong = [];
    await page.fill('#amount', '430000');
    const answer = await page.textContent('#offer-box output');
    for (const [level, goal] of [[50, 'the median'], [75, 'P75']]) {
        const gap = 430000 - known.find(k => k.p === level).value;
        const want = '$' + Math.round(Math.abs(gap)).toLocaleString('en-US') +
            (gap < 0 ? ' below ' : ' above ') + goal;
        if (!answer.includes(want))
            wrong.push(`'${answer}' lacks '${want}'`);
    }
    check(`${name}: the box tells the money to the median and to P75`, wrong);
    await page.close();
};

// ---- without scripts, and on paper

const unscripted = async name => {
    const on = await open(name), off = await open(name, { javaScriptEnabled: false });
    const wrong = [];
    if (await off.page.isVisible('.box'))
        wrong.push('the box is there, and dead');
    if (!await on.page.isVisible('.box'))
        wrong.push('the box is not there with scripts');
    if (JSON.stringify(await tables(on.page)) !== JSON.stringify(await tables(off.page)))
        wrong.push('the tables differ');
    check(`${name}: without scripts the page is complete`, wrong.concat(off.heard));
    await on.page.close();
    await off.page.close();
};

const bare = text => text.replace(/\s+/g, '');

const printed = async (name, format) => {
    const { page } = await open(name, { colorScheme: 'dark' });
    const file = `${folder}/${name}-${format}.pdf`, wrong = [];
    await page.pdf({ path: file, format });
    const text = bare(run('pdftotext', '-raw', file, '-'));
    const all = await tables(page);
    for (const cell of all.flat(2))
        if (!text.includes(bare(cell)))
            wrong.push(`lacks '${cell}'`);
    check(`${name}: the ${format} print has every cell of every table`, wrong);

    const outside = [];
    let width = 0;
    for (const line of run('pdftotext', '-bbox', file, '-').split('\n')) {
        width = Number(line.match(/<page width="([\d.]+)"/)?.[1] ?? width);
        const [, left, right] = line.match(/xMin="(-?[\d.]+)".* xMax="([\d.]+)"/) ?? [];
        if (Number(left) < 20 || Number(right) > width - 20)
            outside.push(line.trim());
    }
    check(`${name}: the ${format} print keeps its margins`, outside);

    const pixels = execFileSync('pdftoppm', ['-r', '9', '-f', '1', '-l', '1', file]);
    check(`${name}: the ${format} print is on white paper, also for readers of the dark`,
        pixels.at(-1) === 255 && pixels.at(-2) === 255 ? [] : ['it is dark']);
    await page.close();
};

const heads = async name => {
    const { page } = await open(name), wrong = [];
    const file = `${folder}/${name}-A4.pdf`;
    const [long] = (await tables(page)).sort((a, b) => b.length - a.length);
    const pages = run('pdftotext', '-raw', file, '-').split('\f').map(bare);
    const head = bare(long[0].join(''));
    const holding = pages.filter(text => long.slice(1, -1).some(row => text.includes(bare(row.join('')))));
    if (holding.length < 2)
        wrong.push('the table is on one page');
    if (!holding.every(text => text.includes(head)))
        wrong.push('a page has rows without their head');
    check(`${name}: a table of several pages has its head on each`, wrong);
    await page.close();
};

for (const name of ['board', 'dark', 'long'])
    await looks(name);
for (const name of ['board', 'levels', 'small', 'euros'])
    await boxed(name);
for (const name of ['board', 'levels', 'long']) {
    await printed(name, 'A4');
    await printed(name, 'Letter');
}
await unscripted('board');
for (const file of readdirSync(folder).filter(f => f.endsWith('.svg')).sort())
    await recoloured('board', file);
await typed('board');
await told('board');
await heads('long');
await browser.close();
console.log(`1..${tests}`);
process.exitCode = failures > 0 ? 1 : 0;
