/* SPDX-License-Identifier: GPL-3.0-or-later */
// page.mjs TOOLS FOLDER - the reports of FOLDER in headless Chromium (TAP output).
//
// In FOLDER, NAME.json is the report NAME.html for machines, NAME.md the same in
// Markdown, and *.svg are charts as a page holds them.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { boxed, typed } from './box.mjs';
import { check, finish, folder, open, require, run, tables } from './harness.mjs';
import { parsed } from './markdown.mjs';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

// ---- looks: width, messages, accessibility

// The widths of a phone, of a desktop, and between them; `zoom` is 1280 px at 200 %.
const widths = { phone: 360, zoom: 640, tablet: 768, desktop: 1280 };

const overflow = page => page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [`${scrollWidth} px`] : [];
});

const looks = async name => {
    for (const colorScheme of ['light', 'dark'])
        for (const [device, width] of Object.entries(widths)) {
            const { page, heard } = await open(name,
                { viewport: { width, height: 800 }, colorScheme });
            await page.fill('#amount', '430k');
            await page.evaluate(() =>
                document.querySelectorAll('details').forEach(d => { d.open = true; }));
            const look = `${name}: ${colorScheme}, ${device}: `;
            check(look + 'the page is not wider than the window', await overflow(page));
            if (['phone', 'desktop'].includes(device)) {
                await page.evaluate(axe);
                const { violations } = await page.evaluate(() => axe.run());
                check(look + 'axe finds no violation', violations.flatMap(v => v.nodes.map(
                    n => `${v.id}: ${n.target} ${n.failureSummary}`.replace(/\s+/g, ' '))));
            }
            check(look + 'nothing is said on the console, nothing is requested', heard);
            await page.close();
        }
};

// On a phone the median is the first figure of a table of groups, or an offer's rank where
// it is placed in them, and pictures are drawn for its width: letters of at least 11 px, nothing to scroll to.
const phone = async name => {
    const { page } = await open(name, { viewport: { width: 360, height: 800 } });
    const wrong = await page.evaluate(() => {
        const seen = e => e.checkVisibility(), bad = [];
        for (const table of document.querySelectorAll('main > section:not(.box) table')) {
            const heads = [...table.tHead.rows[0].cells].filter(seen);
            const figures = heads.filter(h => h.matches('.n')).map(h => h.textContent);
            if (figures.includes('P50') && !['P50', 'Rank'].includes(figures[0]))
                bad.push(`${figures} are the first figures`);
            if (new Set(figures).size < figures.length)
                bad.push(`${figures} are there twice`);
        }
        for (const picture of [...document.querySelectorAll('.pic')].filter(seen)) {
            if (picture.scrollWidth > picture.clientWidth)
                bad.push(`a picture is ${picture.scrollWidth} px wide`);
            const svg = picture.querySelector('svg');
            const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
            for (const text of svg.querySelectorAll('text'))
                if (parseFloat(getComputedStyle(text).fontSize) * scale < 10.99)
                    bad.push(`small: '${text.textContent}'`);
        }
        return bad;
    });
    check(`${name}: on a phone medians come first, and pictures are drawn for it`, wrong);
    await page.close();
};

// Every picture is there for either width, one of both is seen, and no name is there twice.
const paired = async name => {
    const { page } = await open(name, { viewport: { width: 1280, height: 800 } });
    const wrong = await page.evaluate(() => {
        const seen = s => [...document.querySelectorAll(s)].filter(e => e.checkVisibility()).length;
        const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
        const twice = ids.filter((id, i) => ids.indexOf(id) < i);
        const all = s => document.querySelectorAll(s).length;
        return twice.concat(all('.roomy') === all('.phone') ? [] : ['one is alone'],
            seen('.phone') === 0 && seen('.roomy') === all('.roomy') ? [] : ['both are seen']);
    });
    check(`${name}: a desktop has the other drawing of each picture`, wrong);
    await page.close();
};

// Headings lead from the title through the sections, each of which has its name.
const outlined = async name => {
    const { page } = await open(name);
    const levels = await page.$$eval('h1, h2, h3, h4, h5, h6', all =>
        all.map(h => h.tagName + (h.textContent.trim() === '' ? ' without text' : '')));
    const unnamed = await page.$$eval('main > section', all => all.filter(s =>
        !document.getElementById(s.getAttribute('aria-labelledby'))).map(s => s.outerHTML));
    const wrong = levels.filter((level, i) => level !== (i === 0 ? 'H1' : 'H2'));
    check(`${name}: every section has a heading`, wrong.concat(unnamed));
    await page.close();
};

// Letters of twice the size; the system's own colours, where pictures keep theirs.
const enlarged = async name => {
    const { page } = await open(name, { viewport: { width: 1280, height: 800 } });
    await page.addStyleTag({ content: 'html { font-size: 200% }' });
    check(`${name}: text of 200 % does not make the page wider`, await overflow(page));
    await page.close();
};

