/* Whether this PC trusts the node already: a request to the secure address gets an answer only where the root is there. */
(function () {
  'use strict';
  var box = document.querySelector('[data-trust]');
  if (!box || !window.fetch) { return; }
  function say(state) {
    Array.prototype.forEach.call(box.querySelectorAll('[data-state]'), function (one) {
      one.hidden = one.dataset.state !== state;
    });
  }
  fetch(box.dataset.trust, { mode: 'no-cors', cache: 'no-store' }).then(function () { say('trusted'); }, function () { say('strange'); });
}());
