"""Runs the program of an archive or a Debian package with an empty folder as the root directory: it answers, scores,
reports, and hosts a session that is reached from outside. A package is installed there by dpkg, and removed again.

    empty.py ARCHIVE        as root, or where an ordinary user may make a namespace
"""

import os
import pathlib
import pty
import re
import select
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.request

ANSWERS = 'side = "sales"\nlabel = "EMEA"\n[answers]\nlead-unchecked = 4\nlead-fits = 2\nlead-blame = 5\nlead-facts = 2\n'
# Long after anything should have come, in seconds.
LONG = 30.0


def inside(root, *args):
    """The command that runs the program there. A user who is not root becomes root of a namespace of their own."""
    own = [] if os.geteuid() == 0 else ["--map-root-user"]
    program = "/usr/bin/undercurrent" if (root / "usr/bin/undercurrent").exists() else "/undercurrent"
    return ["unshare", *own, f"--root={root}", "--wd=/", program, "--data-dir", "/data", *args]


def run(root, *args, given=""):
    done = subprocess.run(inside(root, *args), input=given, capture_output=True, text=True, env={}, timeout=LONG)
    assert done.returncode == 0, (args, done)
    return done.stdout


def host(root):
    """Hosts a session in lines, looks at its page from outside, and ends it."""
    pid, terminal = pty.fork()
    if pid == 0:
        command = inside(root, "host", "--plain", "--label", "EMEA", "--address", "127.0.0.1", "--port", "0")
        os.execvpe(command[0], command, {"TERM": "xterm", "PATH": os.environ["PATH"]})
    told = b""

    def wait_for(text):
        nonlocal told
        end = time.monotonic() + LONG
        while text not in told:
            assert time.monotonic() < end, (text, told)
            if select.select([terminal], [], [], 0.2)[0]:
                told += os.read(terminal, 65536)

    def type_in(line, then):
        nonlocal told
        told = b""
        os.write(terminal, line)
        wait_for(then)

    wait_for(b"Choice:")
    url = re.search(rb"http://127\.0\.0\.1:\d+", told).group().decode()
    # The machine's own proxy, if there is one, has no part in this.
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(url, timeout=LONG) as page:
        assert b"<form" in page.read(), "the page asks for a name and a side"
    type_in(b"q\r", b"--resume")
    os.close(terminal)
    os.waitpid(pid, 0)


def unpacked(archive, root):
    """Lays the program of an archive into the root folder, alone. Gives the name of what it came in."""
    with tarfile.open(archive) as packed:
        inner = next(name for name in packed.getnames() if name.endswith("/undercurrent"))
        (root / "undercurrent").write_bytes(packed.extractfile(inner).read())
    (root / "undercurrent").chmod(0o755)
    assert [path.name for path in root.iterdir()] == ["undercurrent"]
    return inner.split("/")[0]


def dpkg(root, *args):
    """What Debian's package manager says, of a system in which there is nothing else."""
    own = [] if os.geteuid() == 0 else ["unshare", "--map-root-user"]
    command = [*own, "dpkg", f"--root={root}", "--log=/dev/null", "--force-not-root", "--force-script-chrootless", *args]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=LONG).stdout


def installed(package, root):
    """Installs a package into the root folder. Gives its name with its version."""
    (root / "var/lib/dpkg/updates").mkdir(parents=True)
    (root / "var/lib/dpkg/status").touch()
    dpkg(root, "--install", str(pathlib.Path(package).resolve()))
    files = dpkg(root, "--listfiles", "undercurrent")
    for part in ["bin/undercurrent", "man/man1/undercurrent-host.1.gz", "bash-completion/completions/undercurrent", "copyright"]:
        assert part in files, (part, files)
    assert dpkg(root, "--verify", "undercurrent") == "", "every file is as the package says"
    return dpkg(root, "--list", "undercurrent").splitlines()[-1].split()[1:3]


def main(archive):
    with tempfile.TemporaryDirectory() as root:
        root = pathlib.Path(root)
        is_package = archive.endswith(".deb")
        name = "-".join(installed(archive, root)) if is_package else unpacked(archive, root)
        begun = time.monotonic()
        version = run(root, "--version").strip()
        assert name.startswith(version.replace(" ", "-")), (version, name)
        assert run(root, "questions").count("[[item]]") == 36
        assert '"severity": 81.25' in run(root, "score", "-", "--output", "/record.toml", "--format", "json", given=ANSWERS)
        run(root, "report", "/record.toml", "--output", "/report.html")
        assert (root / "report.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
        host(root)
        took = time.monotonic() - begun
        print(f"{name} runs with nothing beside it: it answers, scores, reports and hosts, in {took:.1f} s")
        if is_package:
            dpkg(root, "--remove", "undercurrent")
            assert not (root / "usr/bin/undercurrent").exists() and (root / "data").exists(), "data stay"
            print("and it is removed again, and leaves the data")


if __name__ == "__main__":
    main(sys.argv[1])
