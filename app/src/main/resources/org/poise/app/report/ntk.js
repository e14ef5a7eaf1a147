// Fills the page of a tangent kernel.
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

showPage(() => {
  section('spectra', true, () => byId('spectra-charts').append(...data.charts.map(curveChart)));
  section('blocks', true, showBlocks);
  section('weights', true, showWeights);
  section('look-alikes', true, showLookAlikes);
  section('estimators', data.estimators != null, showEstimators);
  section('widths', data.widths != null, showWidths);
});
