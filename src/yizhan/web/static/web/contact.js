/* Whether the node answers. While it does not, the page says so in words, asks again by itself, and holds back a form
   that the browser would take to its own page of errors. Every page works without it. */
(function () {
  'use strict';
  var box = document.getElementById('contact');
  if (!box || !window.fetch || !window.AbortController) { return; }
  var EVERY = 3000, PATIENCE = 8000;
  var isAway = false, timer = 0, isHeld = false, missed = [];
  function each(list, act) { Array.prototype.forEach.call(list, act); }
  function show(states) {
    each(box.querySelectorAll('[data-when]'), function (one) { one.hidden = states.indexOf(one.dataset.when) < 0; });
    box.hidden = false;
  }
  function ask() {
    var stop = new AbortController(), late = window.setTimeout(function () { stop.abort(); }, PATIENCE);
    return window.fetch(box.dataset.health, { cache: 'no-store', credentials: 'omit', signal: stop.signal }).then(function (answer) {
      window.clearTimeout(late);
      if (!answer.ok) { throw new Error(String(answer.status)); }
    });
  }
  function lost() {
    if (!isAway) { isAway = true; show(['away']); document.dispatchEvent(new CustomEvent('yizhan:away')); }
    window.clearTimeout(timer);
    timer = window.setTimeout(function () { ask().then(found, lost); }, EVERY);
  }
  function found() {
    var again = missed.splice(0);
    window.clearTimeout(timer);
    if (!isAway) { return; }
    isAway = false;
    show(isHeld ? ['back', 'press-again'] : ['back']);
    isHeld = false;
    again.forEach(function (one) {
      if (document.contains(one.part)) { window.htmx.trigger(one.part, one.cause); }
    });
    document.dispatchEvent(new CustomEvent('yizhan:reached'));
  }

  /* A part of the page that did not come is asked for again, once the node is back; an act is left to the person. */
  document.addEventListener('htmx:sendError', function (event) {
    var asked = event.detail.requestConfig, cause = asked && asked.triggeringEvent && asked.triggeringEvent.type;
    missed = missed.filter(function (one) { return one.part !== event.target; });
    if (cause && cause !== 'submit' && cause !== 'click') { missed.push({ part: event.target, cause: cause }); }
    lost();
  });
  document.addEventListener('yizhan:unreached', lost);
  window.addEventListener('offline', function () { ask().then(found, lost); });
  window.addEventListener('online', function () { ask().then(found, lost); });

  /* Before typed work leaves the page: is anybody there? */
  window.addEventListener('submit', function (event) {
    var form = event.target, by = event.submitter;
    if (!form.hasAttribute('data-guard') || form.hasAttribute('hx-post') || form.method.toLowerCase() !== 'post') { return; }
    if (form.dataset.asked) { delete form.dataset.asked; return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.dataset.asking) { return; }
    form.dataset.asking = '1';
    ask().then(function () {
      delete form.dataset.asking;
      form.dataset.asked = '1';
      if (by && by.form === form) { form.requestSubmit(by); } else { form.requestSubmit(); }
    }, function () {
      delete form.dataset.asking;
      isHeld = true;
      lost();
      show(['away', 'held']);
    });
  }, true);

  /* The session is over: what was typed stays; whoever logs in again comes back to it. */
  function here() {
    var form = document.querySelector('form[data-draft]'), key = form && form.elements.key;
    if (location.search || !key || !key.value) { return location.pathname + location.search; }
    return location.pathname + '?draft=' + encodeURIComponent(key.value);
  }
  document.addEventListener('yizhan:signed-out', function (event) {
    var link = box.querySelector('[data-sign-in]');
    link.href = event.detail.login + '?next=' + encodeURIComponent(here());
    show(['signed-out']);
  });
  box.addEventListener('click', function (event) {
    if (event.target.closest('[data-sign-in]')) { each(document.forms, function (form) { form.dataset.sent = '1'; }); }
  });
}());
