/* Small helps of every page. ES2019, no framework; every page works without them. */
(function () {
  'use strict';
  var body = document.body;

  function each(list, act) { Array.prototype.forEach.call(list, act); }
  function writing(target) { return target.closest && target.closest('input, textarea, select, [contenteditable]'); }
  function picture(form) {
    return JSON.stringify(Array.from(new FormData(form).entries()).map(function (pair) {
      return [pair[0], pair[1] instanceof File ? pair[1].name + pair[1].size : pair[1]];
    }));
  }

  /* A form marked data-guard asks before its typed content is lost. */
  var guarded = [];
  each(document.querySelectorAll('form[data-guard]'), function (form) {
    guarded.push({ form: form, clean: picture(form) });
  });
  window.addEventListener('beforeunload', function (event) {
    var lost = guarded.some(function (one) { return !one.form.dataset.sent && picture(one.form) !== one.clean; });
    if (lost) { event.preventDefault(); event.returnValue = body.dataset.wordsLeave || ''; }
  });

  /* A form that changes something is sent once; a second click or Enter does nothing. A form whose answer is a file
     leaves the page open, is marked data-again and may be sent again. */
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.method.toLowerCase() !== 'post' || event.defaultPrevented || form.hasAttribute('data-again')) { return; }
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = '1';
    each(form.querySelectorAll('button[type=submit], button:not([type])'), function (button) {
      button.setAttribute('aria-disabled', 'true');
    });
    var said = document.getElementById('notices');
    if (said) {
      var line = document.createElement('p');
      line.className = 'visually-hidden';
      line.textContent = body.dataset.wordsSending || '';
      said.appendChild(line);
    }
  });
  window.addEventListener('pageshow', function () { each(document.forms, release); });
  document.addEventListener('htmx:afterRequest', function (event) {
    var form = event.target.closest && event.target.closest('form');
    if (form) { release(form); }
  });
  function release(form) {
    delete form.dataset.sent;
    each(form.querySelectorAll('[aria-disabled]'), function (button) { button.removeAttribute('aria-disabled'); });
  }

  /* Alt+S and Ctrl+Enter do the page's main act, / goes to the search field. */
  function isMain(event) {
    if (event.ctrlKey) { return event.key === 'Enter' && !event.altKey; }
    return event.altKey && event.code === 'KeyS';
  }
  document.addEventListener('keydown', function (event) {
    if (isMain(event)) {
      var main = document.querySelector('[data-main]');
      if (main) { event.preventDefault(); main.click(); }
    } else if (event.key === '/' && !event.altKey && !event.ctrlKey && !event.metaKey && !writing(event.target)) {
      var field = document.querySelector('[data-search]');
      if (field) { event.preventDefault(); field.focus(); if (field.select) { field.select(); } }
    }
  });

  document.addEventListener('click', function (event) {
    var target = event.target.closest && event.target.closest('[data-print], [data-back]');
    if (!target) { return; }
    if (target.hasAttribute('data-print')) { window.print(); return; }
    /* Going back in the history keeps what was typed; the link alone would open an empty form. */
    if (window.history.length > 1) { event.preventDefault(); window.history.back(); }
  });

  /* Whoever works by keyboard is ahead of the server. A part that is drawn anew leaves the focus where it was, by its id;
     else on what comes next (data-next), on the same thing, on the part. An answer that says nothing new draws nothing,
     nor does one to an older question, once a newer one was asked. */
  var asked = new WeakMap(), told = new WeakMap(), had = null;
  document.addEventListener('htmx:beforeSend', function (event) { asked.set(event.detail.target, event.detail.xhr); });
  document.addEventListener('htmx:beforeSwap', function (event) {
    var part = event.detail.target, at = document.activeElement;
    var text = String(event.detail.serverResponse).replace(/(name="csrfmiddlewaretoken" value=")[^"]*/g, '$1');
    if (asked.get(part) !== event.detail.xhr || told.get(part) === text) { event.detail.shouldSwap = false; return; }
    told.set(part, text);
    had = at !== body && part.contains(at) ? at : null;
  });
  document.addEventListener('htmx:afterSwap', function (event) {
    var lost = had, next;
    had = null;
    if (!lost || (document.activeElement && document.activeElement !== body)) { return; }
    next = lost.closest('[data-next]');
    next = (next && document.querySelector(next.dataset.next)) || again(lost) || event.detail.target;
    if (!next.isConnected) { return; }
    if (next.tabIndex < 0) { next.tabIndex = -1; }
    next.focus({ preventScroll: true });
  });
  function again(lost) {
    var same = lost.isConnected ? lost : lost.id && document.getElementById(lost.id);
    if (same) { return same; }
    return Array.prototype.filter.call(document.getElementsByTagName(lost.tagName), function (one) {
      return lost.href ? one.pathname === lost.pathname : lost.name && one.name === lost.name && one.value === lost.value;
    })[0];
  }

  /* On a narrow screen the bars scroll sideways: where one is stands in sight. */
  each(document.querySelectorAll('nav [aria-current]'), function (link) {
    var row = link.closest('ul');
    if (row) { row.scrollLeft = link.offsetLeft - row.offsetLeft - (row.clientWidth - link.offsetWidth) / 2; }
  });

  /* A field that is being mended is not called wrong any more; the server judges it anew. */
  document.addEventListener('input', function (event) {
    var field = event.target.closest && event.target.closest('.field-wrong');
    if (!field) { return; }
    field.classList.remove('field-wrong');
    each(field.querySelectorAll('.errorlist'), function (list) { list.hidden = true; });
    each(field.querySelectorAll('[aria-invalid]'), function (one) { one.removeAttribute('aria-invalid'); });
  });

  /* The summary of errors takes the focus, so that a keyboard or a screen reader starts there. */
  var first = document.querySelector('[data-focus]');
  if (first) { first.focus(); }
}());
