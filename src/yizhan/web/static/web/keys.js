/* Dialogs, toasts, copying, and the keys of every page. Every page works without them. */
(function () {
  'use strict';
  function all(selector, where) { return Array.prototype.slice.call((where || document).querySelectorAll(selector)); }
  function writing(target) { return target.closest && target.closest('input, textarea, select, [contenteditable]'); }

  /* Whoever opened a dialog gets the focus back, and whoever went on working beside it keeps it; a dialog in the place
     of another takes its opener over. The help stands beside the page, on a small screen it covers it. */
  var openers = new WeakMap(), help = document.getElementById('help'), small = window.matchMedia('(max-width: 62rem)');
  function whence(dialog, at) { return (dialog.contains(at) && openers.get(dialog)) || at; }
  function open(dialog) {
    if (!dialog || dialog.open) { return; }
    var from = document.activeElement;
    all('dialog[open]').forEach(function (one) { from = whence(one, from); openers.delete(one); one.close(); });
    openers.set(dialog, from);
    if (dialog !== help || small.matches) { dialog.showModal(); return; }
    dialog.show();
    document.body.classList.add('with-help');
  }
  function shut(dialog) {
    var back = whence(dialog, document.activeElement);
    openers.delete(dialog);
    dialog.close();
    back.focus();
  }
  all('dialog').forEach(function (dialog) {
    dialog.addEventListener('close', function () {  /* by the browser's own Esc */
      var back = openers.get(dialog);
      if (back && !dialog.open) { openers.delete(dialog); back.focus(); }
      if (!help.open) { document.body.classList.remove('with-help'); }
    });
  });
  document.addEventListener('htmx:afterRequest', function (event) {  /* the same text again is not swapped in again */
    var part = event.detail.target, title = help.querySelector('[data-help-title]');
    if (part.id !== 'help-body' || !title) { return; }
    open(help);
    part.scrollTop = 0;
    title.focus({ preventScroll: true });
  });
  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey) { return; }
    if (event.key === 'Escape' && help.open && !event.target.closest('dialog:not(#help)')) { shut(help); }
    if (event.key !== 'F1') { return; }
    event.preventDefault();
    if (help.open) { shut(help); } else { document.querySelector('[data-help]').click(); }
  });

  /* A key that has nothing to do on this page is not in its list. */
  var absent = { main: !document.querySelector('[data-main]'), search: !document.querySelector('[data-search]'),
    palette: !document.getElementById('palette'), rows: rows().length === 0,
    folds: !document.querySelector('[data-fold]'), digits: !document.querySelector('[data-digit]') };
  Object.keys(absent).forEach(function (name) {
    if (!absent[name]) { return; }
    all('[data-key-' + name + ']').forEach(function (one) {
      (name === 'main' ? one.previousElementSibling : one.nextElementSibling).hidden = true;
      one.hidden = true;
    });
  });

  /* The first link of each line of a table or list; the line shows where the focus is. */
  function rows() {
    return all('main tbody tr, main .items > li').map(function (line) { return line.querySelector('a[href]'); })
      .filter(function (link) { return link && link.offsetParent !== null && !link.closest('details:not([open])'); });
  }
  function move(step) {
    var lines = rows(), at = -1;
    lines.forEach(function (link, place) {
      if (link.closest('tr, li').contains(document.activeElement)) { at = place; }
    });
    var next = lines[at === -1 && step < 0 ? lines.length - 1 : at + step];
    if (next) { next.focus(); next.scrollIntoView({ block: 'nearest' }); }
    return Boolean(next);
  }

  /* Groups of a list: one folds with F, all with Shift F, and stays as it was left. Without storage each is open. */
  function kept(name, value) {
    try {
      if (value === undefined) { return window.localStorage.getItem('fold.' + name); }
      window.localStorage.setItem('fold.' + name, value);
    } catch (error) { /* no storage: nothing is kept */ }
    return null;
  }
  var folds = all('[data-fold]');
  folds.forEach(function (one) {
    if (kept(one.dataset.fold) === 'shut') { one.open = false; }
    one.querySelector('summary').addEventListener('click', function () { kept(one.dataset.fold, one.open ? 'shut' : 'open'); });
  });
  function fold(group, open) {
    if (!open && group.contains(document.activeElement)) { group.querySelector('summary').focus(); }
    group.open = open;
    kept(group.dataset.fold, open ? 'open' : 'shut');
  }
  function foldAll() {
    var open = !folds.some(function (one) { return one.open; });
    folds.forEach(function (one) { fold(one, open); });
  }

  /* In the palette the arrows go from the field through what was found, and back. */
  function walk(dialog, step) {
    var stops = [dialog.querySelector('input[type=search]')].concat(all('.palette-list a', dialog));
    var next = stops[stops.indexOf(document.activeElement) + step];
    if (next) { next.focus(); }
  }

  var STEPS = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };
  document.addEventListener('keydown', function (event) {
    if (event.isComposing || event.altKey || event.metaKey) { return; }
    if (event.ctrlKey) {
      var palette = document.getElementById('palette');
      if (event.code === 'KeyK' && palette) { event.preventDefault(); open(palette); palette.querySelector('input[type=search]').select(); }
      return;
    }
    var found = event.target.closest('#palette');
    if (found && /^Arrow(Down|Up)$/.test(event.key)) { event.preventDefault(); walk(found, STEPS[event.key]); return; }
    if (found && event.key === 'Enter' && writing(event.target)) {
      var first = found.querySelector('.palette-list a');
      if (first) { event.preventDefault(); first.click(); }
      return;
    }
    if (writing(event.target) || event.target.closest('dialog')) { return; }
    if (event.key === '?') { event.preventDefault(); open(document.getElementById('keys')); return; }
    if (event.code === 'KeyF' && folds.length) {
      var group = event.target.closest('[data-fold]') || folds[0];
      event.preventDefault();
      if (event.shiftKey) { foldAll(); } else { fold(group, !group.open); }
      return;
    }
    var numbered = /^[0-9]$/.test(event.key) && document.querySelector('[data-digit="' + event.key + '"]');
    if (numbered) { event.preventDefault(); numbered.click(); return; }
    var inside = event.target.closest('tr, .items > li');
    if (STEPS[event.key] && (event.key.length === 1 || inside) && move(STEPS[event.key])) { event.preventDefault(); }
  });

  document.addEventListener('click', function (event) {
    var target = event.target.closest && event.target.closest('[data-open], [data-close], [data-copy]');
    if (!target) { return; }
    if (target.hasAttribute('data-open')) { open(document.getElementById(target.dataset.open)); }
    else if (target.hasAttribute('data-close')) { shut(target.closest('dialog')); }
    else { copy(target); }
  });

  /* A page that came by plain HTTP has no clipboard of its own: then the old way. */
  function copy(button) {
    var text = button.dataset.copy;
    function said() { toast(button.dataset.copied || text); }
    if (navigator.clipboard) { navigator.clipboard.writeText(text).then(said, byHand); } else { byHand(); }
    function byHand() {
      var box = document.createElement('textarea');
      box.value = text;
      box.className = 'visually-hidden';
      button.parentNode.appendChild(box);
      box.select();
      if (document.execCommand('copy')) { said(); }
      box.remove();
      button.focus();
    }
  }

  /* Paper has no fold to open: what is folded is opened before it is printed. */
  window.addEventListener('beforeprint', function () { all('main details').forEach(function (one) { one.open = true; }); });

  function toast(text) {
    var line = document.createElement('p');
    line.className = 'toast-line';
    line.textContent = text;
    document.getElementById('toasts').appendChild(line);
    window.setTimeout(function () { line.remove(); }, 4000);
  }
}());
