// Line charts: series over steps, and sections of a solution.
const hues = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'];
const dashes = ['solid', [7, 4], [2, 3]];

/** The colour and dash of the i-th of several names: the hues first solid, then dashed, then dotted. */
const penOf = i => ({ color: color(hues[i % hues.length]), type: dashes[Math.floor(i / hues.length) % dashes.length] });

/** A chart in a new element, sized with it; `option` is asked again whenever the theme changes. */
function chart(className, label, renderer, option) {
  const node = element('div', { class: className, role: 'img', 'aria-label': label });
  let instance = null;
  const draw = () => {
    if (!node.isConnected) return;
    instance ??= echarts.init(node, null, { renderer });
    instance.resize();
    instance.setOption(option(), { notMerge: true });
  };
  redraws.push(draw);
  new ResizeObserver(draw).observe(node);
  return { node, draw, instance: () => instance };
}

/** The style that every axis of this page shares. */
function axis(name, more) {
  return {
    name, nameLocation: 'middle', nameTextStyle: { color: color('muted'), fontSize: 12 },
    axisLine: { show: true, onZero: false, lineStyle: { color: color('line') } },
    axisTick: { lineStyle: { color: color('line') } }, splitLine: { lineStyle: { color: color('grid') } },
    axisLabel: { color: color('muted'), fontSize: 11, formatter: tick, hideOverlap: true, showMinLabel: true, showMaxLabel: true },
    ...more,
  };
}

/**
 * The vertical axis for `values`, and how a value is placed on it. A logarithmic axis is one of exponents, since
 * ECharts' own loses values below 1e-10; it is taken when asked for and the values span a decade.
 */
function valueAxis(values, logarithmic) {
  const shown = values.filter(v => Number.isFinite(v) && (!logarithmic || v > 0));
  const low = shown.reduce((a, b) => Math.min(a, b), Infinity), high = shown.reduce((a, b) => Math.max(a, b), -Infinity);
  const label = axis('').axisLabel;
  if (logarithmic && shown.length > 0 && high / low > 10) {
    const max = Math.ceil(Math.log10(high)), decades = max - Math.floor(Math.log10(low));
    const interval = Math.ceil(decades / 7), min = max - interval * Math.ceil(decades / interval);
    const formatter = exponent => power(Math.round(exponent));
    const y = axis('', { type: 'value', min, max, interval, axisLabel: { ...label, hideOverlap: false, formatter } });
    return { y, place: v => (v > 0 ? Math.log10(v) : null) };
  }
  return { y: axis('', { type: 'value', scale: true, axisLabel: { ...label, showMinLabel: null, showMaxLabel: null } }), place: v => v };
}

/** The box that follows the pointer: a heading and a line for each series. */
function tooltip(heading) {
  return {
    trigger: 'axis', confine: true, backgroundColor: color('card'), borderColor: color('line'),
    textStyle: { color: color('ink') }, axisPointer: { lineStyle: { color: color('muted') } },
    formatter: points => element('div', { class: 'tip' }, element('b', {}, heading(points[0].axisValue)),
      ...points.filter(p => p.value[2] != null).slice(0, 16).map(p => {
        const key = element('i');
        key.style.background = p.color;
        return element('div', {}, element('span', {}, key, p.seriesName), element('span', {}, number(p.value[2], 4)));
      })),
  };
}

/** A curve through points [x, height, value]. */
const straight = (name, pen, width, points) => ({
  name, type: 'line', data: points, showSymbol: points.length === 1, symbolSize: 6, animation: false,
  itemStyle: { color: pen.color }, lineStyle: { color: pen.color, type: pen.type, width }, emphasis: { disabled: true },
});

/** The area between the lower and the upper values of a series; an upper value that is null lies beyond `most`. */
function band(series, xs, pen, place, most) {
  const above = v => (v == null ? most : place(v));
  const points = xs.map((x, i) => [x, series.lower[i] == null ? null : place(series.lower[i]), above(series.upper[i])])
    .filter(([x, low]) => x != null && low != null);
  const held = points.flatMap((point, i) => (series.held && i > 0 ? [[point[0], ...points[i - 1].slice(1)], point] : [point]));
  const outline = [...held.map(([x, , high]) => [x, high]), ...held.reverse().map(([x, low]) => [x, low])];
  return {
    type: 'custom', silent: true, animation: false, z: 1, clip: true, tooltip: { show: false }, data: outline.slice(0, 1),
    renderItem: (_, api) => ({ type: 'polygon', shape: { points: outline.map(point => api.coord(point)) }, style: { fill: pen.color, opacity: 0.16 } }),
  };
}

/** A legend whose entries switch their series off and on. */
function legend(entries, toggled) {
  return element('ul', { class: 'legend' }, ...entries.map(entry => {
    const line = svg('0 0 24 8', 'line', { x1: 0, y1: 4, x2: 24, y2: 4, 'stroke-width': 3 });
    const paint = () => {
      const pen = entry.pen();
      line.firstChild.setAttribute('stroke', pen.color);
      line.firstChild.setAttribute('stroke-dasharray', pen.type === 'solid' ? 'none' : pen.type.join(' '));
    };
    redraws.push(paint);
    paint();
    const button = element('button', { type: 'button', 'aria-pressed': 'true' }, line, entry.name);
    button.addEventListener('click', () => {
      const on = button.getAttribute('aria-pressed') === 'false';
      button.setAttribute('aria-pressed', String(on));
      toggled(entry.name, on);
    });
    return element('li', {}, button);
  }));
}

/** Series over steps or seconds, of one kind of measurement. */
function historyChart(measured, axisKey, pens) {
  const hidden = new Set();
  const pen = series => series.total ? { color: color('ink'), type: 'solid' } : penOf(measured.shared ? pens.indexOf(series.name) : measured.series.indexOf(series));
  const last = series => series.values.findLast(v => v != null);
  const label = measured.title + ' over steps. Last values: '
    + measured.series.map(s => `${s.name} ${number(last(s))}`).join(', ') + '.';
  const drawn = chart('chart', label, 'svg', () => {
    const shown = measured.series.filter(series => !hidden.has(series.name));
    const key = axisKey();
    const values = shown.flatMap(series => [...series.values, ...(series.lower ?? []), ...(series.upper ?? [])]);
    const { y, place } = valueAxis(values, measured.log);
    const most = y.max ?? values.reduce((a, b) => Math.max(a, b), -Infinity);
    const point = (x, v) => [x, v == null ? null : place(v), v];
    return {
      animation: false, grid: { left: 8, right: 18, top: 14, bottom: 26, containLabel: true },
      tooltip: tooltip(x => key === 'steps' ? 'step ' + number(x) : duration(x)),
      xAxis: axis(key === 'steps' ? 'step' : 'seconds', { type: 'value', nameGap: 26, min: 'dataMin', max: 'dataMax' }), yAxis: y,
      series: [
        ...shown.filter(series => series.lower).map(series => band({ ...series, held: measured.steps }, series[key], pen(series), place, most)),
        ...shown.map(series => ({
          ...straight(series.name, pen(series), series.total ? 2.6 : 1.7, series[key].map((x, i) => point(x, series.values[i]))),
          step: measured.steps ? 'end' : false,
        })),
      ],
    };
  });
  const entries = measured.series.map(series => ({ name: series.name, pen: () => pen(series) }));
  const keys = legend(entries, (name, on) => { if (on) hidden.delete(name); else hidden.add(name); drawn.draw(); });
  return element('figure', {}, element('figcaption', {}, element('h3', {}, measured.title),
    element('span', {}, measured.note)), keys, drawn.node);
}
