/* Nothing typed is lost: kept on this PC at once, on the server every few seconds and on leaving a field. What the
   server has is taken from this PC again. Another person at this PC does not see it. */
(function () {
  'use strict';
  var PREFIX = 'yizhan.typed.', DAY = 86400000;
  function each(list, act) { Array.prototype.forEach.call(list, act); }
  function place(form) { return PREFIX + form.dataset.account + ' ' + location.pathname; }
  function store(act) { try { return act(window.localStorage); } catch (full) { return null; } }
  function pairs(form) {
    return Array.from(new FormData(form).entries()).filter(function (pair) {
      return typeof pair[1] === 'string' && pair[0] !== 'csrfmiddlewaretoken';
    });
  }
  function sweep() {
    store(function (kept) {
      Object.keys(kept).filter(function (name) { return name.indexOf(PREFIX) === 0; }).forEach(function (name) {
        var one = JSON.parse(kept.getItem(name)), here = name.split(' ')[1] === location.pathname;
        var done = one.sent && !here && location.pathname.indexOf('/login') < 0 && !document.querySelector('[data-refused]');
        if (done || Date.now() - one.at > DAY) { kept.removeItem(name); }
      });
    });
  }
  function begun(one) {
    if (!one.options) { return one.defaultValue; }
    return (Array.from(one.options).filter(function (each) { return each.defaultSelected; })[0] || one.options[0] || one).value;
  }
  function put(form, typed, inside) {
    var values = {};
    typed.forEach(function (pair) { (values[pair[0]] = values[pair[0]] || []).push(pair[1]); });
    each(form.elements, function (one) {
      if (!inside.contains(one) || !one.name || one.type === 'file' || one.name === 'csrfmiddlewaretoken' || one.name === 'seen') { return; }
      var given = values[one.name];
      if (one.type === 'radio' || one.type === 'checkbox') { one.checked = Boolean(given && given.indexOf(one.value) >= 0); }
      else if (given && one.type !== 'submit') { one.value = given.shift(); }
      var box = given && one.closest('details');
      if (box && one.type !== 'hidden' && one.value !== begun(one)) { box.open = true; }
    });
  }
  function watch(form) {
    var state = document.querySelector('[data-draft-state]'), timer = 0, changed = 0, gone = false;
    function tell(words) { if (state && state.textContent !== words) { state.textContent = words; } }
    function keep() {
      var typed = pairs(form), mark = changed;
      window.clearTimeout(timer); timer = 0;
      if (!changed || gone) { return; }
      var sent = new URLSearchParams(typed);
      sent.append('draft.page', location.pathname);
      window.fetch(form.dataset.draft, {
        method: 'POST', body: sent, credentials: 'same-origin', keepalive: true, redirect: 'manual',
        headers: { 'X-CSRFToken': form.elements.csrfmiddlewaretoken.value, 'HX-Request': 'true' }
      }).then(function (answer) {
        var told = answer.headers.get('HX-Trigger');
        if (answer.status !== 204 || told) { tell(form.dataset.wordsWaiting); say(told); return; }
        tell(form.dataset.wordsKept);
        if (mark === changed && !gone) { changed = 0; store(function (kept) { kept.removeItem(place(form)); }); }
      }, function () {
        tell(form.dataset.wordsWaiting);
        document.dispatchEvent(new CustomEvent('yizhan:unreached'));
      });
    }
    function say(told) {
      var events = told ? JSON.parse(told) : {};
      Object.keys(events).forEach(function (name) { document.dispatchEvent(new CustomEvent(name, { detail: events[name] })); });
    }
    function note(sent) {
      store(function (kept) {
        kept.setItem(place(form), JSON.stringify({ at: Date.now(), sent: sent, typed: pairs(form) }));
      });
    }
    function typed() {
      changed += 1;
      note(false);
      if (!timer) { timer = window.setTimeout(keep, 3000); }
    }
    form.addEventListener('input', typed);
    form.addEventListener('change', typed);
    form.addEventListener('focusout', function () { if (changed) { window.clearTimeout(timer); timer = window.setTimeout(keep, 400); } });
    form.addEventListener('submit', function () { gone = true; window.clearTimeout(timer); note(true); });
    window.addEventListener('pagehide', keep);
    document.addEventListener('yizhan:reached', keep);
    document.addEventListener('yizhan:away', function () { if (changed) { tell(form.dataset.wordsWaiting); } });
    window.addEventListener('pageshow', function (event) { if (event.persisted) { gone = false; } });
    /* What a later screen or a further row had, and this page has no field for, goes along unseen: the server draws it. */
    function put_rest(left) {
      var here = {};
      each(form.elements, function (one) { here[one.name] = true; });
      left.typed.forEach(function (pair) {
        var one = document.createElement('input');
        if (here[pair[0]] || pair[0].indexOf('q.') === 0) { return; }
        one.type = 'hidden'; one.name = pair[0]; one.value = pair[1];
        form.appendChild(one);
      });
    }
    function put_back(left) {
      put(form, left.typed, form);
      if (form.hasAttribute('data-rest')) { put_rest(left); }
      changed += 1;
      tell(form.dataset.wordsBack);
      form.dispatchEvent(new Event('change', { bubbles: true }));
    }
    /* Answers bring further questions and lines of the checklist: what was typed there goes in once they have come. */
    function put_below(left) {
      var questions = document.getElementById('questions');
      if (!questions || !window.htmx) { return; }
      document.addEventListener('htmx:afterSettle', function below(event) {
        if (event.target.id !== 'guided') { return; }
        document.removeEventListener('htmx:afterSettle', below);
        put(form, left.typed, event.target);
      });
      window.addEventListener('load', function () { window.htmx.trigger(questions, 'change'); });
    }
    /* What stands on this PC is newer than what the server kept of the same form; of another form it is not. */
    var left = store(function (kept) { return JSON.parse(kept.getItem(place(form))); });
    var same = left && left.typed.some(function (pair) { return pair[0] === 'key' && pair[1] === form.elements.key.value; });
    if (left && (form.hasAttribute('data-fresh') || (same && form.hasAttribute('data-left')))) { put_back(left); put_below(left); }
    else { store(function (kept) { kept.removeItem(place(form)); }); }
  }
  sweep();
  each(document.querySelectorAll('form[data-draft]'), watch);
}());
