// What pages share: the header, charts over steps, and sections with their links.
function showHeader() {
  byId('title').textContent = data.title;
  (data.cite ?? []).forEach((source, i) => byId('cite').append(i > 0 ? ', ' : '',
    source.href ? element('a', { href: source.href, rel: 'noopener noreferrer' }, source.text) : source.text));
  const shapes = { done: 'M3 8.5l3.4 3.5L13 4.5', stopped: 'M5 3v10M11 3v10', mixed: 'M8 2.5v7M8 13v.2', failed: 'M4 4l8 8M12 4l-8 8' };
  const { kind, message } = data.outcome;
  const outcome = byId('outcome');
  outcome.className = kind;
  outcome.append(svg('0 0 16 16', 'path', { d: shapes[kind], fill: 'none', stroke: 'currentColor', 'stroke-width': 2.2, 'stroke-linecap': 'round' }),
    element('span', {}, message));
  for (const figure of data.figures) {
    const shown = { seconds: duration, share: v => number(100 * v, 2) + ' %', text: v => v }[figure.unit] ?? number;
    byId('figures').append(element('div', { class: figure.hero ? 'hero' : null },
      element('dt', {}, figure.label),
      element('dd', {}, shown(figure.value), figure.note ? element('small', {}, figure.note) : null)));
  }
}

function showHistory() {
  const names = [];
  data.history.filter(measured => measured.shared).forEach(measured => measured.series.forEach(series => {
    if (!series.total && !names.includes(series.name)) names.push(series.name);
  }));
  let key = 'steps';
  byId('history-controls').append(segments('over', 'Over', ['steps', 'time'], 0, index => {
    key = ['steps', 'seconds'][index];
    redraws.forEach(redraw => redraw());
  }));
  byId('history-charts').append(...data.history.map(measured => historyChart(measured, () => key, names)));
}

/** Shows a section, and a link to it, when there is something to show in it. */
function section(id, present, show) {
  const node = byId(id);
  node.hidden = !present;
  if (!present) return;
  node.setAttribute('aria-label', node.dataset.title);
  byId('nav').append(element('a', { href: '#' + id }, node.dataset.title));
  show();
}

/** Fills the page: the header, what `show` shows, and the footer. */
function showPage(show) {
  applyTheme();
  showHeader();
  show();
  byId('footer').textContent = data.footer;
  root.dataset.ready = 'true';
}
