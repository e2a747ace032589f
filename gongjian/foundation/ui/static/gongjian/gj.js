/* 共建 · 页面小脚本：大字、深浅色、防连点、出错定位。没有脚本时页面照样能看能交表。 */
(function () {
  'use strict';
  var root = document.documentElement;
  var darkOutside = window.matchMedia ? window.matchMedia('(prefers-color-scheme: dark)') : null;

  function remembered(name) { try { return localStorage.getItem(name); } catch (e) { return null; } }
  function remember(name, value) { try { localStorage.setItem(name, value); } catch (e) { /* 无痕模式存不了，照样能用 */ } }
  function each(selector, work) { Array.prototype.forEach.call(document.querySelectorAll(selector), work); }

  function showTheme() {
    var chosen = remembered('gj-theme');
    var dark = chosen ? chosen === 'dark' : Boolean(darkOutside && darkOutside.matches);
    root.setAttribute('data-bs-theme', dark ? 'dark' : 'light');
    each('[data-gj="theme"]', function (b) { b.setAttribute('aria-pressed', String(dark)); });
  }
  function showText() {
    var large = remembered('gj-text') === 'large';
    if (large) root.setAttribute('data-text', 'large'); else root.removeAttribute('data-text');
    each('[data-gj="text"]', function (b) { b.setAttribute('aria-pressed', String(large)); });
  }

  // 这个文件放在 <head> 里、不延后：先定下深浅和字号再画页面，不闪
  showTheme();
  showText();
  if (darkOutside && darkOutside.addEventListener) darkOutside.addEventListener('change', showTheme);

  var deeds = {
    theme: function () { remember('gj-theme', root.getAttribute('data-bs-theme') === 'dark' ? 'light' : 'dark'); showTheme(); },
    text: function () { remember('gj-text', root.getAttribute('data-text') === 'large' ? '' : 'large'); showText(); },
    print: function () { window.print(); },
    copy: function (button) {
      var text = document.getElementById(button.getAttribute('data-gj-what'));
      text.focus();
      text.select();
      // 老浏览器和没有 https 的地方没有剪贴板接口，用选中再复制的老办法
      if (navigator.clipboard) navigator.clipboard.writeText(text.value); else document.execCommand('copy');
    }
  };

  document.addEventListener('click', function (event) {
    var button = event.target.closest ? event.target.closest('[data-gj]') : null;
    var deed = button && deeds[button.getAttribute('data-gj')];
    if (deed) deed(button);
    each('details.gj-menu[open]', function (menu) { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener('keydown', function (event) {
    if (event.key !== 'Escape') return;
    each('details.gj-menu[open]', function (menu) { menu.open = false; menu.querySelector('summary').focus(); });
  });

  // 防连点只管样子：同一张表交两次，服务器也只办一次
  function buttonsOf(form) { return form.querySelectorAll('button[type="submit"], button:not([type]), input[type="submit"]'); }
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== 'post' || form.hasAttribute('data-gj-again')) return;
    // 等浏览器收好表单再停用，不然点的那个按钮的值会丢
    setTimeout(function () {
      Array.prototype.forEach.call(buttonsOf(form), function (b) { b.disabled = true; b.classList.add('is-busy'); });
    }, 0);
  });
  window.addEventListener('pageshow', function () {
    each('.is-busy', function (b) { b.disabled = false; b.classList.remove('is-busy'); });
  });

  document.addEventListener('DOMContentLoaded', function () {
    each('[data-gj][hidden]', function (b) { b.hidden = false; });
    showTheme();
    showText();
    var wrong = document.querySelector('form .gj-errors') || document.querySelector('form [aria-invalid="true"]');
    if (wrong) wrong.focus();
  });
})();
