'use strict';
const report = JSON.parse(document.getElementById('data').textContent);
const SIDES = ['rankspace', 'mpi4py', 'mpj'];
const colour = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

const element = (tag, text, className) => {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
};
const show = id => { document.getElementById(id).hidden = false; };

/** Three digits that count. */
const number = value => {
  if (value === undefined || value === null) return '';
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return Number(value.toPrecision(3)).toLocaleString('en', {maximumFractionDigits: 6});
};
const bytes = value => {
  let unit = 0;
  while (unit < 3 && value >= 1024 && value % 1024 === 0) { value /= 1024; unit++; }
  return value.toLocaleString('en') + [' B', ' K', ' M', ' G'][unit];
};

function about() {
  for (const side of SIDES.filter(s => s in report.versions)) {
    const label = element('span', report.versions[side], 'side');
    label.style.setProperty('--side', 'var(--' + side + ')');
    document.getElementById('versions').append(label);
  }
  document.getElementById('about').textContent = report.started.slice(0, 16).replace('T', ' ') + ' · ' + report.machine;
  if (report.noise) {
    document.getElementById('noise').textContent = report.noise;
    show('noise');
  }
  for (const failure of report.failures) {
    document.getElementById('failures').append(element('li', failure));
    show('failed');
  }
}

function row(table, cells, className) {
  const tr = element('tr', undefined, className);
  for (const cell of cells) {
    tr.append(cell instanceof Node ? cell : element(className === 'head' ? 'th' : 'td', cell));
  }
  table.append(tr);
}

function judgements() {
  if (report.judgements.length === 0) return;
  show('judged');
  const table = document.getElementById('judgements');
  row(table, ['', 'ours', 'theirs', 'ratio', 'must', 'aim', ''], 'head');
  let current = '';
  for (const j of report.judgements) {
    if (j.requirement !== current) {
      current = j.requirement;
      const title = element('td', j.requirement + ' (' + j.against + ')');
      title.colSpan = 7;
      row(table, [title], 'group');
    }
    const verdict = element('td', j.verdict, j.verdict.split(' ')[0].toLowerCase());
    row(table, [j.title, number(j.ours), number(j.theirs), number(j.ratio), number(j.must), number(j.aim), verdict]);
  }
}

function figures() {
  const table = document.getElementById('figures');
  row(table, ['', 'side', 'min µs', 'p10', 'median', 'p90', 'p99', 'MB/s', 'ours/it', 'warm-up s', 'rounds'], 'head');
  for (const c of report.cases) {
    let title = c.title;
    for (const side of SIDES.filter(s => s in c.sides)) {
      const {us, warmUpSeconds} = c.sides[side];
      const ratio = side !== 'rankspace' && c.sides.rankspace ? c.sides.rankspace.us.median / us.median : undefined;
      row(table, [title, side, number(us.min), number(us.p10), number(us.median), number(us.p90), number(us.p99),
        c.bytes ? number(c.movedBytes / us.median) : '',
        element('td', number(ratio), ratio === undefined ? '' : ratio <= 1 ? 'better' : 'worse'),
        number(warmUpSeconds), us.rounds]);
      title = '';
    }
  }
}

/** The cases of one plot: same name, form and ranks, along the sizes, or along the kinds of object. */
function groups() {
  const all = new Map();
  for (const c of report.cases) {
    const sized = c.bytes > 0;
    const collective = !sized && c.name !== 'latency';
    const key = collective ? 'small object, ' + c.ranks + ' ranks'
      : [c.name, c.form, c.ranks + ' ranks', sized ? 'size' : 'kind'].join(', ');
    if (!all.has(key)) {
      all.set(key, {
        name: collective ? 'collectives' : c.name, sized, cases: [],
        detail: (collective ? 'small object' : c.form) + ', ' + c.ranks + ' ranks',
      });
    }
    all.get(key).cases.push({...c, label: collective ? c.name : c.message});
  }
  return [...all.values()];
}

const value = (c, us) => c.name.endsWith('bandwidth') ? c.movedBytes / us : us;

const isPowerOfTen = t => t > 0 && Math.abs(Math.log10(t) - Math.round(Math.log10(t))) < 1e-9;

function axis(options) {
  return {
    stroke: () => colour('soft'), font: '12px system-ui', grid: {stroke: () => colour('line'), width: 1},
    ticks: {stroke: () => colour('line'), width: 1}, ...options,
  };
}

/** A median line with its band for each side; without a size, points over the names. */
function plot(group) {
  const cases = group.sized ? group.cases.slice().sort((a, b) => a.bytes - b.bytes) : group.cases;
  const xs = cases.map((c, i) => group.sized ? c.bytes : i);
  const sides = SIDES.filter(s => cases.some(c => s in c.sides));
  const data = [xs];
  const series = [{value: (u, x) => x === null ? '' : group.sized ? bytes(x) : cases[x].label, label: group.sized ? 'size' : 'what'}];
  const bands = [];
  for (const side of sides) {
    for (const [key, label] of [['median', side], ['p90', ''], ['p10', '']]) {
      data.push(cases.map(c => side in c.sides ? value(c, c.sides[side].us[key]) : null));
      series.push({
        label, stroke: () => label ? colour(side) : 'transparent', width: label && group.sized ? 2 : 0, spanGaps: true,
        points: {show: label !== '', size: group.sized ? 6 : 11, fill: () => colour(side), stroke: () => colour(side)},
        value: (u, y) => number(y), class: label ? 'median' : 'quiet',
      });
    }
    if (group.sized) bands.push({series: [data.length - 2, data.length - 1], fill: () => colour(side) + '2e'});
  }
  const stream = cases[0].name.endsWith('bandwidth');
  const card = element('div', undefined, 'plot');
  const title = element('h3', group.name + ' ');
  title.append(element('span', group.detail + (stream ? ', MB/s' : ', µs')));
  card.append(title);
  document.getElementById('plots').append(card);
  const drawn = new uPlot({
    width: card.clientWidth - 24, height: 260, series, bands,
    scales: {
      x: group.sized ? {time: false, distr: 3, log: 2} : {time: false, range: [-0.5, cases.length - 0.5]},
      y: {distr: 3, log: 10},
    },
    axes: [
      axis(group.sized ? {splits: () => xs, filter: (u, ticks) => ticks, values: (u, ticks) => ticks.map(bytes), grid: {show: false}}
        : {splits: () => cases.map((c, i) => i), values: () => cases.map(c => c.label), rotate: -35, size: 62, grid: {show: false}}),
      axis({filter: (u, ticks) => ticks, values: (u, ticks) => ticks.map(t => isPowerOfTen(t) ? number(t) : null), size: 62}),
    ],
    legend: {live: true},
    cursor: {points: {show: false}},
  }, data, card);
  card.querySelectorAll('.u-series.quiet').forEach(entry => entry.remove());
  return {drawn, card};
}

about();
judgements();
figures();
const plots = groups().map(plot);
addEventListener('resize', () => plots.forEach(p => p.drawn.setSize({width: p.card.clientWidth - 24, height: 260})));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => plots.forEach(p => p.drawn.redraw(false)));
