"""Works every figure of a team's report out again, from the single answers alone: by pandas, scipy and a few lines.

    figures.py PROGRAM

The program writes the answers of 26 made-up people as a table (`report --raw --format csv`) and the report as data
(`report --format json`). Nothing of the report is used but to compare with it. Needs: pip install pandas scipy
"""

import io
import json
import pathlib
import random
import subprocess
import sys
import tempfile
from math import comb, sqrt

import numpy as np
import pandas as pd
from scipy import stats

BANDS = [("low", 37), ("mixed", 62), ("elevated", 87), ("severe", 100)]


def near(shown, exact, step, what):
    """A figure is shown in steps of this size."""
    assert shown is not None and abs(shown - exact) <= step / 2 + 1e-9, (what, shown, exact)


def half_up(severity):
    return int(severity + 0.5)


def band(severity):
    return next(name for name, most in BANDS if half_up(severity) <= most)


def severities(answers):
    """One figure a person and cause: the weighted mean of placed answers, where half of the weight was answered."""
    placed = (answers["value"] - answers["lowest"]) / (answers["highest"] - answers["lowest"]) * 100
    placed = placed.where(~answers["reverse"], 100 - placed)
    given = placed.notna()
    frame = answers.assign(weighted=(placed * answers["weight"]).where(given, 0), answered=answers["weight"].where(given, 0))
    sums = frame.groupby(["cause", "side", "person"])[["weighted", "answered", "weight"]].sum()
    severity = sums["weighted"] / sums["answered"]
    return severity[sums["answered"] * 2 >= sums["weight"]].round(9)


def interval(values):
    half = stats.t.ppf(0.975, len(values) - 1) * values.std(ddof=1) / sqrt(len(values))
    return values.mean() - half, values.mean() + half


def wilson(count, of):
    found = stats.binomtest(count, of).proportion_ci(method="wilson")
    return found.low, found.high


def exact_p(sales, marketing):
    """The exact two-sided rank test, ties included: every way to deal the ranks out."""
    ranks = (2 * stats.rankdata(np.round(np.concatenate([sales, marketing]) * 1e6))).astype(int)
    n1, n = len(sales), len(ranks)
    ways = [{0: 1}] + [{} for _ in range(n1)]
    for rank in ranks:
        for chosen in range(n1, 0, -1):
            for total, many in ways[chosen - 1].items():
                ways[chosen][total + rank] = ways[chosen].get(total + rank, 0) + many
    centre = n1 * (n + 1)
    seen = abs(ranks[:n1].sum() - centre)
    return sum(many for total, many in ways[n1].items() if abs(total - centre) >= seen) / comb(n, n1)


def holm(ps):
    order, adjusted, so_far = sorted(ps, key=ps.get), {}, 0.0
    for at, cause in enumerate(order):
        so_far = max(so_far, min(1.0, (len(order) - at) * ps[cause]))
        adjusted[cause] = so_far
    return adjusted


def check_figure(told, values, what):
    assert told["n"] == len(values), (what, told, len(values))
    near(told["mean"], values.mean(), 1, what)
    low, high = interval(values)
    near(told["low"], low, 1, what)
    near(told["high"], high, 1, what)
    assert told["band"] == band(values.mean()), (what, told, values.mean())


def of_scored(answers, values):
    """The answers of the people who have a figure; whoever has none is in no count of that cause."""
    return answers[answers["person"].isin(values.index.get_level_values("person"))]


def check_spread(told, values, scored):
    counts = values.map(band).value_counts()
    assert told["people"] == {name: counts.get(name, 0) for name, _ in BANDS}, told
    raised = int(counts.get("elevated", 0) + counts.get("severe", 0))
    assert told["raised"] == raised
    for shown, exact in zip((told["raised_low"], told["raised_high"]), wilson(raised, len(values)), strict=True):
        near(shown, exact, 0.01, "share of the raised")
    by_item = scored.dropna(subset="value").groupby("item")
    points = by_item["highest"].first() - by_item["lowest"].first() + 1
    agreement = 1 - (by_item["value"].var(ddof=1) / ((points**2 - 1) / 12)).mean()
    near(told["r_star"], agreement, 0.01, "agreement")
    word = "close together" if agreement >= 0.7 else "some way apart" if agreement >= 0.3 else "far apart"
    assert told["agreement"] == word, (told, agreement)


def check_gap(told, sales, marketing, p):
    difference = sales.mean() - marketing.mean()
    near(told["difference"], difference, 1, "gap")
    welch = stats.ttest_ind(sales, marketing, equal_var=False).confidence_interval()
    near(told["low"], welch.low, 1, "gap")
    near(told["high"], welch.high, 1, "gap")
    signs = np.sign(np.subtract.outer(sales.to_numpy().round(6), marketing.to_numpy().round(6)))
    shares = [100 * (signs == sign).mean() for sign in (1, 0, -1)]
    shown = [told["pairs"], told["pairs_same"], told["pairs_lower"]]
    assert sum(shown) == 100 and all(abs(one - share) < 1 for one, share in zip(shown, shares)), (shown, shares)
    near(told["delta"], signs.mean(), 0.01, "delta")
    near(told["p"], p, 1e-4, "p")
    return difference, signs.mean(), (welch.low > 0 or welch.high < 0)


