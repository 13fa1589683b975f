/* Before anything is drawn: where nobody chose light or dark, the page follows the system. */
(function () {
  'use strict';
  var page = document.documentElement, dark = window.matchMedia('(prefers-color-scheme: dark)');
  if (page.hasAttribute('data-bs-theme')) { return; }
  function follow() { page.setAttribute('data-bs-theme', dark.matches ? 'dark' : 'light'); }
  follow();
  dark.addEventListener('change', follow);
}());
