// The big screen, elsewhere: draws what comes, and says so when nothing does. It asks for nothing else.
(function () {
  'use strict';
  var SILENCE = 25000, AGAIN = 2000;
  var screen = document.getElementById('screen'), lost = document.getElementById('lost');
  var source = null, last = 0;

  function heard() {
    last = Date.now();
    lost.hidden = true;
  }

  function whole(event) {
    heard();
    screen.innerHTML = event.data;
  }

  function rows(event) {
    heard();
    var groups = screen.querySelectorAll('svg > g');
    JSON.parse(event.data).forEach(function (row) {
      if (groups[row[0]]) groups[row[0]].innerHTML = row[1];
    });
  }

  // A page that is refused says why; a host that does not answer is tried again.
  function look() {
    var asked = new XMLHttpRequest();
    asked.open('GET', location.pathname);
    asked.onload = function () { if (asked.status === 200) listen(''); else location.reload(); };
    asked.onerror = again;
    asked.send();
  }

  function again() { setTimeout(look, AGAIN); }

  function listen(place) {
    last = Date.now();
    source = new EventSource(location.pathname + '/events' + place);
    source.addEventListener('whole', whole);
    source.addEventListener('rows', rows);
    source.addEventListener('still', heard);
    source.onerror = function () {
      lost.hidden = false;
      source.close();
      again();
    };
  }

  setInterval(function () { if (Date.now() - last > SILENCE) source.onerror(); }, 5000);
  listen('?place=' + screen.getAttribute('data-place'));
})();
