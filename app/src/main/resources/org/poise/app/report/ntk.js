// Fills the page of a tangent kernel.
/** A horizontal axis; a logarithmic one is of exponents, as the vertical axes are. */
function indexAxis(name, logarithmic) {
  if (!logarithmic) return { x: axis(name, { type: 'value', nameGap: 26, min: 'dataMin', max: 'dataMax' }), at: v => v, back: v => v };
  const label = axis('').axisLabel;
  const formatter = exponent => tick(Number((10 ** exponent).toPrecision(2)));
  const x = axis(name, { type: 'value', nameGap: 26, min: 'dataMin', max: 'dataMax', axisLabel: { ...label, formatter } });
  return { x, at: Math.log10, back: v => Math.round(10 ** v) };
}

function curves(given) {
  const hidden = new Set();
  const pen = series => penOf(given.series.indexOf(series));
  const label = `${given.title}, ${given.note}, over ${given.x}: ` + given.series.map(s => `${s.name} from ${number(s.values[0])} to ${number(s.values.at(-1))}`).join(', ') + '.';
  const drawn = chart('chart', label, 'svg', () => {
    const shown = given.series.filter(series => !hidden.has(series.name));
    const { y, place } = valueAxis(shown.flatMap(series => series.values), true);
    const { x, at, back } = indexAxis(given.x, given.logarithmic);
    return {
      animation: false, grid: { left: 8, right: 18, top: 14, bottom: 26, containLabel: true },
      tooltip: tooltip(v => `${given.x} ${number(back(v))}`), xAxis: x, yAxis: y,
      series: shown.map(series => straight(series.name, pen(series), 1.8,
        series.x.map((v, i) => [at(v), series.values[i] == null ? null : place(series.values[i]), series.values[i]]))),
    };
  });
  const keys = legend(given.series.map(series => ({ name: series.name, pen: () => pen(series) })),
    (name, on) => { if (on) hidden.delete(name); else hidden.add(name); drawn.draw(); });
  return element('figure', {}, element('figcaption', {}, element('h3', {}, given.title), element('span', {}, given.note)), keys, drawn.node);
}

function columns(id, list, rows) {
  byId(id).append(table(list.map(([name, kind]) => ({ name, kind })), rows.map(row => list.map(column => column[2](row)))));
}

const figure = (name, value) => [name, 'number', row => number(value(row))];

function showBlocks() {
  columns('blocks-table', [['Term', null, b => b.name], ['Residual', 'formula', b => b.formula], ['Group', null, b => b.group],
    figure('Rows', b => b.rows), figure('Trace', b => b.trace), figure('λ_max', b => b.largest), figure('λ_min', b => b.smallest),
    figure('Above rounding', b => b.aboveRounding), figure('Condition', b => b.condition), figure('Effective rank', b => b.effectiveRank)], data.blocks);
}

function showWeights() {
  const { used, lambda, wang, jaxpi } = data.weights;
  columns('weights-table', [['Group', null, g => g], figure('wang', g => wang[g]), figure('jaxpi', g => jaxpi[g]),
    figure(`in Λ (${used})`, g => lambda[g])], Object.keys(lambda));
}

function showWidths() {
  const { steps, rows, exponent } = data.widths;
  byId('widths-note').textContent = `After ${number(steps)} steps of training, on the first training points. `
    + (rows.length > 1 ? `The drift of K goes as width to the power ${number(exponent.kernel)}, that of θ as width to the power ${number(exponent.parameters)}.` : '');
  columns('widths-table', [figure('Width', r => r.width), figure('Parameters', r => r.parameters), figure('Drift of K', r => r.drift.kernel),
    figure('Drift of θ', r => r.drift.parameters), figure('2/λ_max at the start', r => r.largestRate)], rows);
}

applyTheme();
showHeader();
section('spectra', true, () => byId('spectra-charts').append(...data.charts.map(curves)));
section('blocks', true, showBlocks);
section('weights', true, showWeights);
section('look-alikes', true, showLookAlikes);
section('estimators', data.estimators != null, showEstimators);
section('widths', data.widths != null, showWidths);
byId('footer').textContent = data.footer;
root.dataset.ready = 'true';
