// The section that shows the solution: which quantity, which plane, and the maps or curves themselves.
function showSolution(slices) {
  const { planes, quantities } = slices;
  const pairs = [...new Set(planes.map(plane => plane.names.join(', ')))];
  const state = { quantity: 0, pair: 0, position: 0, section: 0.5 };
  const places = () => planes.map((plane, i) => ({ plane, i })).filter(p => p.plane.names.join(', ') === pairs[state.pair]);
  const place = () => { const all = places(); return all[Math.min(state.position, all.length - 1)]; };
  const quantity = () => quantities[state.quantity];

  // All planes of a quantity share a scale of colours, so that a slider does not change what a colour means.
  const decoded = new Map();
  const arrays = () => {
    if (!decoded.has(state.quantity)) {
      const { values, differences } = quantity();
      const solution = values.map(floats), difference = differences && differences.map(floats);
      const reference = difference && solution.map((v, k) => v.map((x, i) => x - difference[k][i]));
      const most = difference ? extent(difference).reduce((a, b) => Math.max(Math.abs(a), Math.abs(b)), 0) : 0;
      decoded.set(state.quantity, { solution, reference, difference, range: extent(solution.concat(reference ?? [])), spread: [-most, most] });
    }
    return decoded.get(state.quantity);
  };

  const maps = byId('solution-maps'), controls = byId('solution-controls');
  let drawn = [];
  const draw = () => drawn.forEach(figure => figure.draw());
  const shown = (kind, range) => () => ({ values: arrays()[kind][place().i], plane: place().plane, range: arrays()[range] });
  const hover = point => { byId('readout').textContent = point ? reading(point) : ''; };

  function reading(point) {
    const { plane, i } = place(), all = arrays();
    const part = point.map((v, k) => (v - plane.bounds[k][0]) / (plane.bounds[k][1] - plane.bounds[k][0]));
    const value = values => number(sample(values, plane.size, Math.min(1, Math.max(0, part[0])), Math.min(1, Math.max(0, part[1]))), 4);
    const at = plane.names.map((name, k) => `${name} = ${number(point[k], 3)}`).join(', ');
    const rest = all.difference ? `, reference ${value(all.reference[i])}, difference ${value(all.difference[i])}` : '';
    return `At ${at}: ${quantity().name} = ${value(all.solution[i])}${rest}`;
  }

  function lines(kind, pen, name) { return { name, pen, values: arrays()[kind][place().i] }; }

  function curveFigures() {
    const { plane } = place(), referenced = arrays().difference != null;
    const common = { name: plane.names[0], bounds: plane.bounds[0] };
    const both = () => ({ ...common, lines: [lines('solution', 0, 'solution'), ...(referenced ? [lines('reference', 1, 'reference')] : [])] });
    const rest = () => ({ ...common, lines: [lines('difference', 2, 'difference')] });
    return [curves(referenced ? 'Solution and reference' : 'Solution', '', both),
      ...(referenced ? [curves('Difference', 'solution − reference', rest)] : [])];
  }

  function mapFigures() {
    const referenced = arrays().difference != null;
    return [heatMap('Solution', 'sequential', shown('solution', 'range'), hover),
      ...(referenced ? [heatMap('Reference', 'sequential', shown('reference', 'range'), hover),
        heatMap('Difference', 'diverging', shown('difference', 'spread'), hover)] : [])];
  }

  /** The solution along the vertical coordinate of a plane, at one place of the horizontal one. */
  function sectionFigure() {
    const { plane } = place();
    const cut = values => Array.from({ length: 161 }, (_, k) => sample(values, plane.size, state.section, k / 160));
    const figure = curves('Section', 'at one ' + plane.names[0], () => ({
      name: plane.names[1], bounds: plane.bounds[1], range: arrays().range.map((v, k, [low, high]) => roundOut(v, k, high - low)),
      lines: [{ name: 'solution', pen: 0, values: cut(arrays().solution[place().i]) },
        ...(arrays().reference ? [{ name: 'reference', pen: 1, values: cut(arrays().reference[place().i]) }] : [])],
    }));
    const say = () => `${plane.names[0]} = ${number(plane.bounds[0][0] + state.section * (plane.bounds[0][1] - plane.bounds[0][0]), 3)}`;
    const bar = slider('Section at', 0, 100, Math.round(100 * state.section), say, v => { state.section = v / 100; figure.draw(); });
    figure.node.append(bar);
    return figure;
  }

  function rebuild() {
    const flat = place().plane.size.length === 1;
    drawn = flat ? curveFigures() : mapFigures();
    maps.className = flat ? 'maps curves' : 'maps';
    maps.replaceChildren(...drawn.map(figure => figure.node));
    byId('solution-section').replaceChildren();
    if (planes.length === 1 && !flat) {
      const section = sectionFigure();
      drawn.push(section);
      byId('solution-section').append(section.node);
    }
    byId('solution-note').textContent = quantity().note;
    hover(null);
    draw();
  }

  function rebuildControls() {
    const choose = key => index => { state[key] = index; if (key === 'pair') state.position = middle(); rebuildControls(); rebuild(); };
    controls.replaceChildren();
    if (quantities.length > 1) controls.append(segments('quantity', 'Show', quantities.map(q => q.name), state.quantity, choose('quantity')));
    if (pairs.length > 1) controls.append(pairChoice(choose('pair')));
    if (places().length > 1) {
      controls.append(slider('Slice', 0, places().length - 1, state.position, () => place().plane.label, v => { state.position = v; hover(null); draw(); }));
    }
  }

  function pairChoice(choose) {
    const select = element('select', {}, ...pairs.map((pair, i) => element('option', { value: i, selected: i === state.pair }, pair)));
    select.addEventListener('change', () => { choose(Number(select.value)); controls.querySelector('select').focus(); });
    return element('label', {}, 'Over', select);
  }

  const middle = () => Math.floor(places().length / 2);
  state.position = middle();
  rebuildControls();
  rebuild();
}

/** A bound moved outwards to a round number, a little beyond the values. */
function roundOut(value, upper, width) {
  if (width <= 0) return upper ? value + 1 : value - 1;
  const unit = 10 ** Math.floor(Math.log10(width)) / 2;
  return upper ? Math.ceil(value / unit + 0.02) * unit : Math.floor(value / unit - 0.02) * unit;
}

function slider(name, min, max, value, say, moved) {
  const input = element('input', { type: 'range', min, max, step: 1, value });
  const output = element('output', {}, say());
  input.setAttribute('aria-valuetext', say());
  input.addEventListener('input', () => {
    moved(Number(input.value));
    output.textContent = say();
    input.setAttribute('aria-valuetext', say());
  });
  return element('label', { class: 'slider' }, name, input, output);
}
