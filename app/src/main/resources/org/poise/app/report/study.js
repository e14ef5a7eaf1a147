// Fills the page of a study: its claims, and the sections that it brings itself.
const { study } = data;

function showClaims() {
  const verdict = claim => element('span', { class: 'verdict ' + claim.held.replace(' ', '-') }, claim.verdict);
  byId('claims-table').append(table(
    [{ name: 'Claim', kind: 'words' }, { name: 'Published', kind: 'words' }, { name: 'Ours', kind: 'words' }, { name: '' }, { name: 'Command', kind: 'formula' }],
    study.claims.map(claim => [claim.text, claim.published, claim.ours, verdict(claim), claim.command])));
}

/** A column is one of numbers if no cell of it is a text. */
function findingsTable({ title, columns, rows }) {
  const kind = i => (rows.some(row => typeof row[i] === 'string') ? null : 'number');
  const cell = content => (typeof content === 'string' ? content : number(content));
  return element('div', { class: 'table' }, element('h3', {}, title),
    table(columns.map((name, i) => ({ name, kind: kind(i) })), rows.map(row => row.map(cell))));
}

function showFindings(finding, i) {
  const id = `findings-${i + 1}`;
  const charts = element('div', { class: 'charts' }), tables = element('div');
  byId('findings').append(element('section', { id, 'data-title': finding.title }, element('h2', {}, finding.title),
    finding.note ? element('p', { class: 'note' }, finding.note) : null, finding.charts.length > 0 ? charts : null, tables));
  section(id, true, () => {
    charts.append(...finding.charts.map(curveChart));
    tables.append(...finding.tables.map(findingsTable));
  });
}

showPage(() => {
  byId('about').textContent = study.summary;
  section('claims', study.claims.length > 0, showClaims);
  (study.sections ?? []).forEach(showFindings);
  section('notes', study.notes.length > 0, () => byId('notes-list').append(...study.notes.map(note => element('li', {}, note))));
});
