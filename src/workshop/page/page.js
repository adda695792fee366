// Kinder pages for phones that run scripts: answers are saved as they are tapped, and kept until the laptop has them.
(function () {
  'use strict';

  var trouble = document.getElementById('trouble');
  var main = document.querySelector('main');
  var key = 'undercurrent-' + main.dataset.session;
  var unsaved = recall();
  var wanted = null; // the page to go to once everything is saved
  var busy = false;
  var trip = 0;
  var failures = 0;
  var lastWord = Date.now();
  var stream = null;
  var timer = null;

  // What was tapped but not yet saved outlives a reload, where the browser lets us store it.
  function recall() {
    try { return JSON.parse(localStorage.getItem(key)) || {}; } catch (e) { return {}; }
  }
  function remember() {
    try {
      if (Object.keys(unsaved).length) localStorage.setItem(key, JSON.stringify(unsaved));
      else localStorage.removeItem(key);
    } catch (e) { /* without storage only a reload is worse */ }
  }

  function say(text) {
    trouble.textContent = text;
    trouble.hidden = !text;
  }
  function lost() {
    failures += 1;
    say(navigator.onLine === false
      ? 'This phone has no network. Trying again…'
      : 'The laptop does not answer. Is this phone still on its Wi-Fi? Trying again…');
  }
  function found() {
    failures = 0;
    lastWord = Date.now();
    say('');
  }
  function pause() {
    return Math.min(1000 * Math.pow(1.5, failures), 5000) * (0.5 + Math.random() / 2);
  }

  function request(url, options) {
    var control = new AbortController();
    var clock = setTimeout(function () { control.abort(); }, 8000);
    options = Object.assign({ credentials: 'same-origin', signal: control.signal, cache: 'no-store' }, options);
    return fetch(url, options).then(
      function (reply) { clearTimeout(clock); return reply; },
      function (error) { clearTimeout(clock); throw error; });
  }

  // Saving

  function form() { return main.querySelector('form.item'); }
  function mark(text, waiting) {
    var place = document.getElementById('saved');
    if (!place) return;
    place.textContent = text;
    place.className = waiting ? 'saved waiting' : 'saved';
  }

  function choose(input) {
    var page = form();
    var item = page.dataset.item;
    var seq = Math.max(Number(page.dataset.seq), unsaved[item] ? unsaved[item].seq : 0) + 1;
    unsaved[item] = { round: Number(page.dataset.round), seq: seq, answer: input.value };
    remember();
    mark('Saving…', true);
    save();
  }

  function save() {
    clearTimeout(timer);
    var item = Object.keys(unsaved)[0];
    if (!item) return arrive();
    if (busy) return;
    busy = true;
    var sent = unsaved[item];
    request('/api/answer', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ item: item, round: sent.round, seq: sent.seq, answer: sent.answer })
    }).then(function (reply) {
      return reply.json().then(function (word) { return settle(item, sent, reply.status, word); });
    }).catch(function () {
      lost();
      mark('Not saved yet. Trying again…', true);
      timer = setTimeout(save, pause());
    }).then(function () {
      busy = false;
      if (!failures) save();
    });
  }

  function settle(item, sent, status, word) {
    if (status >= 500 || status === 408 || status === 429) {
      failures += 1;
      say(word.why || 'The laptop could not save this. Trying again…');
      mark('Not saved yet. Trying again…', true);
      timer = setTimeout(save, pause());
      return;
    }
    found();
    if (unsaved[item] && unsaved[item].seq === sent.seq) delete unsaved[item];
    remember();
    if (status === 200) return stored(item, word);
    wanted = null;
    return go('/').then(function () { say(word.why || 'That answer was not taken.'); });
  }

  function stored(item, word) {
    var page = form();
    if (!page || page.dataset.item !== item || unsaved[item]) return;
    page.dataset.seq = word.seq;
    page.elements.seq.value = word.seq + 1;
    var input = page.querySelector('input[value="' + word.answer + '"]');
    if (input && !input.checked) {
      input.checked = true;
      mark('✓ Saved, as answered on another page');
    } else {
      mark('✓ Saved');
    }
  }

  // Going from page to page without losing one when the connection is gone

  function arrive() {
    if (!wanted) return;
    var url = wanted;
    wanted = null;
    go(url, null, true);
  }

  // Only the newest trip arrives. What happens by itself leaves no step to go back to.
  function go(url, options, byHand) {
    var mine = ++trip;
    return request(url, options).then(function (reply) {
      if (reply.status >= 500) throw new Error(reply.status);
      return reply.text().then(function (text) {
        found();
        if (mine !== trip) return;
        swap(new DOMParser().parseFromString(text, 'text/html'));
        var here = new URL(reply.url).pathname;
        if (here !== location.pathname) history[byHand ? 'pushState' : 'replaceState'](null, '', here);
      });
    }).catch(function () {
      lost();
      setTimeout(function () { if (mine === trip) go(url, options, byHand); }, pause());
    });
  }

  function swap(page) {
    var next = page.querySelector('main');
    if (!next) return location.reload();
    main.replaceWith(document.adoptNode(next));
    main = next;
    document.title = page.title;
    var heading = main.querySelector('h1');
    scrollTo(0, 0);
    if (heading) heading.focus({ preventScroll: true });
    dress();
  }

  function dress() {
    var button = main.querySelector('[data-short]');
    if (button) button.textContent = button.dataset.short;
    var page = form();
    var open = page && unsaved[page.dataset.item];
    if (!open) return;
    var input = page.querySelector('input[value="' + open.answer + '"]');
    if (input) input.checked = true;
    mark('Not saved yet. Trying again…', true);
  }

  document.addEventListener('change', function (event) {
    if (event.target.name === 'answer' && form()) choose(event.target);
  });
  document.addEventListener('submit', function (event) {
    var page = event.target;
    if (page.action.endsWith('/join')) return;
    event.preventDefault();
    if (page === form()) {
      wanted = page.dataset.next;
      if (Object.keys(unsaved).length) mark('Not saved yet. Trying again…', true);
      save();
    } else {
      go(page.action, { method: 'POST', body: new URLSearchParams(new FormData(page)) }, true);
    }
  });
  document.addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('main a[href^="/"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    wanted = null;
    go(link.getAttribute('href'), null, true);
  });
  addEventListener('popstate', function () { go(location.pathname); });
  addEventListener('pageshow', function (event) { if (event.persisted) go(location.pathname); });

  // Hearing that the session moved on

  function heard(stamp) {
    lastWord = Date.now();
    if (stamp === main.dataset.stamp) return;
    if (Object.keys(unsaved).length) { wanted = '/'; save(); } else go('/');
  }

  function listen() {
    if (!window.EventSource || !main.dataset.stamp) return;
    if (stream) stream.close();
    stream = new EventSource('/events');
    stream.onopen = function () { if (failures && !Object.keys(unsaved).length) found(); };
    stream.addEventListener('stamp', function (event) {
      if (!Object.keys(unsaved).length) found();
      heard(event.data);
    });
    stream.addEventListener('still', function () { lastWord = Date.now(); });
    stream.onerror = function () {
      if (!Object.keys(unsaved).length) lost();
      if (stream.readyState === 2) setTimeout(listen, 1000 + Math.random() * 2000);
    };
  }

  // Where event streams are missing or fall silent, as after a sleep, asking does as well.
  function poll() {
    request('/api/state').then(function (reply) {
      if (reply.status === 401) return go('/');
      return reply.json().then(function (state) {
        if (!Object.keys(unsaved).length) found();
        heard(state.stamp);
      });
    }).catch(lost);
  }
  function wake() {
    save();
    poll();
    listen();
  }
  function silent() { return Date.now() - lastWord > 25000; }

  if (main.dataset.stamp && main.dataset.joined !== 'no') {
    dress();
    save();
    listen();
    setInterval(function () { if (silent()) wake(); else if (!window.EventSource) poll(); }, 5000);
    addEventListener('online', wake);
    document.addEventListener('visibilitychange', function () { if (!document.hidden) wake(); });
  }
})();
