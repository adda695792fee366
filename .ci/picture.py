"""Records the picture at the top of README.md: somebody answers, sees the chart, and opens a cause.

    picture.py PROGRAM FILE            plays the program in a terminal of its own and writes an animated SVG
    picture.py PROGRAM FILE --check    plays it, and fails where the file shows something else
    picture.py PROGRAM FOLDER --room   hosts a rehearsal, and writes lobby.svg and reveal.svg; made-up people answer
                                       otherwise each time, so these are compared with nothing

Every frame is what the program drew. Needs pyte: pip install pyte==0.8.2
"""

import argparse
import fcntl
import os
import pathlib
import pty
import re
import select
import struct
import sys
import tempfile
import termios
import time
from html import escape

import pyte

ALONE, ROOM = (80, 24), (112, 34)
# Long enough that a screen which does not change any more is whole, in seconds.
STILL = 0.35
# Long after anything should have come, even on a busy machine.
LONG = 60.0
GROUND, INK = "1d1f21", "c5c8c6"
CELL, LINE, BASE = 8.4, 18, 14
ANSWERS = "523434341413443314143434321132332225"
assert len(ANSWERS) == 36
GUESSES = "323442351"
# As long as made-up people take to guess, in seconds.
GUESSING = 15.0


class Terminal:
    """A terminal with the program in it."""

    def __init__(self, command, folder, size):
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            plain = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
            plain |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "HOME": folder}
            os.chdir(folder)
            os.execve(command[0], command, plain)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds):
        """Shows what comes within so many seconds; says whether anything came."""
        if not select.select([self.fd], [], [], seconds)[0]:
            return False
        data = os.read(self.fd, 65536)
        # What a terminal is asked when the program starts.
        if b"\x1b]11;?" in data:
            pairs = "/".join(GROUND[at : at + 2] * 2 for at in (0, 2, 4))
            os.write(self.fd, f"\x1b]11;rgb:{pairs}\x1b\\".encode())
        if b"\x1b[c" in data:
            os.write(self.fd, b"\x1b[?62c")
        # pyte would print what it does not know.
        data = re.sub(rb"\x1b\][^\x07\x1b]*(\x07|\x1b\\)|\x1b\[[<>=?][0-9;]*[uqc]", b"", data)
        self.stream.feed(data)
        return True

    def wait_for(self, text):
        """Waits until the text is on the screen and nothing changes any more."""
        end = time.monotonic() + LONG
        while text not in "\n".join(self.screen.display):
            assert time.monotonic() < end, f"waited in vain for {text!r}:\n" + "\n".join(self.screen.display)
            self.read(0.1)
        while self.read(STILL):
            assert time.monotonic() < end, f"the screen with {text!r} never rests"

    def press(self, key):
        os.write(self.fd, key.encode())


def colour(name, otherwise):
    return name if re.fullmatch("[0-9a-f]{6}", name) else otherwise


def row(cells, columns):
    """One line of the screen as SVG, at the height 0. Blocks and rules are drawn, so that no font leaves gaps."""
    parts, at = [], 0
    while at < columns:
        look = looks(cells[at])
        end = at + 1
        while end < columns and looks(cells[end]) == look:
            end += 1
        text = "".join(cells[x].data for x in range(at, end))
        parts.append(run(text, at, look))
        at = end
    return "".join(parts)


def looks(cell):
    ink, ground = colour(cell.fg, INK), colour(cell.bg, GROUND)
    if cell.reverse:
        ink, ground = ground, ink
    shape = cell.data if "▀" <= cell.data <= "█" or cell.data in "─━" else ""
    return ink, ground, cell.bold, shape


def run(text, at, look):
    ink, ground, bold, shape = look
    left, wide = at * CELL, len(text) * CELL
    under = box(left, 0, wide, LINE, ground) if ground != GROUND else ""
    if shape in ("─", "━"):
        thick = 1 if shape == "─" else 3
        return under + box(left, LINE / 2 - thick / 2, wide, thick, ink, "rule")
    if shape == "▀":
        return under + box(left, 0, wide, LINE / 2, ink)
    if shape:
        high = LINE * (ord(shape) - ord("▁") + 1) / 8
        return under + box(left, LINE - high, wide, high, ink)
    # Word by word where more than one blank stands between them: not every viewer keeps those.
    words = re.finditer(r"[^ ]+(?: [^ ]+)*", text)
    return under + "".join(written(word.group(), left + word.start() * CELL, ink, bold) for word in words)


def written(text, left, ink, bold):
    heavy = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{left:.1f}" y="{BASE}" textLength="{len(text) * CELL:.1f}" lengthAdjust="spacingAndGlyphs" '
        f'fill="#{ink}"{heavy}>{escape(text)}</text>'
    )


def box(left, top, wide, high, fill, kind="b"):
    # Blocks meet without a gap; a thin rule would vanish between two pixels if it were drawn in the same way.
    return f'<rect class="{kind}" x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="#{fill}"/>'


