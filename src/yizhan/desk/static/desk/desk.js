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
  document.addEventListener('htmx:afterSettle', function (event) {
    show();
    var box = event.target.closest && event.target.closest('.file-cell');
    var line = box && box.closest('.line');
    if (line && box.querySelector('[name^="kept."]')) { line.querySelector('input[type=checkbox]').checked = true; }
  });
  show();
}());
