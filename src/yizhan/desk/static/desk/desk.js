/* Small helps at the counter; every page works without them. */
(function () {
  'use strict';
  function each(list, act) { Array.prototype.forEach.call(list, act); }
  function show() {
    each(document.querySelectorAll('[data-tick-all]'), function (button) { button.hidden = false; });
  }
  document.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('[data-tick-all]');
    if (!button) { return; }
    each(document.querySelectorAll('.lines .line'), function (line) {
      var tick = line.querySelector('input[type=checkbox]');
      if (line.querySelector('.state-info')) { tick.checked = true; }
    });
  });
  /* What was answered or ticked while the server was thinking stays as it is on the screen. */
  var held = [];
  function controls() {
    return document.querySelectorAll('#guided input:not([type=file]):not([type=hidden]), #guided select, #guided textarea');
  }
  document.addEventListener('htmx:beforeSwap', function (event) {
    if (event.detail.target.id !== 'guided') { return; }
    held = [];
    each(controls(), function (one) {
      held.push({ name: one.name, type: one.type, value: one.value, checked: one.checked });
    });
  });
  document.addEventListener('htmx:afterSwap', function (event) {
    if (event.detail.target.id !== 'guided') { return; }
    each(controls(), function (one) {
      held.forEach(function (was) {
        if (was.name !== one.name) { return; }
        if (one.type !== 'radio' && one.type !== 'checkbox') { one.value = was.value; }
        else if (was.value === one.value) { one.checked = was.checked; }
      });
    });
  });
  document.addEventListener('htmx:afterSettle', function (event) {
    show();
    var box = event.target.closest && event.target.closest('.file-cell');
    var line = box && box.closest('.line');
    if (line && box.querySelector('[name^="kept."]')) { line.querySelector('input[type=checkbox]').checked = true; }
  });
  show();
}());
