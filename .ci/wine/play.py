"""Plays the program as its users would: a lead's whole sitting in lines, what is made of the record, and a live session
with phones that is killed, resumed and brought to its end.

    play.py [--beside OTHER] [RUNNER] PROGRAM

RUNNER is a command to run it with, such as .ci/wine/wine. OTHER is the program as this machine has it: both draw the same
full screen, cell by cell.

It sits at a terminal of its own, and reads from it what a person would see. Needs: pip install pyte
"""

import json
import os
import pathlib
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
import urllib.request
from fcntl import ioctl

import pyte

# Long after anything should have come, in seconds.
LONG = 90.0
WIDTH, HEIGHT = 100, 400
# The machine's own proxy, if there is one, has no part in this.
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Window:
    """A program in a terminal window, tall enough that nothing leaves it."""

    def __init__(self, command, folder, hangs_up=False, size=(WIDTH, HEIGHT)):
        self.screen = pyte.Screen(*size)
        self.stream = pyte.ByteStream(self.screen)
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            if hangs_up:
                # What a closed window means is then said by the console, not by a signal of Unix.
                signal.signal(signal.SIGHUP, signal.SIG_IGN)
            os.execvpe(command[0], command, {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"})
        ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def read(self, wait):
        if not select.select([self.terminal], [], [], wait)[0]:
            return False
        try:
            read = os.read(self.terminal, 65536)
        except OSError:  # nobody writes to it any more
            time.sleep(wait)
            return False
        self.show(read)
        return True

    def show(self, read):
        self.stream.feed(read)

    def text(self):
        return "\n".join(line.rstrip() for line in self.screen.display)

    def told(self):
        """What it says, with its lines joined: they break where the window ends."""
        return " ".join(self.text().split())

    def wait_for(self, text):
        end = time.monotonic() + LONG
        while text not in self.told():
            assert time.monotonic() < end, f"'{text}' does not come: {self.told()[-1500:]}"
            self.read(0.1)

    def type_in(self, line):
        os.write(self.terminal, line.encode() + b"\r")

    def talk(self, *turns):
        for question, line in turns:
            self.wait_for(question)
            self.type_in(line)

    def ends(self, code):
        end = time.monotonic() + LONG
        while True:
            while self.read(0.1):
                pass
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                break
            assert time.monotonic() < end, f"it does not end: {self.told()[-1500:]}"
        assert os.waitstatus_to_exitcode(status) == code, (status, self.told()[-1500:])
        os.close(self.terminal)


class FullScreen(Window):
    """A window in which the full screen is drawn.

    Wine's console does not do what the sequences say. It takes them for letters and hands them on, in lines of its own as
    wide as the window; what the program wrote is read from these lines, and done.
    """

    SIZE = (80, 24)
    # Where a line of Wine's ends, where the rest of it is blank, where it is written anew, and where Wine hides the cursor.
    WINE = re.compile(
        r"(?P<end>(?:\x1b\[\?25h)?\r\r\n(?:(?<=25h\r\r\n)\x1b\[\?25l)?)|(?P<blank>\x1b\[K)|\r\x1b\[(?P<at>\d+)C|(?P<anew>\r)"
        r"|(?P<hidden>\x1b\[\?25h\x1b\[\?25l|^\x1b\[\?25l|\x1b\[\?25h$)|(?P<letter>.)",
        re.S,
    )

    def __init__(self, command, folder, hangs_up=False):
        super().__init__(command, folder, hangs_up, self.SIZE)
        self.through_wine, self.drawn = hangs_up, b""

    def show(self, read):
        self.drawn += read
        told = self.drawn.decode(errors="ignore")
        self.screen.reset()
        self.stream.feed((self.written(told) if self.through_wine else told).encode())

    def written(self, told):
        """What the program wrote, from what Wine made of it."""
        lines, line, at = [], [], 0
        for token in self.WINE.finditer(told):
            match token.lastgroup:
                case "end":
                    lines.append("".join(line).ljust(self.SIZE[0]))
                    line, at = [], 0
                case "blank":
                    del line[at:]
                case "at" | "anew":
                    at = int(token["at"] or 0)
                case "letter":
                    line[at : at + 1] = [token["letter"]]
                    at += 1
        # A question to the terminal, whose end Wine keeps to itself.
        return ("".join(lines) + "".join(line)).replace("\x1b]11;?", "")

    def settled(self, text):
        """The whole screen, once this stands in it and nothing more is drawn."""
        self.wait_for(text)
        while self.read(0.5):
            pass
        # Folders have other names elsewhere.
        return [line for line in self.text().split("\n") if "kept in" not in line and "records." not in line]


class Phone:
    """One person's device."""

    def __init__(self, url, code, side):
        self.url, self.cookie = url, None
        self.ask("/api/join", {"code": code, "side": side})

    def ask(self, path, body=None):
        headers = {"Content-Type": "application/json", **({"Cookie": self.cookie} if self.cookie else {})}
        data = None if body is None else json.dumps(body).encode()
        with DIRECT.open(urllib.request.Request(self.url + path, data, headers), timeout=LONG) as reply:
            if reply.headers["Set-Cookie"]:
                self.cookie = reply.headers["Set-Cookie"].split(";")[0]
            return reply.read()

    def answer(self, number, value):
        self.ask("/api/answer", {"item": f"statement-{number}", "round": 1, "seq": 1, "answer": str(value)})


class Play:
    """The program with folders of its own."""

    def __init__(self, runner, home):
        self.runner, self.home = runner, home
        self.is_windows = runner[-1].endswith(".exe")

    def command(self, *args):
        # A path that both systems understand: it is below the folder where the program is started.
        return [*self.runner, *args]

    def window(self, *args, kind=Window):
        return kind(self.command(*args, "--data-dir", "data"), self.home, self.is_windows)

    def run(self, *args, given="", code=0):
        done = subprocess.run(
            self.command(*args), input=given.encode(), capture_output=True, cwd=self.home, timeout=LONG, check=False
        )
        assert done.returncode == code, (args, done)
        return done.stdout.decode()

    def records(self):
        return sorted((self.home / "data/records").glob("*.toml"))


def sitting(play):
    """A lead answers nine statements in lines, leaves in between, comes back, and reads the result."""
    window = play.window("--plain")
    window.talk(("2. Pulse", "2"), ("3. Another team.", "1"), ("Name:", "EMEA"))
    for number in range(1, 5):
        window.talk((f"{number} of 9. ", "4"))
    window.wait_for("5 of 9. ")
    window.type_in("q")
    window.wait_for("Saved in ")
    window.ends(0)
    window = play.window("--plain")
    window.talk(("EMEA", "1"))
    for number in range(5, 10):
        window.talk((f"{number} of 9. ", "5"))
    window.talk(("One more minute", "n"), ("Lack of respect", "q"))
    window.wait_for("Saved in ")
    window.ends(0)
    assert not list((play.home / "data/records").glob("*.lock")), "no lock is left behind"
    print("a lead's whole sitting in lines: left, resumed, finished, saved")


def interrupted(play):
    """Ctrl-C in the middle of a sitting saves and leaves."""
    window = play.window("--plain")
    window.wait_for("EMEA")
    window.type_in("n")
    window.talk(("2. Pulse", "2"), ("3. Another team.", "2"), ("Name:", "APAC"), ("1 of 9. ", "2"))
    window.wait_for("2 of 9. ")
    os.write(window.terminal, b"\x03")
    window.wait_for("Saved in ")
    window.ends(130)
    print("Ctrl-C: saved, and left with 130")


def closed(play):
    """A window that is closed in the middle of a sitting takes no answer with it."""
    window = play.window("--plain")
    window.talk(("3. Pulse", "3"), ("3. Another team.", "2"), ("Name:", "LATAM"), ("1 of 9. ", "2"))
    window.wait_for("2 of 9. ")
    os.close(window.terminal)
    os.waitpid(window.pid, 0)
    end = time.monotonic() + LONG
    while list((play.home / "data/records").glob("*.lock")):
        assert time.monotonic() < end, "whoever held the record is still there"
        time.sleep(0.1)
    assert re.search(r"1 answered +marketing +LATAM", play.run("list", "--data-dir", "data")), play.run("list", "--data-dir", "data")
    print("a window that is closed: saved")


def made_of_it(play):
    """What is made of the record: score, report in every form, check, list."""
    answers = "side = \"sales\"\r\nlabel = \"Süd\"\r\n[answers]\r\nlead-unchecked = 4\r\nlead-fits = 2\r\nlead-blame = 5\r\nlead-facts = 2\r\n"
    scored = json.loads(play.run("score", "-", "--format", "json", given=answers))
    assert any(abs(cause["severity"] - 81.25) < 1e-9 for cause in find(scored, "severity")), scored
    record = str(play.records()[0].relative_to(play.home))
    play.run("report", record, "--output", "report.html")
    assert (play.home / "report.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    for form in ["text", "markdown", "csv", "json", "svg", "xlsx"]:
        play.run("report", record, "--format", form, "--output", f"report.{form}")
        assert (play.home / f"report.{form}").stat().st_size > 500, form
    play.run("report", record, "--output", "report.html", code=1)
    play.run("report", record, "--output", "report.html", "--force")
    (play.home / "mine.toml").write_bytes(play.run("questions").replace("\n", "\r\n").encode())
    play.run("check", "mine.toml")
    assert "EMEA" in play.run("list", "--data-dir", "data")
    listed = json.loads(play.run("list", "--data-dir", "data", "--format", "json"))
    assert len(listed["records"]) >= 1, listed
    assert "°" not in play.run("--version")
    print("score, report in seven forms, check with line ends of Windows, list")


def find(data, key):
    """Every object in it that has a number under this key."""
    if isinstance(data, dict):
        if isinstance(data.get(key), (int, float)):
            yield data
        data = list(data.values())
    for part in data if isinstance(data, list) else []:
        yield from find(part, key)


# Keys, among them those without a character, and what stands on the screen then.
KEYS = [
    ("", "Pulse of 9"),
    ("?", "Keys on this screen"),
    ("?", "Pulse of 9"),
    ("2", "Which side"),
    ("1", "It may stay empty"),
    ("NORTH\r", "1-5 answer"),
    ("4", "1 answer saved"),
    ("2", "2 answers saved"),
    ("\x1b[D", "Does not apply"),
    ("\x7f", "Rarely"),
]


def drawn(play):
    """Presses the keys one by one; gives what the screen shows after each."""
    window, screens = play.window(kind=FullScreen), []
    for keys, then in KEYS:
        time.sleep(1.0)  # an answer that comes before anybody can have read the statement is not taken
        os.write(window.terminal, keys.encode())
        screens.append(window.settled(then))
    time.sleep(1.0)
    os.write(window.terminal, b"q")
    window.wait_for("2 of 9 answered.")
    window.ends(0)
    assert re.search(r"2 answered +sales +NORTH", play.run("list", "--data-dir", "data"))
    return screens


def on_screen(play, beside):
    """The full screen: keys answer and move, and every cell is what the program draws elsewhere."""
    seen = drawn(play)
    for lines in seen:
        assert lines[0].startswith("  ") and not re.search(r"\[[0-9;?]+[a-zA-Z]", "\n".join(lines)), "\n".join(lines)
    if beside:
        for (keys, _), one, other in zip(KEYS, seen, drawn(beside), strict=True):
            assert one == other, f"after {keys!r}:\n" + "\n".join(one) + "\n--- beside\n" + "\n".join(other)
    with_what = ", cell by cell as beside" if beside else ""
    print(f"the full screen, {len(seen)} times{with_what}: keys, help, the way back, and leaving")


def escape(play):
    """The Escape key alone, which no byte of a terminal is to Wine, leads back from the help."""
    if not play.is_windows:
        return
    helper = play.home / "escape.exe"
    compiler = ["x86_64-w64-mingw32-gcc", "-O2", "-o", str(helper), str(pathlib.Path(__file__).parent / "escape.c")]
    subprocess.run(compiler, check=True)
    window = play.window(kind=FullScreen)
    window.settled("Pulse of 9")
    os.write(window.terminal, b"?")
    window.settled("Keys on this screen")
    program = pathlib.Path(play.runner[-1]).name
    subprocess.run([*play.runner[:-1], str(helper), program], check=True, timeout=LONG, cwd=play.home)
    end = time.monotonic() + LONG
    while "Keys on this screen" in window.told():
        assert time.monotonic() < end, "the help stays"
        window.read(0.1)
    os.write(window.terminal, b"q")
    window.ends(0)
    print("Esc alone: back from the help")


def session(play):
    """Ten phones in a live session: killed amid the answers, resumed, revealed, ended."""
    window = play.window("host", "--plain", "--label", "EMEA", "--pulse", "--no-guess", "--address", "127.0.0.1")
    window.wait_for("Choice:")
    url = re.search(r"http://127\.0\.0\.1:\d+", window.told()).group()
    code = re.search(r"code ([A-Z0-9]{6})", window.told()).group(1)
    with DIRECT.open(url, timeout=LONG) as page:
        assert b"<form" in page.read(), "the page asks for a code and a side"
    phones = [Phone(url, code, side) for side in ["sales", "marketing"] * 5]
    window.type_in("g")
    window.wait_for("c: stop answering")
    for number in range(1, 5):
        for value, phone in enumerate(phones):
            phone.answer(number, value % 5 + 1)
    kill(window)
    ledgers = list((play.home / "data/sessions").glob("*.ledger"))
    assert len(ledgers) == 1, ledgers
    window = play.window("host", "--plain", "--resume")
    window.wait_for("c: stop answering")
    assert url in window.told() and code in window.told(), "the same address, the same code"
    console(play)
    for number in range(5, 10):
        for value, phone in enumerate(phones):
            phone.answer(number, value % 5 + 1)
    for phone in phones:
        phone.ask("/api/finish", {"round": 1})
    window.type_in("c")
    window.wait_for("The reveal will show")
    window.type_in("g")
    window.wait_for("1 to 9: discuss")
    window.talk(("1 to 9: discuss", "e"), ("End the session?", "y"), ("The report: ", "q"))
    window.ends(0)
    assert not list((play.home / "data/sessions").glob("*.ledger")), "no answers are left where phones sent them"
    reports = list(play.home.glob("undercurrent-emea-*.html"))
    assert len(reports) == 1 and "10 people" in reports[0].read_text(encoding="utf-8"), reports
    assert "10 people" in play.run("list", "--data-dir", "data")
    print("a live session of ten phones: killed, resumed, revealed, ended, its record and report written")


def kill(window):
    """Ends the host as a power cut would end it."""
    os.kill(window.pid, signal.SIGKILL)
    os.waitpid(window.pid, 0)


def console(play):
    """A second terminal looks at the session over the private pipe, and leaves."""
    second = play.window("host", "--console", "--plain")
    second.wait_for("Choice:")
    second.type_in("q")
    second.talk(("Leave this view?", "y"))
    second.ends(0)
    print("the second view: seen and left")


def main(args):
    beside = args[1:2] if args[0] == "--beside" else []
    runner = args[2:] if beside else args
    def at(command, folder):
        return Play([str(pathlib.Path(arg).resolve()) for arg in command], pathlib.Path(folder))

    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        play = at(runner, home)
        print(play.run("--version").strip())
        on_screen(at(runner, one), at(beside, other) if beside else None)
        escape(at(runner, one))
        sitting(play)
        interrupted(play)
        closed(play)
        made_of_it(play)
        session(play)


if __name__ == "__main__":
    main(sys.argv[1:])
