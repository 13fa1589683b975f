/* ID cards at the counter. A reader that types (a keyboard wedge) is known by its haste: 18 characters within a second,
   then Enter, with a right check digit; they go into the field marked data-idcard, wherever the cursor stood.
   A reader behind the bridge is asked by a button marked data-read-card. Both end in the event `yizhan:card`. */
(function () {
  'use strict';
  var CARD = /^\d{17}[\dX]$/, WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2], CHECKS = '10X98765432';
  var WITHIN = 900, PAIRED = 'yizhan.bridge', keys = [];

  function each(list, act) { Array.prototype.forEach.call(list, act); }
  function isCard(text) {
    if (!CARD.test(text)) { return false; }
    var sum = WEIGHTS.reduce(function (all, weight, index) { return all + weight * Number(text[index]); }, 0);
    return CHECKS[sum % 11] === text[17];
  }
  function shown(field) { return field.getClientRects().length > 0 && !field.disabled && !field.readOnly; }
  function target() {
    var focused = document.activeElement;
    if (focused && focused.matches && focused.matches('[data-idcard]')) { return focused; }
    return Array.prototype.filter.call(document.querySelectorAll('[data-idcard]'), shown)[0] || null;
  }
  function fill(field, value) {
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }
  function hand(field, card) {
    fill(field, card.id_number);
    if (field.form) {
      each(field.form.querySelectorAll('[data-card]'), function (one) {
        var said = card[one.dataset.card] || '';
        if (one !== field && (said || one.type === 'hidden')) { fill(one, said); } /* what only an earlier card said goes */
      });
    }
    field.focus();
    field.dispatchEvent(new CustomEvent('yizhan:card', { bubbles: true, detail: card }));
    if (field.dataset.idcard === 'submit' && field.form) { field.form.requestSubmit(); }
  }

  /* -- the keyboard wedge ----------------------------------------------------------------------------------------- */
  /* A Chinese input method swallows letters and Enter ("Process"); which key it was stands in `code`. */
  function key(event) {
    if (event.key !== 'Process') { return event.key; }
    var named = /^(?:Digit|Numpad|Key)?([0-9A-Z]|Enter)$/.exec(event.code);
    return named ? named[1] : event.key;
  }
  document.addEventListener('keydown', function (event) {
    var pressed = key(event);
    if (pressed === 'Shift') { return; }
    if (pressed.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey) {
      var at = document.activeElement;
      keys.push({ key: pressed, time: event.timeStamp, field: at, value: at && 'value' in at ? at.value : null });
      if (keys.length > 18) { keys.shift(); }
      return;
    }
    var first = keys[0], text = keys.map(function (one) { return one.key; }).join('').toUpperCase();
    if (pressed !== 'Enter' || !first || event.timeStamp - first.time > WITHIN || !isCard(text)) { keys = []; return; }
    keys = [];
    var field = target();
    if (!field) { return; }
    event.preventDefault();
    event.stopPropagation();
    if (first.field && first.value !== null) { first.field.value = first.value; }
    hand(field, { id_number: text, source: 'wedge' });
  }, true);

  /* -- the bridge ------------------------------------------------------------------------------------------------- */
  function paired() { try { return localStorage.getItem(PAIRED) || ''; } catch (fault) { return ''; } }
  function pair(code) { try { localStorage.setItem(PAIRED, code); } catch (fault) { return; } }
  function origin() { return document.body.dataset.bridge || (document.querySelector('[data-bridge]') || { dataset: {} }).dataset.bridge || ''; }
  function ask(path, headers) {
    return fetch(origin() + path, { headers: headers || {}, cache: 'no-store', credentials: 'omit' }).then(function (answer) {
      return answer.json().then(function (said) {
        if (!answer.ok) { throw { state: said.code || 'broken' }; }
        return said;
      });
    }, function () { throw { state: 'absent' }; }).catch(function (fault) { throw { state: fault.state || 'broken' }; });
  }
  function read() {
    /* Without a header of our own first: what the bridge says to an address that it does not know can be read then. */
    return ask('/status').then(function () {
      return ask('/idcard', { Authorization: 'Bearer ' + paired() });
    }).then(function (card) {
      if (!isCard(card.id_number || '')) { throw { state: 'broken' }; }
      return Object.assign({ source: 'bridge' }, card);
    });
  }
  each(document.querySelectorAll('[data-read-card]'), function (one) { one.hidden = false; });
  document.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('[data-read-card]');
    if (!button || button.getAttribute('aria-disabled')) { return; }
    var field = document.querySelector(button.dataset.readCard) || target();
    function tell(state) {
      button.removeAttribute('aria-disabled');
      button.dispatchEvent(new CustomEvent('yizhan:bridge', { bubbles: true, detail: { state: state } }));
      each(document.querySelectorAll('[data-bridge-says]'), function (one) { one.hidden = one.dataset.bridgeSays !== state; });
    }
    button.setAttribute('aria-disabled', 'true');
    tell('asking');
    read().then(function (card) { tell('working'); if (field) { hand(field, card); } }, function (fault) {
      tell(fault.state);
      if (field) { field.focus(); } /* typing goes on */
    });
  });

  window.YizhanCard = { isCard: isCard, pair: pair, paired: paired };
}());
