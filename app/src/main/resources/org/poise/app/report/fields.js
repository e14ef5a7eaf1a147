// The solution on its planes: curves over one coordinate, maps over two.
const sequential = ['#440154', '#482878', '#3e4989', '#31688e', '#26828e', '#1f9e89', '#35b779', '#6ece58', '#b5de2b', '#fde725'];
const diverging = ['#08306b', '#2166ac', '#5a9bc9', '#a9cfe4', '#f2f2f2', '#f4bc9c', '#dd7f5f', '#b5262f', '#67001f'];

/** 256 colours between the stops, as bytes. */
function palette(stops) {
  const rgb = stops.map(hex => [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16)));
  return Array.from({ length: 256 }, (_, i) => {
    const at = i / 255 * (stops.length - 1), k = Math.min(Math.floor(at), stops.length - 2);
    return rgb[k].map((low, c) => Math.round(low + (at - k) * (rgb[k + 1][c] - low)));
  });
}
const palettes = { sequential: palette(sequential), diverging: palette(diverging) };
const gradient = stops => `linear-gradient(90deg, ${stops.join(', ')})`;

/** Values that the page carries as base64 of little-endian floats. */
function floats(text) {
  const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
}

function extent(arrays) {
  let low = Infinity, high = -Infinity;
  for (const values of arrays) for (const v of values) if (Number.isFinite(v)) { low = Math.min(low, v); high = Math.max(high, v); }
  return low <= high ? [low, high] : [0, 0];
}

/** Values at the nodes of a plane, linearly between: `along` and `up` in 0..1. */
function sample(values, [columns, rows], along, up) {
  const x = along * (columns - 1), y = up * (rows - 1);
  const i = Math.min(Math.floor(x), columns - 2), j = Math.min(Math.floor(y), rows - 2);
  const at = (a, b) => values[(j + b) * columns + i + a];
  const mix = (a, b, t) => a + t * (b - a);
  return mix(mix(at(0, 0), at(1, 0), x - i), mix(at(0, 1), at(1, 1), x - i), y - j);
}

function picture(values, size, [low, high], colors) {
  const side = 240, canvas = element('canvas', { width: side, height: side });
  const context = canvas.getContext('2d'), pixels = context.createImageData(side, side);
  const factor = high > low ? 255 / (high - low) : 0;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const v = sample(values, size, column / (side - 1), 1 - row / (side - 1));
      if (!Number.isFinite(v)) continue;
      const rgb = colors[Math.max(0, Math.min(255, Math.round((v - low) * factor)))];
      pixels.data.set([rgb[0], rgb[1], rgb[2], 255], 4 * (row * side + column));
    }
  }
  context.putImageData(pixels, 0, 0);
  return canvas;
}

/** One map with its axes and its scale of colours; `shown()` gives the values, their range and the plane. */
function heatMap(title, kind, shown, hover) {
  const note = element('span'), low = element('span'), high = element('span'), strip = element('i');
  strip.style.background = gradient(kind === 'diverging' ? diverging : sequential);
  const drawn = chart('map', title, 'canvas', () => {
    const { values, plane, range } = shown();
    const [horizontal, vertical] = plane.bounds;
    const image = picture(values, plane.size, range, palettes[kind]);
    low.textContent = number(range[0]);
    high.textContent = number(range[1]);
    note.textContent = `${number(extent([values])[0])} to ${number(extent([values])[1])}`;
    drawn.node.setAttribute('aria-label', `${title} over ${plane.names.join(' and ')}: ${note.textContent}.`);
    const side = (i, bounds, more) => axis(plane.names[i],
      { type: 'value', min: bounds[0], max: bounds[1], splitLine: { show: false }, ...more });
    return {
      animation: false, grid: { left: 26, right: 16, top: 12, bottom: 28, containLabel: true },
      xAxis: side(0, horizontal, { nameGap: 24 }), yAxis: side(1, vertical, { nameGap: 38 }),
      series: [{
        type: 'custom', data: [[horizontal[0], vertical[0]]], silent: true,
        renderItem: (_, api) => {
          const [left, top] = api.coord([horizontal[0], vertical[1]]), [right, bottom] = api.coord([horizontal[1], vertical[0]]);
          return { type: 'image', style: { image, x: left, y: top, width: right - left, height: bottom - top } };
        },
      }],
    };
  });
  const at = event => {
    const pixel = [event.offsetX, event.offsetY], instance = drawn.instance();
    hover(instance?.containPixel('grid', pixel) ? instance.convertFromPixel('grid', pixel) : null);
  };
  drawn.node.addEventListener('mousemove', at);
  drawn.node.addEventListener('mouseleave', () => hover(null));
  return { draw: drawn.draw, node: element('figure', {}, element('figcaption', {}, element('h3', {}, title), note), drawn.node,
    element('div', { class: 'scale' }, low, strip, high)) };
}

/** Curves over one coordinate; `shown()` gives named arrays of values, the name of the coordinate and its bounds. */
function curves(title, note, shown) {
  const keys = element('div');
  const drawn = chart('chart', title, 'svg', () => {
    const { lines, name, bounds, range } = shown();
    const point = (x, v) => (Number.isFinite(v) ? [x, v, v] : [x, null, null]);
    const pen = i => ({ color: color(['c1', 'ink', 'c2'][lines[i].pen]), type: lines[i].pen === 1 ? [5, 5] : 'solid' });
    const { y } = valueAxis(range ?? lines.flatMap(line => Array.from(line.values)), false);
    if (range && range[1] > range[0]) Object.assign(y, { min: range[0], max: range[1], splitNumber: 4 });
    keys.replaceChildren(lines.length > 1 ? keysOf(lines, pen) : '');
    return {
      animation: false, grid: { left: 8, right: 18, top: 14, bottom: 26, containLabel: true },
      tooltip: tooltip(x => `${name} = ${number(x, 4)}`),
      xAxis: axis(name, { type: 'value', min: bounds[0], max: bounds[1], nameGap: 26 }), yAxis: y,
      series: lines.map((line, i) => straight(line.name, pen(i), line.pen === 0 ? 2.4 : 1.7,
        Array.from(line.values, (v, j) => point(bounds[0] + (bounds[1] - bounds[0]) * j / (line.values.length - 1), v)))),
    };
  });
  return { draw: drawn.draw, node: element('figure', {}, element('figcaption', {}, element('h3', {}, title), element('span', {}, note)), keys, drawn.node) };
}

function keysOf(lines, pen) {
  return element('ul', { class: 'legend' }, ...lines.map((line, i) => {
    const { color: stroke, type } = pen(i);
    return element('li', {}, svg('0 0 24 8', 'line', { x1: 0, y1: 4, x2: 24, y2: 4, 'stroke-width': 3, stroke,
      'stroke-dasharray': type === 'solid' ? 'none' : type.join(' ') }), ' ', line.name);
  }));
}
