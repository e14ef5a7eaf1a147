// Charts of curves over anything, with the vertical axis in logarithms where values span a decade.
/** A horizontal axis; a logarithmic one is of exponents, as the vertical axes are. */
function indexAxis(name, logarithmic) {
  const label = axis('').axisLabel;
  if (!logarithmic) {
    // Both ends carry labels, of as many digits as fit.
    const short = v => tick(Number(v.toPrecision(3)));
    const x = axis(name, { type: 'value', nameGap: 26, min: 'dataMin', max: 'dataMax', axisLabel: { ...label, formatter: short } });
    return { x, at: v => v, back: v => v };
  }
  const formatter = exponent => tick(Number((10 ** exponent).toPrecision(2)));
  const x = axis(name, { type: 'value', nameGap: 26, min: 'dataMin', max: 'dataMax', axisLabel: { ...label, formatter } });
  return { x, at: Math.log10, back: v => Math.round(10 ** v) };
}

/** A chart of curves over an index, over steps, or over anything else. */
function curveChart(given) {
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
