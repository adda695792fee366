"""Packs a folder as a zip that depends on nothing but what is in it: sorted, of one time, with plain rights.

    zip.py FOLDER NAME SECONDS FILE        NAME is what the folder is called inside
"""

import datetime
import pathlib
import stat
import sys
import zipfile

folder, name, seconds, file = sys.argv[1:]
when = datetime.datetime.fromtimestamp(int(seconds), datetime.UTC).timetuple()[:6]
with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
    for path in sorted(path for path in pathlib.Path(folder).rglob("*") if path.is_file()):
        entry = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", when)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.create_system = 3
        entry.external_attr = (stat.S_IFREG | (0o755 if path.suffix == ".exe" else 0o644)) << 16
        packed.writestr(entry, path.read_bytes())
