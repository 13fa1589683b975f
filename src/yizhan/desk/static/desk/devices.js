/* The page that tries each device of this PC and says what it found. */
(function () {
  'use strict';
  var page = document.querySelector('[data-devices]');
  if (!page) { return; }
  function each(list, act) { Array.prototype.forEach.call(list, act); }
  function device(name) { return page.querySelector('[data-device="' + name + '"]'); }
  function found(name, state, measured) {
    var section = device(name);
    section.dataset.state = state;
    each(section.querySelectorAll('[data-when]'), function (one) { one.hidden = one.dataset.when !== state; });
    var line = section.querySelector('[data-measured]');
    line.hidden = !measured;
    line.textContent = measured || '';
  }

  var here = ['127.0.0.1', 'localhost', '[::1]'].indexOf(location.hostname) >= 0;
  found('connection', location.protocol === 'https:' ? 'working' : (here ? 'node' : 'insecure'), location.origin);

  var version = /Chrom(?:e|ium)\/(\d+)/.exec(navigator.userAgent);
  found('browser', version && Number(version[1]) < Number(page.dataset.oldest) ? 'old' : 'working', version ? version[0] : navigator.userAgent);

  var width = document.documentElement.clientWidth, height = window.innerHeight;
  found('screen', width < 1280 || height < 600 ? 'small' : 'working', width + ' × ' + height + ' (' + screen.width + ' × ' + screen.height + ', ' + Math.round(100 * window.devicePixelRatio) + ' %)');

  /* The page was made at data-now by the node's clock, and began to arrive at responseStart by this PC's. */
  var arrived = performance.getEntriesByType('navigation')[0];
  var apart = Math.round((performance.timeOrigin + (arrived ? arrived.responseStart : 0) - Number(page.dataset.now)) / 1000);
  function told(moment) { return new Date(moment).toLocaleString(document.documentElement.lang || undefined); }
  found('clock', Math.abs(apart) > Number(page.dataset.tolerance) ? 'differs' : 'working', told(Number(page.dataset.now)) + ' / ' + told(Number(page.dataset.now) + 1000 * apart));

  /* -- the ID card ------------------------------------------------------------------------------------------------ */
  var box = document.getElementById('wedge'), pairing = page.querySelector('[data-pairing]');
  page.addEventListener('yizhan:card', function (event) {
    if (event.detail.source === 'wedge') { found('wedge', 'working'); return; }
    var shown = page.querySelector('[data-card-shown]'), card = event.detail;
    shown.hidden = false;
    each(shown.querySelectorAll('[data-shows]'), function (one) {
      var name = one.dataset.shows;
      one.textContent = name === 'valid' ? (card.valid_from || '') + ' – ' + (card.valid_to || '∞') : card[name] || '';
    });
  });
  box.addEventListener('change', function () { if (window.YizhanCard.isCard(box.value.toUpperCase()) && device('wedge').dataset.state !== 'working') { found('wedge', 'typed'); } });
  pairing.value = window.YizhanCard.paired();
  pairing.addEventListener('input', function () { window.YizhanCard.pair(pairing.value.trim()); });
  page.addEventListener('yizhan:bridge', function (event) { found('bridge', event.detail.state); });

  /* -- the camera ------------------------------------------------------------------------------------------------- */
  var sample = document.getElementById('sample'), picture = page.querySelector('[data-sample]');
  sample.addEventListener('yizhan:camera', function (event) {
    var said = event.detail;
    found('camera', said.state, said.state === 'taken' ? said.width + ' × ' + said.height + ', ' + Math.round(said.bytes / 1024) + ' kB' : '');
  });
  sample.addEventListener('change', function () {
    picture.hidden = !sample.files.length;
    if (sample.files.length) { picture.src = URL.createObjectURL(sample.files[0]); }
  });
  if (!window.isSecureContext) { found('camera', 'insecure'); }
  else if (!navigator.mediaDevices) { found('camera', 'unsupported'); }
  else {
    navigator.mediaDevices.enumerateDevices().then(function (all) {
      var any = all.some(function (one) { return one.kind === 'videoinput'; });
      found('camera', any ? 'ready' : 'absent');
    });
  }

  var printed = { yes: 'working', no: 'dead' }[page.dataset.printed];
  if (printed) { found('printer', printed); }
}());
