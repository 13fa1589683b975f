/* "Did it come out?": no script can know, so the person is asked; a no shows what to do. */
(function () {
  'use strict';
  var help = document.querySelector('[data-print-help]'), dead = document.querySelector('[data-print-dead]');
  if (!help || !dead) { return; }
  dead.addEventListener('click', function () {
    help.hidden = false;
    help.querySelector('button').focus();
  });
  window.addEventListener('afterprint', function () {
    var ask = document.querySelector('[data-print-ask] .btn');
    if (ask) { ask.focus(); }
  });
}());
