/* SPDX-License-Identifier: GPL-3.0-or-later */
// box.mjs - the offer box says what `benchpay offer --published` says.
import { readFileSync, writeFileSync } from 'node:fs';
import { check, folder, open, run } from './harness.mjs';

// The percentiles of the first section, as the published table that they are.
const publish = name => {
    const report = JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8'));
    const section = report.sections.find(s => s.groups !== undefined);
    const known = section.groups[0].percentiles.filter(p => p.value !== null);
    const file = `${folder}/${name}-published.csv`;
    writeFileSync(file, 'title,currency,' + known.map(p => 'p' + p.p).join(',') + '\n' +
        `total,${report.method.currency ?? ''},${known.map(p => p.value).join(',')}\n`);
    return { file, known };
};

const words = band => band.startsWith('<') ? 'below ' + band.slice(1)
    : band.startsWith('>') ? 'above ' + band.slice(1)
    : 'between ' + band.replace('-', ' and ');

// What the program says: the offer, its band and share in words, the rows of its table.
const said = (amount, file) => {
    const offer = (...more) =>
        run('benchpay', 'offer', amount, '--published', file, '--quiet', ...more);
    const o = JSON.parse(offer('-f', 'json')).offer, p = o.percentile;
    const share = p === null ? '' : 'P' + Math.min(Math.max(Math.round(p), 1), 99);
    const where = `is ${words(o.band)} of these figures` + (share === '' ? '.'
        : o.extrapolated ? `; extrapolated ${share}.` : `, about ${share}.`);
    const rows = offer().match(/^ {2}P[\d.]+ .*%$/gm).map(row => row.trim().split(/\s{2,}/));
    return { amount: o.amount, where, rows };
};

// Is what stands in the text the number x, to the digits that stand there?
const shows = (text, x) => {
    const [digits] = text?.match(/[\d,]+(?:\.\d+)?/) ?? [''];
    const unit = 10 ** -(digits.split('.')[1]?.length ?? 0);
    return digits !== '' &&
        Math.abs(Number(digits.replaceAll(',', '')) - Math.abs(x)) <= .500001 * unit;
};

// The money of the answer: the amount, and how far it is to the median and to P75.
const wrongMoney = (answer, amount, known) => {
    const wrong = [], all = [amount];
    if (!shows(answer, amount))
        wrong.push(`'${answer}' is not about ${amount}`);
    for (const [level, goal] of [[50, 'the median'], [75, 'P75']]) {
        const knot = known.find(k => k.p === level);
        if (knot === undefined)
            continue;
        const gap = amount - knot.value;
        const side = gap < 0 ? 'below' : 'above';
        const part = answer.match(new RegExp(`(\\S+) ${side} ${goal}(?:\\.| and)`))?.[1];
        if (gap === 0 ? !answer.includes('at ' + goal) : !shows(part, gap))
            wrong.push(`'${answer}': ${gap} to ${goal}`);
        all.push(Math.abs(gap));
    }
    const small = all.some(x => x > 0 && x < .5);
    if (/\d\.\d\d (?:is|below|above) /.test(answer) !== (small || Math.max(...all) < 1000))
        wrong.push(`'${answer}' has cents, or lacks them`);
    return wrong;
};

// On and beside every percentile, between them, and far outside.
const tried = values => {
    const cents = values.at(-1) < 1000, step = cents ? .01 : 1;
    const amounts = [step, values[0] / 9, values[0] / 1.02, 1.07 * values.at(-1),
        3 * values.at(-1), 1e9, ...values.flatMap(x => [x - step, x, x + step, x + step / 4]),
        ...values.slice(1).map((x, i) => (x + values[i]) / 2)];
    return new Set(amounts.map(x => String(Number(Math.max(x, step).toFixed(cents ? 2 : 0)))));
};

// The report's own offer, which has the rank of the records.
const ownRank = (name, amount) => {
    const report = JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8'));
    const own = report.sections.find(s => s.offer?.amount === Number(amount))?.offer;
    return own === undefined ? '' : 'P' + Math.round(own.rank);
};

export const boxed = async name => {
    const { file, known } = publish(name);
    const { page } = await open(name);
    const wrong = [], amounts = tried(known.map(p => p.value)).add('430000');
    for (const amount of amounts) {
        await page.fill('#amount', amount);
        const answer = await page.textContent('#offer-box output');
        const rows = await page.$$eval('#offer-box tbody tr', all =>
            all.map(row => [...row.cells].map(c => c.textContent)));
        const want = said(amount, file), rank = ownRank(name, amount);
        if (rank !== '')
            want.where = want.where.replace(/(, about|; extrapolated).*\.$/,
                `; its rank in this report is ${rank}.`);
        if (!answer.includes(want.where))
            wrong.push(`${amount}: '${answer}', not '${want.where}'`);
        if (JSON.stringify(rows) !== JSON.stringify(want.rows))
            wrong.push(`${amount}: ${JSON.stringify(rows)}, not ${JSON.stringify(want.rows)}`);
        wrong.push(...wrongMoney(answer, Number(amount), known));
    }
    check(`${name}: the box says what 'benchpay offer --published' says of ${amounts.size} ` +
        'amounts', wrong);
    await page.close();
};

// Amounts as people write them are what the program takes them for; `none` are refused.
export const typed = async (name, some, none) => {
    const { page } = await open(name);
    const { file } = publish(name), wrong = [];
    const say = async text => {
        await page.fill('#amount', text);
        return page.textContent('#offer-box output');
    };
    for (const text of some) {
        const got = await say(text), want = await say(String(said(text.trim(), file).amount));
        if (got !== want || got.startsWith('This is no amount'))
            wrong.push(`'${text}': ${got}`);
    }
    for (const text of none)
        if (!(await say(text)).startsWith('This is no amount; write one such as') ||
            await page.getAttribute('#amount', 'aria-invalid') !== 'true' ||
            await page.textContent('#offer-box tbody td:last-child') !== '')
            wrong.push(`'${text}': ${await say(text)}`);
    const hint = await page.textContent('#amount-hint');
    for (const example of hint.replace('such as ', '').split(' or '))
        if ((await say(example)).startsWith('This is no amount'))
            wrong.push(`the hint's own '${example}' is refused`);
    if (await say('') !== '' || await page.getAttribute('#amount', 'aria-invalid') !== 'false')
        wrong.push('nothing typed is no mistake');
    check(`${name}: the box reads amounts as the program does, or refuses them`, wrong);
    await page.close();
};
