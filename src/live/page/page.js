// Kinder pages for phones that run scripts: answers are saved as they are tapped, and kept until the laptop has them.
// Written for old engines: nothing here is newer than 2013, and where something is missing the plain forms do it all.
(function () {
  'use strict';

  var SETTLE = 300; // so long after a page has appeared a tap still means the one before, in thousandths of a second
  var TURN = 250; // so long after a tap its page stays, so that the choice is seen
  var RELOAD = 10000, PATIENCE = 8000, SILENCE = 25000;
  var DAY = 86400000; // so long a session knows a phone
  var WORDS = {{ words }}; // filled in by whoever serves this

  var main = document.getElementsByTagName('main')[0];
  if (!main) return;
  // A page that a browser kept for Back may be of somebody who has left this phone.
  window.onpageshow = function (event) {
    if (!event.persisted) return;
    main.hidden = true;
    location.reload();
  };
  if (!able()) return plain();

  var trouble = document.getElementById('trouble');
  var key = 'undercurrent-' + data('session');
  var kind = true; // until something turns out to be missing after all
  var unsaved = recall();
  var wanted = null; // the page to go to once everything is saved
  var busy = false;
  var stopped = halted(data('stamp')); // then nothing is sent until answering goes on
  var strange = false; // whether the place was given up meanwhile: then nothing is sent until this phone has joined again
  var trip = 0;
  var failures = 0;
  var lastWord = Date.now();
  var shown = 0; // a page that was loaded is guarded by its style sheet alone: this may begin long after its first frame
  var stream = null;
  var timer = null;
  var pointed = false; // whether the choice that comes next was pointed at
  var stood = null; // the answer that was chosen when the pointer went down
  var led = 0; // since when a tap leads on to the next statement

  // What it stands on

  function able() {
    try {
      return !!(window.XMLHttpRequest && window.JSON && history.pushState && Object.keys && document.addEventListener &&
        main.querySelectorAll && new DOMParser().parseFromString('<p></p>', 'text/html').querySelector('p'));
    } catch (e) { return false; }
  }
  function plain() {
    try { if (data('refresh')) setTimeout(function () { location.reload(); }, RELOAD); } catch (e) { /* by hand, then */ }
  }
  // Runs a step. When the browser lacks what it needs, the page is left to its forms.
  function step(work) {
    return function (event) {
      if (!kind) return;
      try { work(event); } catch (e) { giveUp(); }
    };
  }
  function giveUp() {
    kind = false;
    main.hidden = false;
    if (stream) stream.close();
    mark('');
    var button = main.querySelector('[data-short]');
    if (button && data('long', button)) button.textContent = data('long', button);
    plain();
  }

  function data(name, element) { return (element || main).getAttribute('data-' + name); }
  function joined() { return data('joined') !== 'no'; }
  function over(stamp) { return /^ended/.test(stamp || ''); }
  function halted(stamp) { return /^stopped/.test(stamp || ''); }
  function closed(stamp) { return /^(clos|reveal|end)/.test(stamp || ''); }
  function live() { return joined() && !over(data('stamp')); }
  function pending() { return Object.keys(unsaved).length > 0; }

  // What was tapped but not yet saved outlives a reload, where the browser lets us store it.
  function recall() {
    try {
      var kept = JSON.parse(localStorage.getItem(key)) || {};
      return kept.unsaved || kept; // the version before kept nothing else
    } catch (e) { return {}; }
  }
  function remember() {
    try {
      if (pending()) localStorage.setItem(key, JSON.stringify({ at: Date.now(), unsaved: unsaved }));
      else localStorage.removeItem(key);
    } catch (e) { /* without storage only a reload is worse */ }
  }
  function forget() {
    unsaved = {};
    wanted = null;
    clearTimeout(timer);
    remember();
  }
  // Whoever holds the phone next is somebody else: nothing of the person before is kept, or sent for the next one.
  function leave() {
    forget();
    clear(true);
  }
  function clear(all) {
    try {
      Object.keys(localStorage).forEach(function (name) {
        if (name.indexOf('undercurrent-') === 0 && name !== key && (all || old(name))) localStorage.removeItem(name);
      });
    } catch (e) { /* nothing could be stored either */ }
  }
  // Another session at this address may go on, and then takes what it was not sent.
  function old(name) {
    try { return !(Date.now() - JSON.parse(localStorage.getItem(name)).at < DAY); } catch (e) { return true; }
  }
  // A phone whose place was given up keeps what it could not send until it has joined again, and says so at the door.
  function hold() {
    if (pending() && closed(data('stamp'))) {
      forget();
      say(WORDS.closed);
    }
    clear(false);
    var held = main.querySelector('.held');
    if (!held || !pending()) return;
    Object.keys(unsaved).forEach(function (item) { unsaved[item].held = true; });
    remember();
    held.hidden = false;
    held.querySelector('button').onclick = step(function () {
      forget();
      held.hidden = true;
    });
  }
  // Once it has joined again, it sends all of that and then goes to where the person is.
  function release() {
    Object.keys(unsaved).forEach(function (item) {
      if (!unsaved[item].held) return;
      delete unsaved[item].held;
      wanted = '/';
    });
    remember();
  }

  function say(text, ofTheLine) {
    trouble.textContent = text;
    trouble.hidden = !text;
    trouble.setAttribute('data-line', ofTheLine ? 'yes' : 'no');
  }
  function lost() {
    failures += 1;
    say(navigator.onLine === false
      ? WORDS.offline
      : WORDS.silent, true);
  }
  function found() {
    failures = 0;
    lastWord = Date.now();
    if (data('line', trouble) === 'yes') say('');
  }
  function pause() {
    return Math.min(1000 * Math.pow(1.5, failures), 5000) * (0.5 + Math.random() / 2);
  }

  // Calls `done` with the status, 0 where nothing came back, the text, and the path that it came from in the end.
  function request(url, sent, done) {
    var call = new XMLHttpRequest();
    call.open(sent ? 'POST' : 'GET', url, true);
    call.timeout = PATIENCE;
    if (sent) call.setRequestHeader('Content-Type', sent.type);
    call.onload = step(function () { done(call.status, call.responseText, path(call.responseURL || url)); });
    call.onerror = call.ontimeout = call.onabort = step(function () { done(0, '', url); });
    call.send(sent ? sent.body : null);
  }
  function path(url) {
    var link = document.createElement('a');
    link.href = url;
    return link.pathname;
  }
  function read(text) { try { return JSON.parse(text) || {}; } catch (e) { return {}; } }

  // Saving

  function form() { return main.querySelector('form.item'); }
  function mark(text, waiting) {
    var place = document.getElementById('saved');
    if (!place) return;
    place.textContent = text;
    place.className = waiting ? 'saved waiting' : 'saved';
  }
  // The answer of this value. Other fields of the form may hold the same value.
  function choice(page, value) {
    var answers = page.querySelectorAll('input[name="answer"]');
    for (var at = 0; at < answers.length; at += 1) {
      if (answers[at].value === String(value)) return answers[at];
    }
    return null;
  }

  function choose(input) {
    var page = form();
    var item = data('item', page);
    var seq = Math.max(Number(data('seq', page)), unsaved[item] ? unsaved[item].seq : 0) + 1;
    var place = path(page.getAttribute('action'));
    unsaved[item] = { round: Number(data('round', page)), seq: seq, answer: input.value, place: place, at: Date.now() };
    if (data('of', page)) unsaved[item].of = data('of', page);
    label(page);
    remember();
    mark('Saving…', true);
    lead(page);
    save();
  }
  // Whoever has guessed does not skip.
  function label(page) {
    var button = page.querySelector('[data-short]');
    if (button) button.textContent = 'Next ›';
  }
  // Who points at an answer is led on once it is saved. With keys, choosing is also how to look at what there is.
  function lead(page) {
    wanted = pointed && data('turns', page) ? data('next', page) : null;
    pointed = false;
    led = Date.now();
  }
  function press(event) {
    pointed = !!form() && !early() && !!within(event.target, 'label');
    stood = pointed ? form().querySelector('input[name="answer"]:checked') : null;
  }
  function unpress() { pointed = false; }

  // A later tap in another tab, on what is not saved yet here.
  function heardOf(event) {
    var theirs = event.key === key ? read(event.newValue) : {};
    Object.keys(theirs).forEach(function (item) {
      if (unsaved[item] && theirs[item].at > unsaved[item].at) unsaved[item] = theirs[item];
    });
  }

  function save() {
    clearTimeout(timer);
    var item = Object.keys(unsaved)[0];
    if (!item) return arrive();
    if (busy || stopped || strange) return;
    busy = true;
    var sent = unsaved[item];
    // Where there is no `of`, it is left out.
    var body = JSON.stringify({ item: item, of: sent.of, round: sent.round, seq: sent.seq, answer: sent.answer });
    request('/api/answer', { type: 'application/json', body: body }, function (status, text) {
      busy = false;
      settle(item, sent, status, text);
      if (!failures) save();
    });
  }

  function settle(item, sent, status, text) {
    var word = read(text);
    var again = !status || status >= 500 || status === 408 || status === 429;
    if (again && word.code !== 'stopped') {
      lost();
      if (status) say(word.why || WORDS.unstored, true);
      mark(WORDS.unsaved, true);
      timer = setTimeout(step(save), pause());
      return;
    }
    found();
    if (word.code === 'stopped') return stop();
    if (word.code === 'unknown') return stray();
    if (status === 200 && word.answer !== sent.answer && unsaved[item] === sent) {
      sent.seq = word.seq + 1; // another tab was faster; what was tapped here comes after it
      return remember();
    }
    if (unsaved[item] && unsaved[item].seq === sent.seq) delete unsaved[item];
    remember();
    if (status === 200) return stored(item, word);
    if (sent.of && word.code === 'no-answer') return; // a guess of the side that this person belongs to by now
    wanted = null;
    go('/', { then: function () { say(WORDS.refused + (word.why || WORDS.uncounted)); } });
  }

  // The session does not know this phone any more: what it has not sent waits until it has joined again.
  function stray() {
    strange = true;
    wanted = null;
    go('/');
  }

  function stop() {
    stopped = true;
    wanted = null;
    mark(WORDS.stopped, true);
    go('/');
  }

  function stored(item, word) {
    var page = form();
    if (!page && !pending()) mark('✓ Saved');
    if (!page || data('item', page) !== item || unsaved[item]) return;
    page.setAttribute('data-seq', word.seq);
    page.querySelector('input[name="seq"]').value = word.seq + 1;
    var input = choice(page, word.answer), other = input && !input.checked;
    if (other) input.checked = true;
    mark(other ? WORDS.elsewhere : '✓ Saved');
  }

  // Going from page to page without losing one when the connection is gone

  function arrive() {
    var url = wanted, rest = led + TURN - Date.now();
    if (url && rest > 0 && rest <= TURN) {
      timer = setTimeout(step(save), rest);
      return;
    }
    wanted = null;
    if (url) go(url, { byHand: true });
  }

  // Only the newest trip arrives. What happens by itself leaves no step to go back to.
  function go(url, how) {
    var mine = ++trip;
    how = how || {};
    request(url, how.sent, function (status, text, here) {
      if (mine !== trip) return;
      if (!status || status >= 500) return missed(url, how, mine);
      try {
        found();
        if (how.byHand) say('');
        swap(new DOMParser().parseFromString(text, 'text/html'));
        if (here !== location.pathname) turn(here, how.byHand);
        if (how.then) how.then();
      } catch (e) {
        giveUp();
        location.href = here;
      }
    });
  }
  function missed(url, how, mine) {
    if (how.last || over(data('stamp'))) return say(WORDS.over);
    lost();
    setTimeout(step(function () { if (mine === trip) go(url, how); }), pause());
  }
  function turn(here, byHand) {
    try { history[byHand ? 'pushState' : 'replaceState'](null, '', here); } catch (e) { /* too often: the page is right */ }
  }

  function swap(page) {
    var next = page.querySelector('main');
    if (!next || next.getAttribute('data-session') !== data('session')) return location.reload();
    next = document.adoptNode(next);
    main.parentNode.replaceChild(next, main);
    main = next;
    document.title = page.title;
    shown = Date.now();
    var again = stopped;
    stopped = halted(data('stamp'));
    strange = strange && !joined();
    window.scrollTo(0, 0);
    var heading = main.querySelector('h1');
    if (heading) heading.focus({ preventScroll: true });
    dress();
    follow();
    if (again && !stopped && pending()) save();
  }

  function dress() {
    var turn = main.querySelector('.turning');
    if (turn && window.PointerEvent) turn.hidden = false;
    var button = main.querySelector('[data-short]');
    if (button) {
      button.setAttribute('data-long', button.textContent);
      button.textContent = data('short', button);
    }
    var page = form();
    if (!page && pending()) mark(stopped ? WORDS.stopped : WORDS.unsaved, true);
    Object.keys(unsaved).forEach(function (item) {
      var row = main.querySelector('.all a[href="' + unsaved[item].place + '"] em');
      if (row) {
        row.textContent = WORDS.open;
        row.className = 'open';
      }
      if (!page || data('item', page) !== item) return;
      var input = choice(page, unsaved[item].answer);
      if (input) input.checked = true;
      label(page);
      mark(WORDS.unsaved, true);
    });
  }

  function fields(page) {
    var parts = [];
    for (var at = 0; at < page.elements.length; at += 1) {
      var field = page.elements[at];
      var unset = (field.type === 'radio' || field.type === 'checkbox') && !field.checked;
      if (field.name && !unset) parts.push(encodeURIComponent(field.name) + '=' + encodeURIComponent(field.value));
    }
    return { type: 'application/x-www-form-urlencoded', body: parts.join('&') };
  }

  // A second tap in the place of the first would fall on a page that nobody has seen.
  // The style sheet says so too, from the first frame on; here it is also said to the keyboard.
  function early() {
    return joined() && (Math.abs(Date.now() - shown) < SETTLE || getComputedStyle(main).pointerEvents === 'none');
  }
  function within(element, name) {
    while (element && element.nodeName.toLowerCase() !== name) element = element.parentNode;
    return element;
  }

  function submitted(event) {
    var page = event.target;
    var action = path(page.getAttribute('action'));
    if (action === '/join') return;
    if (early()) return event.preventDefault();
    if (pending() && (page === form() || action === '/leave')) mark(WORDS.unsaved, true);
    if (page === form()) {
      wanted = data('next', page);
      save();
    } else if (action === '/leave' && pending()) {
      save();
    } else {
      go(action, { sent: fields(page), byHand: true });
    }
    event.preventDefault(); // last, so that the form itself goes where this could not be done
  }

  function clicked(event) {
    if (!within(event.target, 'main')) return;
    if (early()) return event.preventDefault();
    if (pointed && event.target === stood) { // as it is chosen already, it does not change
      lead(form());
      return save();
    }
    var link = within(event.target, 'a'), address = link && link.getAttribute('href');
    if (!address || address.charAt(0) !== '/' || event.ctrlKey || event.metaKey || event.shiftKey) return;
    wanted = null;
    go(address, { byHand: true });
    event.preventDefault();
  }

  document.addEventListener('pointerdown', step(press), true);
  document.addEventListener('pointercancel', step(unpress), true);
  document.addEventListener('keydown', step(unpress), true);
  document.addEventListener('change', step(function (event) {
    if (event.target.name === 'answer' && form()) choose(event.target);
  }));
  document.addEventListener('submit', step(submitted));
  document.addEventListener('click', step(clicked), true);
  window.addEventListener('popstate', step(function () {
    wanted = null;
    go(location.pathname);
  }));

  // Hearing that the session moved on

  // The name of the session, or what stands in its place for a while: on the page as it is.
  function head(said) {
    var place = main.querySelector('.said');
    if (!place || !said || said.label === undefined) return;
    place.textContent = said.notice || said.label || data('unnamed', place) || '';
    place.setAttribute('data-notice', said.notice ? 'yes' : 'no');
  }

  function heard(stamp) {
    lastWord = Date.now();
    if (!live() || stamp === data('stamp')) return;
    stopped = halted(stamp);
    if (over(stamp)) {
      forget();
      hush();
      go('/', { last: true });
    } else if (pending() && !stopped) {
      wanted = '/';
      save();
    } else go('/');
  }

  function hush() {
    if (stream) stream.close();
    stream = null;
  }

  function listen() {
    hush();
    if (!window.EventSource || !live()) return;
    try { stream = new EventSource('/events'); } catch (e) { return; }
    var mine = stream;
    stream.onopen = step(function () { if (failures && !pending()) found(); });
    stream.addEventListener('stamp', step(function (event) {
      if (!pending()) found();
      heard(event.data);
    }));
    stream.addEventListener('head', step(function (event) { head(read(event.data)); }));
    stream.addEventListener('still', step(function () { lastWord = Date.now(); }));
    stream.onerror = step(function () {
      if (mine !== stream) return;
      if (!pending()) lost();
      if (mine.readyState !== 2) return;
      hush();
      setTimeout(step(poll), 1000 + Math.random() * 2000);
    });
  }

  // Where event streams are missing or fall silent, as after a sleep, asking does as well.
  function poll() {
    if (!live()) return;
    request('/api/state', null, function (status, text) {
      if (!live()) return;
      if (status === 401) return go('/');
      if (status !== 200) return lost();
      if (!pending()) found();
      heard(read(text).stamp);
      head(read(text).headline);
      if (!stream) listen();
    });
  }
  function wake() {
    if (!live()) return;
    save();
    poll();
    listen();
  }
  function tick() {
    if (Date.now() - lastWord > SILENCE) wake();
    else if (!stream) poll();
  }
  // A page of somebody who is not in, or of a session that is over, has nothing to wait for.
  function follow() {
    if (live()) return stream || listen();
    hush();
    if (data('left')) leave();
    else if (over(data('stamp'))) forget();
    else if (!joined()) hold();
  }

  step(function () {
    dress();
    follow();
    if (live()) {
      release();
      save();
    }
    setInterval(step(tick), 5000);
    window.addEventListener('online', step(wake));
    window.addEventListener('pagehide', step(hush)); // a browser may keep it otherwise, and has few connections
    window.addEventListener('storage', step(heardOf));
    document.addEventListener('visibilitychange', step(function () { if (!document.hidden) wake(); }));
  })();
})();
