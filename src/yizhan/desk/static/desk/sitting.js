/* The pile by keyboard: J and K move, Enter opens, the space bar ticks what was opened. The page works without it. */
(function () {
  'use strict';
  var pile = document.querySelector('[data-pile]');
  if (!pile) { return; }
  var lines = Array.prototype.slice.call(pile.querySelectorAll('[data-line]')).filter(function (line) {
    return line.querySelector('[data-paper]');
  });
  var count = document.querySelector('[data-ticked-count]');
  function button(line) { return line.querySelector('[data-paper]'); }
  function here() {
    var line = document.activeElement.closest && document.activeElement.closest('[data-line]');
    return lines.indexOf(line);
  }
  function tell() {
    var ticked = pile.querySelectorAll('[data-tick]:checked').length;
    if (count) { count.textContent = count.dataset.words + ' ' + ticked + ' / ' + lines.length; }
  }
  function go(step) {
    var place = here();
    var next = place < 0 ? 0 : Math.min(Math.max(place + step, 0), lines.length - 1);
    if (lines[next]) { button(lines[next]).focus(); }
  }
  function writing(target) { return target.closest('input:not([type=checkbox]), textarea, select'); }
  document.addEventListener('keydown', function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey || writing(event.target)) { return; }
    if (event.key === 'j' || event.key === 'k') { event.preventDefault(); go(event.key === 'j' ? 1 : -1); return; }
    var line = lines[here()];
    if (event.key === ' ' && line && event.target === button(line)) {
      event.preventDefault();
      var tick = line.querySelector('[data-tick]');
      if (!tick.disabled) { tick.checked = !tick.checked; tell(); }
    }
  });
  /* A button that is focused answers the space bar when it is let go. */
  document.addEventListener('keyup', function (event) {
    if (event.key === ' ' && event.target.hasAttribute && event.target.hasAttribute('data-paper')) { event.preventDefault(); }
  });
  document.addEventListener('htmx:afterRequest', function (event) {
    var line = event.target.closest && event.target.closest('[data-line]');
    if (!line || !event.detail.successful) { return; }
    line.querySelector('[data-tick]').disabled = false;
    line.querySelector('[data-opened]').hidden = false;
  });
  /* Where the pile and what is read lie one below the other, the paper that was opened comes into sight. */
  document.addEventListener('htmx:afterSwap', function (event) {
    var paper = event.detail.target;
    if (paper.id === 'paper' && paper.getBoundingClientRect().top > window.innerHeight / 2) { paper.scrollIntoView(); }
  });
  pile.addEventListener('change', tell);
  tell();
  if (!document.querySelector('[data-focus]') && lines[0]) { button(lines[0]).focus(); }
}());
