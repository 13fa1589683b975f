/* A camera for every file field marked data-capture: live picture, shot, crop, turn, straighten, and a hint when it may
   be hard to read. The picture becomes the field's file, as if it had been chosen; the words stand in #camera-box. */
(function () {
  'use strict';
  var picture = window.YizhanPicture, box = document.getElementById('camera-box');
  if (!box || !picture || !('content' in box)) { return; }
  var CHOSEN = 'yizhan.camera', STEP = 0.01, QUALITY = 0.85;
  var FAULTS = {
    NotAllowedError: 'refused', SecurityError: 'refused', PermissionDeniedError: 'refused',
    NotFoundError: 'absent', DevicesNotFoundError: 'absent', OverconstrainedError: 'absent',
    NotReadableError: 'busy', TrackStartError: 'busy', AbortError: 'busy'
  };
  var field, dialog, stream, shot, four;

  function each(list, act) { Array.prototype.forEach.call(list, act); }
  function part(name) { return dialog.querySelector('[data-part="' + name + '"]'); }
  function tell(state, detail) {
    field.dispatchEvent(new CustomEvent('yizhan:camera', { bubbles: true, detail: Object.assign({ state: state }, detail) }));
  }
  function say(names, numbers) {
    each(dialog.querySelectorAll('[data-say]'), function (one) { one.hidden = names.indexOf(one.dataset.say) < 0; });
    if (numbers) { part('size').textContent = numbers.width + ' × ' + numbers.height; }
  }
  function show(mode) {
    dialog.dataset.mode = mode;
    each(dialog.querySelectorAll('[data-in]'), function (one) { one.hidden = one.dataset.in !== mode; });
  }

  /* -- the buttons beside the fields ------------------------------------------------------------------------------ */
  function offer() {
    each(document.querySelectorAll('input[type=file][data-capture]:not([data-offered])'), function (input) {
      input.dataset.offered = '1';
      var button = document.createElement('button');
      button.type = 'button';
      button.className = 'btn btn-outline-primary camera-open';
      button.textContent = box.dataset.wordsOpen;
      button.setAttribute('aria-label', box.dataset.wordsOpen + (input.getAttribute('aria-label') ? ': ' + input.getAttribute('aria-label') : ''));
      button.addEventListener('click', function () { open(input); });
      input.insertAdjacentElement('afterend', button);
    });
  }

  /* -- the live picture ------------------------------------------------------------------------------------------- */
  function open(input) {
    field = input;
    dialog = document.body.appendChild(box.content.cloneNode(true).querySelector('dialog'));
    dialog.addEventListener('close', function () { halt(); dialog.remove(); field.focus(); });
    dialog.addEventListener('click', pressed);
    dialog.addEventListener('keydown', moved);
    each(dialog.querySelectorAll('[data-corner]'), draggable);
    part('devices').addEventListener('change', function (event) { remember(event.target.value); start(); });
    dialog.showModal();
    start();
  }
  function remember(device) { try { localStorage.setItem(CHOSEN, device); } catch (fault) { return; } }
  function remembered() { try { return localStorage.getItem(CHOSEN) || ''; } catch (fault) { return ''; } }
  function halt() {
    if (stream) { stream.getTracks().forEach(function (track) { track.stop(); }); }
    stream = null;
  }
  function failed(state) {
    halt();
    show('failed');
    say([state]);
    tell(state);
    part('close').focus();
  }
  function start() {
    halt();
    show('waiting');
    say(['asking']);
    if (!window.isSecureContext) { failed('insecure'); return; }
    if (!navigator.mediaDevices || !navigator.mediaDevices.getUserMedia) { failed('unsupported'); return; }
    var wanted = { width: { ideal: 2592 }, height: { ideal: 1944 } }, device = remembered();
    if (device) { wanted.deviceId = { ideal: device }; } else { wanted.facingMode = 'environment'; }
    navigator.mediaDevices.getUserMedia({ video: wanted, audio: false }).then(live, function (fault) {
      failed(FAULTS[fault.name] || 'other');
    });
  }
  function live(found) {
    if (!dialog.open) { found.getTracks().forEach(function (track) { track.stop(); }); return; }
    stream = found;
    var video = part('video');
    video.srcObject = found;
    found.getVideoTracks()[0].addEventListener('ended', function () { if (dialog.dataset.mode === 'live') { failed('gone'); } });
    video.play().then(function () {
      show('live');
      say(['aim']);
      tell('working');
      part('shoot').focus();
      name();
    }, function () { failed('other'); });
  }
  function name() {
    navigator.mediaDevices.enumerateDevices().then(function (all) {
      var cameras = all.filter(function (one) { return one.kind === 'videoinput'; }), list = part('devices');
      var using = stream && stream.getVideoTracks()[0].getSettings().deviceId;
      list.textContent = '';
      cameras.forEach(function (one, index) {
        var choice = list.appendChild(document.createElement('option'));
        choice.value = one.deviceId;
        choice.textContent = one.label || String(index + 1);
        choice.selected = one.deviceId === using;
      });
      part('choose').hidden = cameras.length < 2;
    });
  }

  /* -- the shot --------------------------------------------------------------------------------------------------- */
  function shoot() {
    var video = part('video');
    if (!video.videoWidth) { return; }
    shot = picture.canvas(video.videoWidth, video.videoHeight);
    shot.getContext('2d').drawImage(video, 0, 0);
    four = picture.corners(shot);
    halt();
    show('still');
    draw();
    part('use').focus();
  }
  function draw() {
    var shown = part('shown'), scale = Math.min(1, 1280 / Math.max(shot.width, shot.height));
    shown.width = shot.width * scale;
    shown.height = shot.height * scale;
    shown.getContext('2d').drawImage(shot, 0, 0, shown.width, shown.height);
    place();
    judge();
  }
  function place() {
    part('frame').setAttribute('points', four.map(function (one) { return 100 * one.x + ',' + 100 * one.y; }).join(' '));
    four.forEach(function (one, index) {
      var handle = dialog.querySelector('[data-corner="' + index + '"]');
      handle.style.left = 100 * one.x + '%';
      handle.style.top = 100 * one.y + '%';
    });
  }
  function judge() {
    var found = picture.judged(shot, four), hints = [];
    if (found.coarse) { hints.push('coarse'); }
    if (found.blurred) { hints.push('blurred'); }
    say(['size'].concat(hints.length ? hints : ['fine']), found);
    dialog.dataset.hint = hints.join(' ');
  }
  function turn(way) {
    shot = picture.turned(shot, way);
    four = picture.turnedCorners(four, way);
    draw();
  }
  function put(index, x, y) {
    four[index] = { x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) };
    place();
  }
  function draggable(handle) {
    var index = Number(handle.dataset.corner);
    handle.addEventListener('pointerdown', function (event) { handle.setPointerCapture(event.pointerId); event.preventDefault(); handle.focus(); });
    handle.addEventListener('pointermove', function (event) {
      if (!handle.hasPointerCapture(event.pointerId)) { return; }
      var area = part('shown').getBoundingClientRect();
      put(index, (event.clientX - area.left) / area.width, (event.clientY - area.top) / area.height);
    });
    handle.addEventListener('pointerup', judge);
  }
  function moved(event) {
    var way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    var handle = event.target.closest('[data-corner]');
    if (!way || !handle) { return; }
    event.preventDefault();
    var index = Number(handle.dataset.corner), step = event.shiftKey ? 5 * STEP : STEP;
    put(index, four[index].x + way[0] * step, four[index].y + way[1] * step);
    judge();
  }

  /* -- the file --------------------------------------------------------------------------------------------------- */
  function use() {
    var made = picture.straightened(shot, four), hint = dialog.dataset.hint;
    made.toBlob(function (blob) {
      var held = new DataTransfer(), stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
      held.items.add(new File([blob], (field.dataset.capture || 'photo') + '-' + stamp + '.jpg', { type: 'image/jpeg' }));
      field.files = held.files;
      tell('taken', { width: made.width, height: made.height, hint: hint, bytes: blob.size });
      dialog.close();
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    }, 'image/jpeg', QUALITY);
  }
  var ACTS = {
    shoot: shoot, use: use, again: start,
    left: function () { turn(-1); }, right: function () { turn(1); },
    find: function () { four = picture.corners(shot); place(); judge(); },
    whole: function () { four = picture.whole(); place(); judge(); },
    close: function () { dialog.close(); }
  };
  function pressed(event) {
    var button = event.target.closest('button[data-part]');
    if (button) { ACTS[button.dataset.part](); }
  }

  offer();
  document.addEventListener('htmx:afterSettle', offer);
}());
