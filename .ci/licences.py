"""Prints the licences of everything that is compiled into the program for a target.

    licences.py TARGET

A part that comes without the text of its licence is named with what it says of itself.
"""

import json
import pathlib
import re
import subprocess
import sys

FILE = re.compile(r"^(licen[cs]e|copying|notice|copyright|unlicense)", re.I)


def asked(*args):
    return subprocess.run(["cargo", *args], check=True, capture_output=True, text=True).stdout


def parts(target):
    """Everything that is compiled in, neither tools nor tests."""
    tree = asked("tree", "--locked", "--edges=normal", f"--target={target}", "--prefix=none", "--format={p}")
    compiled = {tuple(line.split()[:2]) for line in tree.splitlines()}
    told = json.loads(asked("metadata", "--locked", "--format-version=1", f"--filter-platform={target}"))
    found = [package for package in told["packages"] if (package["name"], f"v{package['version']}") in compiled]
    assert len(found) == len(compiled), "cargo tree and cargo metadata do not name the same parts"
    return sorted(found, key=lambda package: (package["name"], package["version"]))


def texts(package):
    folder = pathlib.Path(package["manifest_path"]).parent
    files = sorted(path for path in folder.iterdir() if path.is_file() and FILE.match(path.name))
    return [path.read_text(encoding="utf-8", errors="replace").strip() for path in files]


def main(target):
    packages = parts(target)
    by_text = {}
    print("Undercurrent is made of these parts. The texts of their licences stand below.\n")
    for package in packages:
        said = package["license"] or "see its text"
        print(f"{package['name']} {package['version']}: {said}")
        found = texts(package)
        for text in found or [f"It comes without a text. It says of itself: {said}. {package['repository'] or ''}".strip()]:
            by_text.setdefault(text, []).append(f"{package['name']} {package['version']}")
    for text, names in by_text.items():
        print("\n" + "-" * 80 + "\n" + ", ".join(names) + "\n\n" + text)


if __name__ == "__main__":
    main(sys.argv[1])