class Film:
    """Frames, each with how long it is shown; equal lines are kept once."""

    def __init__(self, size, title):
        (self.columns, self.rows), self.title = size, title
        self.lines, self.frames, self.still = {}, [], 0

    def take(self, screen, seconds, is_still=False):
        frame = []
        for y in range(self.rows):
            drawn = row(screen.buffer[y], self.columns)
            if drawn:
                frame.append((y, self.lines.setdefault(drawn, f"l{len(self.lines)}")))
        if is_still:
            self.still = len(self.frames)
        self.frames.append((frame, seconds))

    def svg(self):
        wide, high = self.columns * CELL + 2 * CELL, (self.rows + 1) * LINE
        whole = sum(seconds for _, seconds in self.frames)
        style, frames, begin = [".b{shape-rendering:crispEdges}"], [], 0.0
        for number, (frame, seconds) in enumerate(self.frames):
            start, end = begin / whole * 100, (begin + seconds) / whole * 100
            begin += seconds
            before = "0%{visibility:hidden}" if start else ""
            after = f"{end:.2f}%{{visibility:hidden}}" if end < 99.99 else ""
            style.append(f"@keyframes k{number}{{{before}{start:.2f}%{{visibility:visible}}{after}}}")
            style.append(f"#f{number}{{animation:k{number} {whole:g}s step-end infinite}}")
            uses = "".join(f'<use href="#{line}" y="{y * LINE}"/>' for y, line in frame)
            frames.append(f'<g id="f{number}" class="f">{uses}</g>')
        # Where nothing moves, or nobody wants it to, the chart stands still.
        style.insert(0, f".f{{visibility:hidden}}#f{self.still}{{visibility:visible}}")
        style.append("@media (prefers-reduced-motion:reduce){.f{animation:none!important}}")
        defs = "\n".join(f'<g id="{name}">{drawn}</g>' for drawn, name in self.lines.items())
        shown = "\n".join(frames)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}" font-size="14" '
            'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" role="img">\n'
            f"<title>{escape(self.title)}</title>\n"
            f'<style>{"".join(style)}</style>\n'
            f'<rect width="100%" height="100%" rx="6" fill="#{GROUND}"/>\n<defs>\n{defs}\n</defs>\n'
            f'<g transform="translate({CELL:g} {LINE / 2:g})">\n{shown}\n</g>\n</svg>\n'
        )


def play(program):
    film = Film(ALONE, "Undercurrent: a lead answers, sees the chart of nine causes, and opens the worst")
    with tempfile.TemporaryDirectory() as folder:
        terminal = Terminal([program], folder, ALONE)
        screen = terminal.screen

        def then(key, text, seconds=0.0, is_still=False):
            terminal.press(key)
            terminal.wait_for(text)
            if seconds:
                film.take(screen, seconds, is_still)

        terminal.wait_for("All 36 statements")
        film.take(screen, 3.0)
        then("\r", "Which side")
        then("1", "Which Sales and which Marketing", 1.0)
        then("EMEA", "EMEA", 1.5)
        then("\r", "1 of 36", 2.5)
        shown = {2: 1.6, 3: 1.0, 4: 0.8, 12: 0.5, 20: 0.5, 28: 0.5, 36: 0.8}
        for number, answer in enumerate(ANSWERS[:-1], 2):
            then(answer, f"{number} of 36", shown.get(number, 0.0))
        then(ANSWERS[-1], "One more minute", 3.0)
        then("\r", "Guess 1 of 9", 2.0)
        for number, guess in enumerate(GUESSES[:-1], 2):
            then(guess, f"Guess {number} of 9", 0.0)
        then(GUESSES[-1], "as Sales sees it")
        film.take(screen, 5.0, is_still=True)
        then("\r", "1 of 9", 6.0)
        terminal.press("q")
        os.waitpid(terminal.pid, 0)
    return film.svg()


def room(program, to):
    """Hosts a rehearsal, from the lobby to the reveal."""
    with tempfile.TemporaryDirectory() as folder:
        asked = ["host", "--rehearse", "--label", "EMEA", "--address", "127.0.0.1", "--port", "0"]
        terminal = Terminal([program, *asked], folder, ROOM)
        terminal.wait_for("28 people")
        still(terminal, to / "lobby.svg", "The lobby: a code to scan, the address, the join code, and how many have joined")
        terminal.press("\r")
        terminal.wait_for("all answered")
        # Whoever has finished guesses what the other side sees, which no screen counts.
        until = time.monotonic() + GUESSING
        while time.monotonic() < until:
            terminal.read(1.0)
        terminal.press("c")
        terminal.wait_for("Enter reveals")
        terminal.press("\r")
        terminal.wait_for("by gap")
        still(terminal, to / "reveal.svg", "The reveal: everyone's figure for each cause, and how far the two sides are apart")
        os.close(terminal.fd)
        os.waitpid(terminal.pid, 0)


def still(terminal, file, title):
    """The screen as it is."""
    film = Film(ROOM, title)
    film.take(terminal.screen, 1.0)
    file.write_text(film.svg(), encoding="utf-8")


def undated(picture):
    """The picture without the day on which it was recorded."""
    return re.sub(r"<text[^>]*>\d{1,2} [A-Z][a-z]+ \d{4}</text>", "<text>a day</text>", picture)


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("program")
    asked.add_argument("file", type=pathlib.Path)
    asked.add_argument("--check", action="store_true")
    asked.add_argument("--room", action="store_true")
    asked = asked.parse_args()
    program = str(pathlib.Path(asked.program).resolve())
    if asked.room:
        return room(program, asked.file)
    made = play(program)
    if not asked.check:
        asked.file.write_text(made, encoding="utf-8")
    elif undated(asked.file.read_text(encoding="utf-8")) != undated(made):
        sys.exit(f"{asked.file} shows what the program does not show any more: run this again without --check")
    else:
        print("the picture shows what the program shows")


if __name__ == "__main__":
    main()
