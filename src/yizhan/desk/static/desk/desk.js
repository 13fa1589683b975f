/* Small helps at the counter; every page works without them. */
(function () {
  'use strict';
  function each(list, act) { Array.prototype.forEach.call(list, act); }
  function show() {
    each(document.querySelectorAll('[data-tick-all]'), function (button) { button.hidden = false; });
    each(document.querySelectorAll('[data-meet-all]'), function (button) { button.hidden = unmet().length < 2; });
  }
  function answered(box) { return box.querySelector('input:checked, input[type=text]:not([value=""])'); }
  /* The conditions of acceptance that nobody has answered yet: where each was asked and met, one key answers them. */
  function unmet() {
    return Array.prototype.filter.call(document.querySelectorAll('[data-meets]'), function (one) { return !answered(one.closest('.question')); });
  }
  document.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('[data-meet-all]'), all = unmet(), next;
    if (!button) { return; }
    all.forEach(function (one) { one.checked = true; });
    next = Array.prototype.filter.call(document.querySelectorAll('.question'), function (box) { return !answered(box); })[0];
    (next || document.getElementById('checklist')).querySelector('input').focus();
    if (all.length) { all[0].dispatchEvent(new Event('change', { bubbles: true })); }
  });
  /* A new form begins with the cursor where the first thing is still to be typed or answered. */
  function begin() {
    var form = document.querySelector('form[data-begin]'), at = document.activeElement;
    if (!form || (at && at !== document.body)) { return; }
    var open = Array.prototype.filter.call(form.querySelectorAll('section input, section select, section textarea, [data-meet-all]'), function (one) {
      if (one.type === 'hidden' || one.type === 'file' || one.disabled || !one.offsetParent) { return false; }
      if (one.type === 'button') { return true; }
      return one.type === 'radio' ? !answered(one.closest('.question') || form) : one.type !== 'checkbox' && !one.value && !one.closest('.field').querySelector('.optional');
    })[0];
    if (open) { open.focus({ preventScroll: true }); }
  }
  window.addEventListener('load', begin);
  /* "All received" also means the papers of a list that is still on its way; an answer given later is asked about anew. */
  var pressed = false;
  function tickAll() {
    each(document.querySelectorAll('.lines .line'), function (line) {
      var tick = line.querySelector('input[type=checkbox]');
      if (line.querySelector('.state-info')) { tick.checked = true; }
    });
  }
  document.addEventListener('click', function (event) {
    if (!event.target.closest || !event.target.closest('[data-tick-all]')) { return; }
    tickAll();
    pressed = Boolean(document.querySelector('#questions.htmx-request'));
  });
  document.addEventListener('change', function () { pressed = false; });
  /* What was answered, ticked or typed while the server was thinking stays as it is on the screen: all of the questions
     and the checklist; elsewhere what changed since the page asked. A row that is taken away moves the others up. */
  var held = {}, asked = {}, KEPT = { guided: 'all', same: 'changed', application: 'changed', proven: 'changed' };
  function controls(id) {
    var box = document.getElementById(id);
    return box ? box.querySelectorAll('input:not([type=file]):not([type=hidden]), select, textarea') : [];
  }
  function picture(id) {
    return Array.prototype.map.call(controls(id), function (one) {
      return { name: one.name, type: one.type, value: one.value, checked: one.checked };
    });
  }
  function isTick(one) { return one.type === 'radio' || one.type === 'checkbox'; }
  function isSame(one, other) { return one.name === other.name && (!isTick(one) || one.value === other.value); }
  document.addEventListener('htmx:beforeSend', function (event) {
    var target = event.detail.target, less = /^less:/.test(event.detail.requestConfig.parameters.do || '');
    if (KEPT[target.id] === 'changed') { asked[target.id] = less ? null : picture(target.id); }
  });
  document.addEventListener('htmx:beforeSwap', function (event) {
    var id = event.detail.target.id, before = asked[event.detail.target.id];
    if (!KEPT[id] || !event.detail.shouldSwap) { return; }
    held[id] = picture(id).filter(function (one) {
      if (KEPT[id] === 'all' || !before) { return KEPT[id] === 'all'; }
      return before.every(function (was) { return !isSame(one, was) || one.value !== was.value || one.checked !== was.checked; });
    });
  });
  document.addEventListener('htmx:afterSwap', function (event) {
    var id = event.detail.target.id;
    each(controls(id), function (one) {
      (held[id] || []).filter(function (was) { return isSame(one, was); }).forEach(function (was) {
        if (isTick(one)) { one.checked = was.checked; } else { one.value = was.value; }
      });
    });
    delete held[id];
  });
  document.addEventListener('htmx:afterSwap', show, true);  /* before the focus goes back to what was shown */
  document.addEventListener('htmx:afterSettle', function (event) {
    show();
    if (pressed && event.detail.target.id === 'guided') { tickAll(); }
    know();
    var box = event.target.closest && event.target.closest('.file-cell');
    var line = box && box.closest('.line');
    if (line && box.querySelector('[name^="kept."]')) { line.querySelector('input[type=checkbox]').checked = true; }
  });
  /* What another field of the page says already is not typed twice; what was typed here stays. */
  function said(form, name) {
    var one = form.elements[name];
    return one ? one.value : '';
  }
  function fill(form) {
    each(form.querySelectorAll('[data-known]'), function (box) {
      var field = box.querySelector('input, select, textarea');
      var other = box.dataset.knownIf && said(form, box.dataset.knownIf) !== 'self', value = other ? '' : said(form, box.dataset.known);
      if (field.value === '' || field.value === box.dataset.filled) { field.value = value; box.dataset.filled = field.value; }
      var relation = value && field.name.indexOf('.0.') > 0 && form.elements[field.name.replace(/[^.]+$/, 'relation')];
      if (relation && relation.value === '') { relation.value = 'self'; }
    });
  }
  /* What says the same as its source when the page comes is taken from there: it changes with it. */
  function know() {
    each(document.querySelectorAll('#matter [data-known]'), function (box) {
      var field = box.querySelector('input, select, textarea');
      if (field.value && field.value === said(field.form, box.dataset.known)) { box.dataset.filled = field.value; }
    });
  }
  document.addEventListener('change', function (event) {
    var form = event.target.form || event.target;
    if (form.id === 'matter') { fill(form); }
  });

  /* A card reader types a number and Enter: on the page of a new matter Enter goes to the next field. */
  document.addEventListener('keydown', function (event) {
    var from = event.target, form = from.form;
    if (event.key !== 'Enter' || event.ctrlKey || event.altKey || event.isComposing) { return; }
    if (!form || form.id !== 'matter' || !from.matches('input:not([type=file]), select')) { return; }
    event.preventDefault();
    var stops = Array.prototype.filter.call(form.elements, function (one) {
      return one.type !== 'hidden' && one.tabIndex >= 0 && !one.disabled && one.offsetParent !== null && (one.type !== 'radio' || one.name !== from.name);
    });
    var next = stops.filter(function (one) { return from.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING; })[0];
    if (next) { next.focus(); if (next.select && next.type !== 'button') { next.select(); } }
  });
  /* One key copies a field for another system; what came back from it is read as soon as it is pasted. */
  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.target.closest('input, textarea, select, dialog')) { return; }
    each(document.querySelectorAll('[data-copy-key]'), function (button) {
      if (button.dataset.copyKey === event.key) { event.preventDefault(); button.click(); }
    });
  });
  document.addEventListener('paste', function (event) {
    each(document.querySelectorAll('[data-on-paste]'), function (button) {
      if (button.dataset.onPaste === event.target.id) { window.setTimeout(function () { button.click(); }, 0); }
    });
  });
  document.addEventListener('htmx:afterSwap', function (event) {
    var told = event.detail.target.id === 'proven' && document.getElementById('recognised');
    if (told) { told.focus(); }
  });
  /* Only the fields of the chosen way: data-for names a field and the answers under which its element is shown. */
  function choose(form) {
    each(form.querySelectorAll('[data-for]'), function (box) {
      var asked = box.dataset.for.split(':'), field = form.elements[asked[0]];
      box.hidden = !field || asked[1].split(' ').indexOf(field.value) < 0;
    });
  }
  document.addEventListener('change', function (event) {
    if (event.target.form) { choose(event.target.form); }
  });
  each(document.forms, choose);
  /* Lists of originals: tick all, and a scanner that types a number and Enter ticks its line; how many are ticked. */
  function ticks(form) { return form.querySelectorAll('input[type=checkbox][name=numbers]'); }
  function tally(form) {
    var told = form.querySelector('[data-tally]'), all = ticks(form);
    var there = Array.prototype.filter.call(all, function (one) { return one.checked; }).length;
    if (told) { told.textContent = there + ' / ' + all.length; }
  }
  each(document.querySelectorAll('[data-ticks]'), function (form) {
    each(form.querySelectorAll('[data-tick-list]'), function (button) { button.hidden = false; });
    form.addEventListener('change', function () { tally(form); });
    form.addEventListener('click', function (event) {
      if (!event.target.closest('[data-tick-list]')) { return; }
      each(ticks(form), function (one) { one.checked = true; });
      tally(form);
    });
    form.addEventListener('keydown', function (event) {
      var box = event.target;
      if (event.key !== 'Enter' || event.ctrlKey || event.altKey || event.isComposing || box.name !== 'scanned') { return; }
      var lines = box.value.split('\n'), kept = [];
      lines.forEach(function (line) {
        var token = line.split('|')[0].trim().toUpperCase(), found = false;
        each(ticks(form), function (one) {
          if (token && (one.value === token || one.dataset.slip === token)) { one.checked = true; found = true; }
        });
        if (token && !found) { kept.push(line); }
      });
      event.preventDefault();
      box.value = kept.join('\n') + (kept.length ? '\n' : '');
      tally(form);
    });
    tally(form);
  });
  show();
  know();
}());
