/* 共建 · 通行密钥：把浏览器问到的结果填进表单交上去。没有这个脚本，用密码和动态码照样能登录。 */
(function () {
  'use strict';
  if (!window.PublicKeyCredential || !navigator.credentials) return;

  function toBytes(text) {
    var plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    return Uint8Array.from(plain, function (letter) { return letter.charCodeAt(0); }).buffer;
  }
  function toText(bytes) {
    var plain = String.fromCharCode.apply(null, new Uint8Array(bytes));
    return btoa(plain).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  }
  function named(list) {
    return (list || []).map(function (one) { return Object.assign({}, one, { id: toBytes(one.id) }); });
  }

  // 服务器给的选项里，二进制都写成了 base64url
  function options(kind, told) {
    var key = Object.assign({}, told.publicKey, { challenge: toBytes(told.publicKey.challenge) });
    if (kind === 'create') {
      key.user = Object.assign({}, key.user, { id: toBytes(key.user.id) });
      key.excludeCredentials = named(key.excludeCredentials);
    } else {
      key.allowCredentials = named(key.allowCredentials);
    }
    return { publicKey: key };
  }

  function answer(credential) {
    var response = {};
    ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'].forEach(function (name) {
      if (credential.response[name]) response[name] = toText(credential.response[name]);
    });
    return JSON.stringify({
      type: credential.type, id: credential.id, rawId: toText(credential.rawId), response: response,
      clientExtensionResults: credential.getClientExtensionResults()
    });
  }

  function asked(form) {
    var url = form.getAttribute('data-options-url');
    if (!url) return Promise.resolve(JSON.parse(document.getElementById(form.getAttribute('data-options')).textContent));
    return fetch(url, { headers: { Accept: 'application/json' } }).then(function (reply) {
      if (!reply.ok) throw new Error(String(reply.status));
      return reply.json();
    }).then(function (told) { return told.request_options; });
  }

  Array.prototype.forEach.call(document.querySelectorAll('form[data-passkey]'), function (form) {
    var kind = form.getAttribute('data-passkey');
    var button = form.querySelector('[data-passkey-ask]');
    var failed = form.querySelector('[data-passkey-failed]');
    form.hidden = false;
    button.addEventListener('click', function () {
      button.disabled = true;
      failed.hidden = true;
      asked(form).then(function (told) {
        return navigator.credentials[kind](options(kind, told.creation_options || told.request_options || told));
      }).then(function (credential) {
        form.elements.credential.value = answer(credential);
        form.submit();
      }).catch(function () {
        button.disabled = false;
        failed.hidden = false;
      });
    });
  });
})();
