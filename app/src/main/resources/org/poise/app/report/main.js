// Fills the page, section by section, from the data of the run.
function showBlocks() {
  const some = key => data.blocks.some(block => block[key] != null);
  const columns = [
    ['Term', null, b => b.name], ['Residual', 'formula', b => b.formula], ['On', null, b => b.on], ['Points', 'number', b => number(b.count)],
    ['Group', null, b => b.group], ['Loss', 'number', b => number(b.loss)],
    ...(some('trace') ? [['NTK trace', 'number', b => number(b.trace) + (b.traceError > 0 ? ` ± ${number(b.traceError, 2)}` : '')]] : []), ['Weight', 'number', b => number(b.weight)],
  ];
  byId('blocks-table').append(table(columns.map(([name, kind]) => ({ name, kind })), data.blocks.map(block => columns.map(c => c[2](block)))));
}

function showKernel() {
  byId('kernel-note').textContent = data.kernel.note;
  byId('kernel-charts').append(...data.kernel.charts.map(curveChart));
}

function showCoefficients() {
  const rows = data.coefficients.map(c => [c.name, number(c.value, 8), number(c.initial, 6), c.range]);
  byId('coefficients-table').append(table([{ name: 'Name' }, { name: 'Value', kind: 'number' },
    { name: 'Start', kind: 'number' }, { name: 'Range', kind: 'number' }], rows));
}

function showTimings() {
  const total = data.timings.reduce((sum, part) => sum + part.seconds, 0);
  const share = element('div', { class: 'share', role: 'img', 'aria-label': data.timings.map(p => `${p.name} ${duration(p.seconds)}`).join(', ') });
  data.timings.forEach((part, i) => {
    const piece = element('i');
    piece.style.flexGrow = String(100 * part.seconds / total);
    const paint = () => { piece.style.background = color(hues[i]); };
    redraws.push(paint);
    paint();
    share.append(piece);
  });
  byId('timings-bar').append(share);
  const mark = i => { const key = element('i'); const paint = () => { key.style.background = color(hues[i]); }; redraws.push(paint); paint(); return key; };
  byId('timings-table').append(table([{ name: 'Part' }, { name: 'Time', kind: 'number' }, { name: 'Share', kind: 'number' }, { name: 'Per step', kind: 'number' }],
    data.timings.map((part, i) => [element('span', { class: 'tip' }, mark(i), part.name), duration(part.seconds),
      total > 0 ? number(100 * part.seconds / total, 3) + ' %' : '–', data.steps > 0 ? duration(part.seconds / data.steps) : '–'])));
}

/** Colours the keys, texts, numbers and comments of block-style YAML. */
function showProblem() {
  const token = /(#[^\n]*)|("(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*')(?!\s*:)|((?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|[A-Za-z_][\w-]*)(?=:(?:\s|$)))|((?<![\w.*^/+-])-?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?(?![\w.*^/(]))/gm;
  const kinds = ['c', 's', 'k', 'n'];
  let from = 0;
  for (const match of data.problem.matchAll(token)) {
    const kind = kinds[match.slice(1).findIndex(group => group !== undefined)];
    byId('yaml').append(data.problem.slice(from, match.index), element('span', { class: kind }, match[0]));
    from = match.index + match[0].length;
  }
  byId('yaml').append(data.problem.slice(from));
  byId('copy').addEventListener('click', async () => {
    let said = 'Copied';
    try { await navigator.clipboard.writeText(data.problem); } catch { getSelection().selectAllChildren(byId('yaml')); said = 'Selected'; }
    byId('copy').textContent = said;
    setTimeout(() => { byId('copy').textContent = 'Copy'; }, 1600);
  });
}

showPage(() => {
  section('solution', data.slices != null, () => showSolution(data.slices));
  section('history', data.history.length > 0, showHistory);
  section('kernel', data.kernel != null, showKernel);
  section('blocks', data.blocks.length > 0, showBlocks);
  section('coefficients', data.coefficients.length > 0, showCoefficients);
  section('timings', data.timings.length > 0, showTimings);
  section('problem', data.problem !== '', showProblem);
});
