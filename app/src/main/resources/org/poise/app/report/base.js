// The data of the page, small helpers for its elements and numbers, and the theme.
// Text from the run reaches the page through textContent only.
const data = JSON.parse(document.getElementById('data').textContent);
const root = document.documentElement;
const byId = id => document.getElementById(id);

/** A new element with attributes and children; strings become text. */
function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(key, '');
    else if (value !== false && value != null) node.setAttribute(key, value);
  }
  node.append(...children.filter(child => child != null));
  return node;
}

function svg(viewBox, name, attributes) {
  const space = 'http://www.w3.org/2000/svg';
  const picture = document.createElementNS(space, 'svg');
  picture.setAttribute('viewBox', viewBox);
  picture.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
  picture.append(shape);
  return picture;
}

const superscripts = { '-': '⁻', 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹' };
const power = exponent => '10' + String(exponent).replace(/./g, c => superscripts[c]);

/** A number for reading: 0.0123, 1.23 × 10⁻⁵, 80,000. */
function number(value, digits = 3) {
  if (value == null || !Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e9) return value.toLocaleString('en-US').replace('-', '−');
  if (size >= 1e-3 && size < 1e5) return Number(value.toPrecision(digits)).toLocaleString('en-US', { maximumSignificantDigits: 15 }).replace('-', '−');
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
  return (mantissa + ' × ' + power(Number(exponent))).replace('-', '−');
}

/** A label of an axis: short, without a space. */
function tick(value) {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e-4 && size < 1e4) return String(Number(value.toPrecision(6))).replace('-', '−');
  if (size >= 1e4 && size < 1e9 && value % 1000 === 0) {
    return size < 1e6 ? value / 1e3 + 'k' : value % 1e5 === 0 ? value / 1e6 + 'M' : value / 1e3 + 'k';
  }
  const [mantissa, exponent] = value.toExponential(2).split('e');
  const factor = Number(mantissa);
  return ((factor === 1 ? '' : factor + '·') + power(Number(exponent))).replace('-', '−');
}

function duration(seconds) {
  if (seconds == null || !Number.isFinite(seconds)) return '–';
  if (seconds < 1) return number(seconds * 1000, 3) + ' ms';
  if (seconds < 60) return number(seconds, 3) + ' s';
  const whole = Math.round(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return parts[0] > 0 ? `${parts[0]} h ${parts[1]} min` : `${parts[1]} min ${parts[2]} s`;
}

/** Buttons of which one is pressed; a group of radio inputs to the keyboard. */
function segments(name, legend, options, selected, choose) {
  const set = element('fieldset', { class: 'segments' }, legend ? element('legend', {}, legend) : null);
  options.forEach((option, index) => {
    const input = element('input', { type: 'radio', name, value: index, checked: index === selected });
    input.addEventListener('change', () => choose(index));
    set.append(element('label', {}, input, element('span', {}, option)));
  });
  return set;
}

function table(headings, rows) {
  const cell = (name, column, content) => element(name,
    { class: column.kind, scope: name === 'th' ? 'col' : null }, content);
  const head = element('tr', {}, ...headings.map(column => cell('th', { kind: column.kind === 'formula' ? null : column.kind }, column.name)));
  const body = rows.map(row => element('tr', {}, ...row.map((content, i) => cell('td', headings[i], content))));
  return element('table', {}, element('thead', {}, head), element('tbody', {}, ...body));
}

const color = name => getComputedStyle(root).getPropertyValue('--' + name).trim();
const redraws = [];
const dark = matchMedia('(prefers-color-scheme: dark)');
let theme = 'auto';
let printing = false;

function applyTheme() {
  const shown = printing ? 'light' : theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme;
  root.dataset.theme = shown;
  root.style.colorScheme = shown;
  root.classList.toggle('printing', printing);
  byId('theme').textContent = 'Theme: ' + theme;
  redraws.forEach(redraw => redraw());
}

byId('theme').addEventListener('click', () => {
  theme = { auto: 'light', light: 'dark', dark: 'auto' }[theme];
  applyTheme();
});
dark.addEventListener('change', applyTheme);
addEventListener('beforeprint', () => { printing = true; applyTheme(); });
addEventListener('afterprint', () => { printing = false; applyTheme(); });