def verdict(difference, delta, p, p_holm, off_zero):
    same_way = difference * delta > 0
    if same_way and p_holm <= 0.05 and off_zero:
        return "clear" if abs(difference) >= 12.5 else "clear_but_small"
    return "possible" if same_way and (p <= 0.05 or off_zero) else "no_clear_difference"


def check_items(told, answers):
    for item in told:
        own = answers[answers["item"] == item["id"]]
        counts = {count["value"]: count["people"] for count in item["counts"]}
        assert counts == {value: int((own["value"] == value).sum()) for value in counts}, item["id"]
        assert item["na"] == (own["status"] == "does not apply").sum(), item["id"]
        assert item["skipped"] == (own["status"] == "skipped").sum(), item["id"]


def check(answers, report):
    scored = severities(answers)
    causes = {cause["id"]: cause for cause in report["causes"]}
    assert set(causes) == set(answers["cause"]), "every cause is there"
    sides = {cause: [scored[cause][side] for side in ("sales", "marketing")] for cause in causes}
    ps = {cause: exact_p(*map(np.array, pair)) for cause, pair in sides.items()}
    adjusted = holm(ps)
    means = {}
    for name, cause in causes.items():
        everyone, (sales, marketing) = scored[name], sides[name]
        means[name] = everyone.mean()
        own = of_scored(answers[answers["cause"] == name], everyone)
        check_figure(cause["everyone"], everyone, name)
        for told, values in zip(cause["sides"], (sales, marketing), strict=True):
            check_figure(told["figure"], values, (name, told["side"]))
        check_spread(cause["spread"], everyone, own)
        seen = check_gap(cause["gap"], sales, marketing, ps[name])
        near(cause["gap"]["p_holm"], adjusted[name], 1e-4, "p by Holm's method")
        difference, delta, off_zero = seen
        word = verdict(difference, delta, ps[name], adjusted[name], off_zero)
        assert cause["gap"]["verdict"] == word, (name, cause["gap"], seen, adjusted[name])
        check_items(cause["items"], own)
    # Most severe first; equal figures share a rank.
    assert [round(means[cause["id"]], 6) for cause in report["causes"]] == sorted((round(m, 6) for m in means.values()), reverse=True)
    for cause in report["causes"]:
        assert cause["rank"] == 1 + sum(mean > means[cause["id"]] + 1e-6 for mean in means.values()), cause["id"]
    return len(causes)


def made_up(items):
    """Twenty-six people who differ, some of whom skip a statement or find that it does not apply."""
    chance = random.Random(20261128)
    rows = ["side,label," + ",".join(items)]
    for person in range(26):
        side = "sales" if person < 14 else "marketing"
        cells = []
        for at, _ in enumerate(items):
            middle = 2.4 + (at % 9) * 0.15 + (1.3 if side == "sales" and at % 9 < 3 else 0)
            value = max(1, min(5, round(chance.gauss(middle, 1.0))))
            cells.append(chance.choices(["", "na", str(value)], [5, 5, 90])[0])
        rows.append(f"{side},EMEA," + ",".join(cells))
    return "\n".join(rows) + "\n"


def main(program):
    with tempfile.TemporaryDirectory() as folder:

        def run(*args, given=None):
            command = [program, "--data-dir", folder, *args]
            done = subprocess.run(command, cwd=folder, input=given, capture_output=True, text=True, encoding="utf-8")
            assert done.returncode == 0, done.stderr
            return done.stdout

        items = run("score", "--template", "csv").strip().split(",")[2:]
        run("score", "-", "--output", "team.toml", given=made_up(items))
        raw = run("report", "team.toml", "--raw", "--format", "csv")
        answers = pd.read_csv(io.StringIO(raw), keep_default_na=False, na_values={"value": [""]})
        answers["reverse"] = answers["reverse"].astype(str).str.lower() == "true"
        answers["value"] = pd.to_numeric(answers["value"], errors="coerce")
        report = json.loads(run("report", "team.toml", "--format", "json"))
        assert answers["person"].nunique() == report["people"] == 26
        print(f"pandas finds the figures of {check(answers, report)} causes in the single answers")
        words = sorted({cause["gap"]["verdict"] for cause in report["causes"]})
        print(f"among them gaps that are {', '.join(words)}")


if __name__ == "__main__":
    main(str(pathlib.Path(sys.argv[1]).resolve()))
