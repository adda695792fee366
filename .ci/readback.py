"""Reads what Undercurrent writes by other programs' eyes: a workbook by openpyxl, a calendar by icalendar.

    readback.py PROGRAM
"""

import datetime
import json
import pathlib
import subprocess
import sys
import tempfile

import icalendar
import openpyxl

ANSWERS = 'side = "sales"\nlabel = "=EMEA, Köln; \\"Süd\\""\n[answers]\nlead-unchecked = 5\nlead-fits = 2\nlead-blame = "na"\n'
STEP = "Mark ten leads, together; then \\ talk. " + "Zwölf Übergaben prüfen. " * 8


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)

        def run(*args):
            done = subprocess.run(
                [program, "--data-dir", folder, *args], cwd=folder, capture_output=True, text=True, encoding="utf-8"
            )
            assert done.returncode == 0, done.stderr
            return done.stdout

        (folder / "answers.toml").write_text(ANSWERS, encoding="utf-8")
        (folder / "records").mkdir()
        record = folder / "records" / "record.toml"
        run("--answers", "answers.toml", "--output", record)
        workbook(run, folder, record)
        end = "# The record ends here."
        step = f'[[actions]]\ncause = "bad-leads"\nstep = {json.dumps(STEP.strip(), ensure_ascii=False)}\n'
        step += 'owner = "Kim"\ndue = 2027-01-15\ntaken = 2026-11-23T15:20:00Z\n\n'
        record.write_text(record.read_text(encoding="utf-8").replace(end, step + end), encoding="utf-8")
        calendar(run, folder)


def workbook(run, folder, record):
    run("report", record, "--output", "plain.xlsx")
    run("report", record, "--raw", "--output", "raw.xlsx")
    data = json.loads(run("report", record, "--format", "json"))
    plain = openpyxl.load_workbook(folder / "plain.xlsx")
    assert plain.sheetnames == ["Overview", "Causes", "Statements"], plain.sheetnames
    causes = plain["Causes"]
    heads = [cell.value for cell in causes[1]]
    for row, cause in zip(causes.iter_rows(min_row=2), data["causes"], strict=True):
        told = dict(zip(heads, row, strict=True))
        assert told["Cause name"].value == cause["name"]
        assert told["Severity"].value == cause["severity"], (told["Severity"].value, cause["severity"])
        if cause["severity"] is not None:
            assert told["Severity"].number_format in ("0", "0.0###"), told["Severity"].number_format
    for sheet in plain.worksheets:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row), sheet.title
    for sheet in plain.worksheets[1:]:
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref, sheet.title
        assert max(wide.width for wide in sheet.column_dimensions.values()) > 12, sheet.title
    overview = dict(plain["Overview"].iter_rows(values_only=True))
    assert overview["Name"] == '=EMEA, Köln; "Süd"', overview
    day = datetime.datetime.fromisoformat(data["record"]["finished"].replace("Z", "+00:00")).date()
    assert plain.properties.created.date() == day, plain.properties.created
    raw = openpyxl.load_workbook(folder / "raw.xlsx")
    assert raw.sheetnames[3:] == ["People"] and raw["People"].max_row == 37, raw.sheetnames
    print("openpyxl reads the workbook")


def calendar(run, folder):
    run("actions", "--output", "steps.ics")
    text = (folder / "steps.ics").read_bytes()
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    read = icalendar.Calendar.from_ical(text)
    todo, event = read.walk("VTODO"), read.walk("VEVENT")
    assert (len(todo), len(event)) == (1, 1), text
    assert todo[0]["SUMMARY"] == STEP.strip() and event[0]["SUMMARY"] == "Look again: " + STEP.strip()
    due = datetime.date(2027, 1, 15)
    assert todo[0]["DUE"].dt == due and event[0]["DTSTART"].dt == due
    assert event[0]["DTEND"].dt == due + datetime.timedelta(days=1)
    assert todo[0]["UID"] != event[0]["UID"] and todo[0]["DTSTAMP"].dt.year == 2026
    assert not todo[0].errors and not event[0].errors, (todo[0].errors, event[0].errors)
    before = text
    run("actions", "--output", "steps.ics", "--force")
    assert (folder / "steps.ics").read_bytes() == before, "written again, it is the same"
    print("icalendar reads the steps")


if __name__ == "__main__":
    main(str(pathlib.Path(sys.argv[1]).resolve()))