const forced = async name => {
    const { page } = await open(name);
    const colours = () => page.$$eval('.pic *', all => all.map(e => {
        const { fill, stroke } = getComputedStyle(e);
        return `${e.tagName} ${fill} ${stroke}`;
    }));
    const usual = await colours();
    await page.emulateMedia({ forcedColors: 'active' });
    const now = await colours();
    check(`${name}: with forced colours pictures keep their own`,
        usual.length === 0 ? ['nothing is drawn'] : now.filter((c, i) => c !== usual[i]));
    await page.close();
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

// Printed without scripts by a reader of the dark.
const printed = async (name, format) => {
    const { page } = await open(name, { colorScheme: 'dark', javaScriptEnabled: false });
    const file = `${folder}/${name}-${format}.pdf`, wrong = [];
    await page.pdf({ path: file, format });
    const text = bare(run('pdftotext', '-raw', file, '-'));
    const titles = await page.$$eval('.pic svg > title', all => all.map(t => t.textContent));
    const headings = await page.$$eval('h1, section:not(.box) > h2', all =>
        all.map(h => h.textContent));
    for (const words of [...(await tables(page)).flat(2), ...titles, ...headings])
        if (!text.includes(bare(words)))
            wrong.push(`lacks '${words}'`);
    check(`${name}: the ${format} print has every cell, chart and heading`, wrong);

    const outside = [];
    let width = 0;
    for (const line of run('pdftotext', '-bbox', file, '-').split('\n')) {
        width = Number(line.match(/<page width="([\d.]+)"/)?.[1] ?? width);
        const [, left, right] = line.match(/xMin="(-?[\d.]+)".* xMax="([\d.]+)"/) ?? [];
        if (Number(left) < 20 || Number(right) > width - 20)
            outside.push(line.trim());
    }
    check(`${name}: the ${format} print keeps its margins`, outside);

    const pixels = execFileSync('pdftoppm', ['-r', '9', '-gray', file]);
    const dark = pixels.filter(grey => grey < 64).length / pixels.length;
    check(`${name}: the ${format} print is on white paper, also for readers of the dark`,
        dark < .1 ? [] : [`${Math.round(100 * dark)} % of it is dark`]);
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

// A page of one page: printed, nothing of it is missing, small or beyond the margins.
const onePage = async (name, format) => {
    const { page } = await open(`brief/${name}`, { colorScheme: 'dark' });
    const file = `${folder}/brief/${name}-${format}.pdf`, wrong = [];
    await page.pdf({ path: file, format });
    const pages = Number(run('pdfinfo', file).match(/Pages: +(\d+)/)[1]);
    if (pages !== 1)
        wrong.push(`${pages} pages`);
    const text = bare(run('pdftotext', '-raw', file, '-'));
    const words = await page.$$eval('h1, h2, main p, dd, dt', all => all.map(e => e.textContent));
    const titles = await page.$$eval('.pic svg > title', all => all.map(t => t.textContent));
    for (const said of [...(await tables(page)).flat(2), ...words, ...titles])
        if (!text.includes(bare(said)))
            wrong.push(`lacks '${said}'`);
    let height = 0;
    for (const line of run('pdftotext', '-bbox', file, '-').split('\n')) {
        height = Number(line.match(/<page .*height="([\d.]+)"/)?.[1] ?? height);
        const [, top, bottom] = line.match(/yMin="(-?[\d.]+)".* yMax="([\d.]+)"/) ?? [];
        if (Number(top) < 20 || Number(bottom) > height - 20)
            wrong.push(`outside: ${line.trim()}`);
    }
    check(`${name}: --brief is one page of ${format}, and whole`, wrong);
    await page.close();
};

const narrowed = async name => {
    for (const width of [360, 1280]) {
        const { page, heard } = await open(`brief/${name}`, { viewport: { width, height: 800 } });
        check(`${name}: --brief is not wider than ${width} px`,
            [...await overflow(page), ...heard]);
        await page.close();
    }
};

const names = readdirSync(folder).filter(f => f.endsWith('.html')).map(f => f.slice(0, -5))
    .sort();
for (const name of names) {
    await looks(name);
    await phone(name);
    await paired(name);
    await outlined(name);
    await enlarged(name);
    await unscripted(name);
    await printed(name, 'A4');
    await printed(name, 'Letter');
    await boxed(name);
}
const briefs = readdirSync(`${folder}/brief`).filter(f => f.endsWith('.html'))
    .map(f => f.slice(0, -5)).sort();
check('ten questions have a page', briefs.length === 10 ? [] : [briefs.join(' ')]);
for (const name of briefs) {
    await onePage(name, 'A4');
    await onePage(name, 'Letter');
    await narrowed(name);
}
await heads('long');
await forced('board');
for (const file of readdirSync(folder).filter(f => f.endsWith('.svg')).sort())
    await recoloured('board', file);
const never = ['43,0000', '-5', '−5', '0', 'abc', '4 3 0', '1e5', '<b>', '1,234,5', '430,',
    '1,234 567', '$-5', '0,000'];
await typed('board', ['430,000', '$430k', '430 K', '0.43m', ' $430,000.00 ', 'USD 430,000',
    '430000 USD', 'US$430,000', '430.005', '430.000k', '430.000,00', '430 000', "430'000.5", '430,5',
    '1.234.567', '1\u00a0234\u202f567', '430\u00a0000', '0,43m', '.5', '1.234,5k'],
    [...never, '430.000', '$43.120', '€430,000', '430,000 EUR', 'CHF 430k', '$430 USD']);
await typed('euros', ['€43,000', '43.000,50 €', 'EUR 43k', '43 000'], [...never, '$43,000']);
await typed('hourly', ['42.50', '42,50', '$42.5', 'EUR 42'], never);
parsed('hostile', 2);
parsed('board', 8);
await finish();
