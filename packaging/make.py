"""Makes the files for package managers, from Cargo.toml and the checksums of a release's archives.

    make.py SHA256SUMS FOLDER      writes a formula for Homebrew and a manifest for Scoop into the folder
    make.py --check                makes them of made-up archives, and looks whether all versions and places agree

A file is made only where the release has every archive that it names. Needs Python 3.11 and nothing else.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
PLACEHOLDER = "OWNER"


def manifest():
    return tomllib.loads((HERE.parent / "Cargo.toml").read_text(encoding="utf-8"))["package"]


def archive(version, target):
    """What the archive for a target is called, as .ci/archive calls it."""
    return f"undercurrent-{version}-{target}.{'zip' if 'windows' in target else 'tar.gz'}"


def checksums(text):
    """The checksums of `sha256sum`, by the names of the files."""
    return {name: digest for digest, name in re.findall(r"^([0-9a-f]{64}) [ *](\S+)$", text, re.M)}


def filled(template, package, sums):
    """The template with everything in it, and the archives that the release lacks."""
    version, repository, lacking = package["version"], package["repository"], []
    # Homebrew takes no more than 80 characters.
    package = {**package, "summary": package["description"].partition(",")[0]}

    def value(found):
        key, _, target = found.group(1).partition(":")
        if not target:
            return package[key]
        name = archive(version, target)
        if name not in sums:
            lacking.append(name)
            return ""
        return sums[name] if key == "sha256" else f"{repository}/releases/download/v{version}/{name}"

    return re.sub(r"@([a-z0-9]+(?::[a-z0-9_-]+)?)@", value, template), sorted(set(lacking))


def make(sums, folder, package):
    """Writes what can be written; says what cannot, and why."""
    for template in sorted(HERE.glob("*.in")):
        text, lacking = filled(template.read_text(encoding="utf-8"), package, sums)
        if lacking:
            print(f"{template.stem}: not made, since the release has no {', no '.join(lacking)}")
            continue
        (folder / template.stem).write_text(text, encoding="utf-8")
        print(f"{template.stem}: made")


def targets():
    """Every target that a template names."""
    text = "".join(template.read_text(encoding="utf-8") for template in HERE.glob("*.in"))
    return sorted(set(re.findall(r"@sha256:([a-z0-9_-]+)@", text)))


def read_by(program, arguments):
    """Lets a program read what is meant for it, where it is installed."""
    if not shutil.which(program):
        print(f"NOT CHECKED: {pathlib.Path(arguments[-1]).name}, since there is no {program} here")
        return
    subprocess.run([program, *arguments], check=True, stdout=subprocess.DEVNULL)
    print(f"{pathlib.Path(arguments[-1]).name}: {program} can read it")


# What Nix would fetch, as far as the flake asks for it: it cannot be had everywhere.
NIXPKGS = """
{
  outputs = { self }:
    let
      genAttrs = names: make: builtins.listToAttrs (map (name: { inherit name; value = make name; }) names);
      lib = { inherit genAttrs; licenses.mit = "MIT"; };
      built = system: asked: asked // derivation {
        inherit system;
        name = "${asked.pname}-${asked.version}";
        builder = "/bin/sh";
        args = [ asked.src asked.cargoLock.lockFile ];
      };
      brought = system: { inherit lib; installShellFiles = "a"; rustPlatform.buildRustPackage = built system; };
    in
    {
      inherit lib;
      legacyPackages = genAttrs [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ] brought;
    };
}
"""
# Of what it asks for, this is looked at.
ASKED = "made: { inherit (made) pname version meta; lock = builtins.pathExists made.cargoLock.lockFile; }"


def flake(package):
    """Nix takes the flake, for every system that it names; it asks for this program in this version."""
    root = HERE.parent
    if not shutil.which("nix") or not (root / ".git").exists():
        print("NOT CHECKED: flake.nix, which wants Nix and a checkout")
        return
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "flake.nix").write_text(NIXPKGS, encoding="utf-8")
        nix = ["nix", "--extra-experimental-features", "nix-command flakes"]
        beside = ["--no-write-lock-file", "--override-input", "nixpkgs", f"path:{folder}"]
        place = f"git+file://{root}?dir=packaging"
        run = lambda *command: subprocess.run([*nix, *command, *beside], check=True, capture_output=True, text=True).stdout
        run("flake", "check", "--no-build", place)
        asked = json.loads(run("eval", "--json", "--apply", ASKED, f"{place}#packages.x86_64-linux.default"))
    assert (asked["pname"], asked["version"], asked["lock"]) == (package["name"], package["version"], True), asked
    assert asked["meta"]["homepage"] == package["repository"] and asked["meta"]["license"] == package["license"], asked
    print("flake.nix: nix flake check takes it, with a stand-in for nixpkgs")


def licences():
    """What the parts may be under is told alike to whoever refuses them and to whoever lists them."""
    read = lambda path: tomllib.loads(path.read_text(encoding="utf-8"))
    refuses, lists = read(HERE.parent / "deny.toml")["licenses"], read(HERE / "licences.toml")
    assert refuses["allow"] == lists["accepted"], "deny.toml and licences.toml take different licences"
    for exception in refuses["exceptions"]:
        assert lists[exception["crate"]]["accepted"] == exception["allow"], exception["crate"]


def check():
    """Everything agrees with Cargo.toml, which alone holds version and repository."""
    licences()
    package = manifest()
    version, repository = package["version"], package["repository"]
    sums = {archive(version, target): f"{at:064x}" for at, target in enumerate(targets(), 1)}
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        make(sums, folder, package)
        read_by("ruby", ["-c", folder / "undercurrent.rb"])
        formula = (folder / "undercurrent.rb").read_text(encoding="utf-8")
        scoop = json.loads((folder / "undercurrent.json").read_text(encoding="utf-8"))
    assert f'version "{version}"' in formula and scoop["version"] == version
    assert f'homepage "{repository}"' in formula and scoop["homepage"] == repository
    assert 0 < len(re.search(r'desc "(.*)"', formula)[1]) <= 80, "Homebrew takes no description of this length"
    assert "@" not in formula.replace("#{", ""), "something was left open"
    for name, digest in sums.items():
        text = formula if "windows" not in name else json.dumps(scoop)
        assert f"{repository}/releases/download/v{version}/{name}" in text and digest in text, name
    read_by("nix-instantiate", ["--parse", HERE / "flake.nix"])
    flake(package)
    binstall = package["metadata"]["binstall"]
    for target in ("x86_64-unknown-linux-musl", "aarch64-apple-darwin"):
        told = binstall["pkg-url"].replace("{ repo }", repository).replace("{ version }", version)
        assert told.replace("{ target }", target).endswith(f"/v{version}/{archive(version, target)}")
    for target, instead in binstall["overrides"].items():
        has = "x86_64-pc-windows-gnu" if "windows" in target else target.replace("-gnu", "-musl")
        assert archive("{ version }", has) in instead["pkg-url"], target
    other = [path.name for path in HERE.iterdir() if path.is_file() and f'"{version}"' in path.read_text(encoding="utf-8")]
    assert not other, f"the version stands in {other}, and belongs in Cargo.toml alone"
    if f"/{PLACEHOLDER}/" in repository:
        print(f"NOT FILLED IN: {PLACEHOLDER} in the repository that Cargo.toml names")
    print(f"everything in packaging/ is of version {version}")


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        check()
    else:
        sums, folder = map(pathlib.Path, sys.argv[1:])
        make(checksums(sums.read_text(encoding="utf-8")), folder, manifest())
