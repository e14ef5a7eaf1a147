// Trace estimators beside the exact traces, and the trace's look-alikes.
function showLookAlikes() {
  const { blocks, weights, ratios } = data.lookAlikes;
  const kinds = Object.keys(ratios);
  const symbols = { 'summed-gradient': '1ᵀK_ii1', 'gradient-norm': '‖∇L_i‖', 'root-loss-gradient': '‖∇√L_i‖' };
  columns('look-alikes-table', [['Term', null, b => b.name], figure('Tr K_ii', b => b.trace),
    ...kinds.map(kind => figure(symbols[kind], b => b[kind]))], blocks);
  columns('look-alikes-weights', [['Group', null, g => g], figure('λ of the trace (wang)', g => weights.trace[g]),
    ...kinds.flatMap(kind => [figure(`λ of ${symbols[kind]}`, g => weights[kind][g]), figure('to the trace’s', g => ratios[kind][g])])],
  Object.keys(weights.trace));
}

function showEstimators() {
  const { convention, repetitions, exact, rows } = data.estimators;
  const groups = Object.keys(exact.weights);
  byId('estimators-note').textContent = `Each dot is one of ${repetitions} independent estimates over the exact trace; the line is the first of them, `
    + 'the box its standard error on both sides. A single probe states no error. Times are medians; exact traces take a sweep of their own here, and in training come with the gradient’s.';
  byId('estimators-charts').append(...rows[0].blocks.map((block, i) => strips(`Trace of ${block.name}`, 'over the exact one', () => rows.map((row, k) => {
    const { ratio, relativeError, ratios } = row.blocks[i];
    return {
      name: row.estimator, pen: penOf(k), box: [ratio - relativeError, ratio, ratio + relativeError],
      values: ratios.map((value, n) => ({ name: `estimate ${n + 1}`, value })),
    };
  }), 1, { logarithmic: false, middle: 'First estimates' })));
  columns('estimators-table', [['Estimator', null, ([row, block]) => (block === row.blocks[0] ? row.estimator : '')], ['Term', null, ([, b]) => b.name],
    figure('Exact', ([, b]) => exact.traces[b.name]), figure('Estimate', ([, b]) => b.estimate), figure('Error', ([, b]) => b.standardError),
    figure('Ratio', ([, b]) => b.ratio), figure('z', ([, b]) => b.z), figure('Relative error', ([, b]) => b.relativeError),
    figure('Error seen', ([, b]) => b.relativeErrorSeen)], rows.flatMap(row => row.blocks.map(block => [row, block])));
  const timed = (name, value) => [name, 'number', row => duration(value(row))];
  columns('estimators-costs', [['Estimator', null, r => r.estimator], figure('Probes', r => r.probes), figure('Sweeps', r => r.sweeps),
    timed('Time', r => r.seconds), figure('To exact', r => r.relativeSeconds), figure('‖K̂−K‖/‖K‖', r => r.kernelError),
    ...groups.map(g => figure(`λ ${g}`, r => r.weights[g])), figure('Off by up to', r => r.largestFactor)],
  [{ ...exact, estimator: `(exact), λ by ${convention}`, relativeSeconds: 1 }, ...rows]);
}
