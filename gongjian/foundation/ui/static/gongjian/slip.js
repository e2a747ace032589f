/* 扫纸条上的二维码进来：号码在 # 后面，浏览器不会发出去；这里把它填进格子，再从地址栏里拿掉。 */
(function () {
  'use strict';
  var field = document.querySelector('[data-gj-slip]');
  var code = decodeURIComponent(window.location.hash.slice(1));
  if (!code) return;
  if (field && /^[0-9A-Za-z-]{12,20}$/.test(code)) field.value = code;
  window.history.replaceState(null, '', window.location.pathname);
})();
