// Samples as strips: a row for each, its values as dots over one axis, a box with a line behind them.

/**
 * `rows()` gives { name, pen, values: [{ name, value }], box: [low, middle, high] } for each row; a bound that is null
 * lies beyond every number. A line lies across at `mark`. `middle` names what the line of a box is.
 */
function strips(title, note, rows, mark, { logarithmic = true, middle = 'Medians' } = {}) {
  const finite = () => rows().flatMap(row => [...row.values.map(v => v.value), ...row.box]).filter(v => v != null);
  const text = row => `${row.name} ${row.box[1] == null ? 'beyond every number' : number(row.box[1])}`;
  const drawn = chart('chart', `${title}. ${middle}: ` + rows().map(text).join(', ') + '.', 'svg', () => {
    const shown = rows(), values = finite();
    const { y: x, place } = valueAxis(mark == null ? values : [...values, mark], logarithmic);
    const most = x.max ?? values.reduce((a, b) => Math.max(a, b), -Infinity);
    const at = v => (v == null ? most : place(v));
    // A point that is not drawn brings the mark into the axis.
    const marked = mark == null ? [] : [{ value: [place(mark), 0], symbol: 'none' }];
    const line = mark == null ? {} : {
      markLine: { silent: true, symbol: 'none', animation: false, label: { show: false },
        lineStyle: { color: color('muted'), type: [5, 4], width: 1.2 }, data: [{ xAxis: place(mark) }] },
    };
    return {
      animation: false, grid: { left: 8, right: 22, top: 6, bottom: 8, containLabel: true },
      tooltip: {
        confine: true, backgroundColor: color('card'), borderColor: color('line'), textStyle: { color: color('ink') },
        formatter: p => element('div', { class: 'tip' }, element('b', {}, shown[p.value[1]].name), `${p.value[3]}: ${number(p.value[2], 4)}`),
      },
      xAxis: x,
      yAxis: {
        type: 'category', inverse: true, data: shown.map(row => row.name), axisTick: { show: false },
        axisLine: { lineStyle: { color: color('line') } },
        axisLabel: { color: color('ink'), fontSize: 12, lineHeight: 14, width: 150, overflow: 'breakAll' },
      },
      series: [
        { type: 'custom', silent: true, data: shown.map((row, i) => [at(row.box[1]), i]), renderItem: (_, api) => box(api, shown, at) },
        {
          type: 'scatter', symbolSize: 8, ...line,
          data: marked.concat(shown.flatMap((row, i) => row.values.filter(v => v.value != null).map(v => ({
            value: [place(v.value), i, v.value, v.name], itemStyle: { color: row.pen.color, opacity: 0.75 },
          })))),
        },
      ],
    };
  });
  drawn.node.style.height = `${3 + 3.2 * rows().length}rem`;
  return element('figure', {}, element('figcaption', {}, element('h3', {}, title), element('span', {}, note)), drawn.node);
}

/** The box of a row, and the line of its middle where that is a number. */
function box(api, shown, at) {
  const i = api.value(1), row = shown[i], half = 0.28 * api.size([0, 1])[1];
  const [left, middle, right] = row.box.map(v => api.coord([at(v), i]));
  const stroke = row.pen.color;
  const children = [{
    type: 'rect', shape: { x: left[0], y: left[1] - half, width: Math.max(right[0] - left[0], 0.1), height: 2 * half },
    style: { fill: stroke, opacity: 0.16 },
  }];
  if (row.box[1] != null) {
    children.push({ type: 'line', shape: { x1: middle[0], y1: middle[1] - half, x2: middle[0], y2: middle[1] + half }, style: { stroke, lineWidth: 2.6 } });
  }
  return { type: 'group', children };
}
