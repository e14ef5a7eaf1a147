// Fills the page of a comparison, section by section.
const { comparison } = data;
const { schemes, quantities, measure, seeds } = comparison;
const capital = text => text[0].toUpperCase() + text.slice(1);
const titleOf = quantity => capital(`${measure} of ${quantity}`);
/** Errors that are not finite are null: those of runs that failed, or were of no use. */
const error = value => (value == null ? '∞' : number(value));
const range = (low, high) => (low === high ? error(low) : `${error(low)} to ${error(high)}`);
const percent = share => (share == null ? '–' : number(100 * share, 3) + ' %');
const failedOf = scheme => (scheme.failed > 0 ? `${scheme.failed} of ${seeds.length}` : '0');
const nameOf = scheme => scheme.label + (scheme.failed > 0 ? ` (${failedOf(scheme)} failed)` : '');

/** A table for each quantity, with its name above where there are several. */
function tables(id, heading, columns, rows) {
  byId(id).append(...quantities.map(quantity => element('div', { class: 'table' },
    quantities.length > 1 ? element('h3', {}, heading(quantity)) : null,
    table(columns, rows(quantity)))));
}

function showErrors() {
  const kinds = ['errors', 'bestErrors'];
  let kind = 0;
  byId('errors-controls').append(segments('model', 'Of', ['last model', 'best model'], 0, index => {
    kind = index;
    redraws.forEach(redraw => redraw());
  }));
  byId('errors-charts').append(...quantities.map(quantity => strips(titleOf(quantity), '', () => schemes.map((scheme, i) => {
    const spread = scheme[kinds[kind]][quantity];
    return {
      name: nameOf(scheme), pen: penOf(i),
      values: scheme.runs.map(run => ({ name: `seed ${run.seed}`, value: run[kinds[kind]][quantity] })),
      box: [spread.lowerQuartile, spread.median, spread.upperQuartile],
    };
  }))));
  const columns = [{ name: 'Weights' }, ...['Median', 'Quartiles', 'Least', 'Greatest', 'Best model, median', 'Failed']
    .map(name => ({ name, kind: 'number' }))];
  tables('errors-tables', titleOf, columns, quantity => schemes.map(scheme => {
    const end = scheme.errors[quantity];
    return [scheme.label, error(end.median), range(end.lowerQuartile, end.upperQuartile), error(end.min), error(end.max),
      error(scheme.bestErrors[quantity].median), failedOf(scheme)];
  }));
}

function showPairs() {
  const others = schemes.filter(scheme => scheme.ratios);
  const { level, lowerRank, upperRank } = others[0].ratios[quantities[0]].interval;
  byId('pairs-title').textContent = `Pairs with ${comparison.baseline}`;
  byId('pairs-note').textContent = `Error over that of ${comparison.baseline} with the same seed, so with the same points and initial parameters: below 1 is better. `
    + `The box is the interval from the ratio of rank ${lowerRank} to that of rank ${upperRank} of ${seeds.length}; whatever the distribution, it contains the median with `
    + `probability ${number(100 * level, 3)} %${level < 0.95 ? ', which more seeds would raise to 95 %' : ''}. The line is the median of these ratios.`;
  byId('pairs-charts').append(...quantities.map(quantity => strips(`Ratio of errors of ${quantity}`, '', () => others.map(scheme => {
    const { median, interval, values } = scheme.ratios[quantity];
    return {
      name: nameOf(scheme), pen: penOf(schemes.indexOf(scheme)), box: [interval.lower, median, interval.upper],
      values: values.map((value, i) => ({ name: `seed ${seeds[i]}`, value })),
    };
  }), 1)));
  const columns = [{ name: 'Weights' }, ...['Median ratio', 'Interval', 'Better in'].map(name => ({ name, kind: 'number' }))];
  tables('pairs-tables', quantity => `Ratio of errors of ${quantity}`, columns, quantity => others.map(scheme => {
    const { median, interval, better } = scheme.ratios[quantity];
    return [scheme.label, error(median), range(interval.lower, interval.upper), `${better} of ${seeds.length}`];
  }));
}

function showCosts() {
  const groups = Object.keys(schemes[0].finalWeights);
  const columns = [{ name: 'Weights' }, ...['Time', 'Per step', 'On weights', ...groups.map(group => 'λ ' + group)]
    .map(name => ({ name, kind: 'number' }))];
  byId('costs-table').append(table(columns, schemes.map(scheme => [scheme.label, duration(scheme.seconds.median),
    duration(scheme.secondsPerStep.median), percent(scheme.weightShare.median), ...groups.map(group => number(scheme.finalWeights[group].median))])));
}

function showWeightings() {
  byId('weightings-table').append(table([{ name: 'Name' }, { name: 'Weights, as a problem file has them', kind: 'formula' }],
    schemes.map(scheme => [scheme.label, scheme.weights])));
}

function showFailures() {
  const rows = schemes.flatMap(scheme => scheme.runs.filter(run => run.failed).map(run => [scheme.label, String(run.seed), run.message]));
  byId('failures-table').append(table([{ name: 'Weights' }, { name: 'Seed', kind: 'number' }, { name: 'What happened', kind: 'words' }], rows));
}

showPage(() => {
  section('errors', true, showErrors);
  section('pairs', schemes.length > 1, showPairs);
  section('history', data.history.length > 0, showHistory);
  section('costs', true, showCosts);
  section('weightings', true, showWeightings);
  section('failures', comparison.failed > 0, showFailures);
});
