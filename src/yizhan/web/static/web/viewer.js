/* Turning and enlarging a picture in its window. Without it the picture is shown whole. */
(function () {
  'use strict';
  function all(selector, where) { return Array.prototype.slice.call((where || document).querySelectorAll(selector)); }
  var stages = all('[data-stage]').filter(function (stage) { return stage.querySelector('img'); }).map(made);

  function made(stage) {
    var image = stage.querySelector('img'), pane = stage.querySelector('.stage-window');
    var state = { turn: 0, zoom: 1 };
    stage.querySelector('.stage-tools').hidden = false;

    /* A quarter turn changes which side is the width: the picture is fitted anew, and its box keeps the room. */
    function draw() {
      var lying = state.turn % 180 !== 0, wide = image.naturalWidth || 1, high = image.naturalHeight || 1;
      var fit = Math.min(pane.clientWidth / (lying ? high : wide), pane.clientHeight / (lying ? wide : high), 1) * state.zoom;
      var width = wide * fit, height = high * fit;
      image.style.width = width + 'px';
      image.style.height = height + 'px';
      image.style.margin = lying ? ((width - height) / 2) + 'px ' + ((height - width) / 2) + 'px' : '0';
      image.style.transform = 'rotate(' + state.turn + 'deg)';
      stage.dataset.turned = String(((state.turn % 360) + 360) % 360);
      stage.dataset.zoomed = state.zoom.toFixed(2);
    }
    var acts = {
      turn: function (by) { state.turn += by; draw(); },
      zoom: function (by) { state.zoom = Math.min(Math.max(state.zoom * by, 0.5), 8); draw(); },
      fit: function () { state.turn = 0; state.zoom = 1; draw(); }
    };
    stage.addEventListener('click', function (event) {
      var button = event.target.closest('button');
      if (!button) { return; }
      if (button.dataset.turn) { acts.turn(Number(button.dataset.turn)); }
      else if (button.dataset.zoom) { acts.zoom(Number(button.dataset.zoom)); }
      else { acts.fit(); }
    });
    image.addEventListener('load', draw);
    window.addEventListener('resize', draw);
    draw();
    return acts;
  }

  var KEYS = { r: ['turn', 90], '+': ['zoom', 1.25], '=': ['zoom', 1.25], '-': ['zoom', 0.8], '0': ['fit', 0] };
  document.addEventListener('keydown', function (event) {
    var key = KEYS[event.key];
    if (!key || event.ctrlKey || event.altKey || event.metaKey || event.target.closest('input, textarea, select, dialog')) { return; }
    event.preventDefault();
    stages.forEach(function (acts) { acts[key[0]](key[1]); });
  });
}());
