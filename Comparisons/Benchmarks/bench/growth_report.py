"""Growth as text and data."""

from clients import is_duet
from growth_series import LINEAR
from growth_table import JUDGED
from report import MIB, columns, duration

COLUMNS = ("time", "cpu", "p50", "p99", "peak", "first", "setup")
FIGURES = {"time": "time", "cpu": "CPU", "peak": "memory", "first": "first", "setup": "setup"}


def short(number):
    """Shortens multiples of 1,024: 65536 is 64 Ki."""
    for factor, suffix in ((1 << 30, "Gi"), (1 << 20, "Mi"), (1 << 10, "Ki")):
        if number >= factor and number % factor == 0:
            return f"{number // factor:,} {suffix}"
    return f"{number:,}"


def per_unit(seconds, x):
    if x == 0:
        return ""
    return duration(seconds / x) if seconds / x >= 1e-6 else f"{seconds / x * 1e9:,.3g} ns"


def table_text(table):
    series = table.series
    each = f"per {series.unit}"
    rows = [[series.axis, "", "time", each, "CPU", each, "p50", "p99", "peak", "first", "setup"]]
    for x in dict.fromkeys(x for samples in table.samples.values() for x in samples):
        for name, samples in table.samples.items():
            if x not in samples:
                continue
            value = {key: dict(table.points(name, key)).get(x) for key in COLUMNS}
            rows.append([
                short(x), name, duration(value["time"]), per_unit(value["time"], x), duration(value["cpu"]),
                per_unit(value["cpu"], x), duration(value["p50"]), duration(value["p99"]),
                f"{value['peak'] / MIB:,.1f} MiB", duration(value["first"]),
                "" if value["setup"] is None else duration(value["setup"]),
            ])
    lines = [f"{series.title} [{series.name}, {table.placement}]", columns(rows, left=2)]
    lines += [f"{name} failed at {short(x)}: {reason}" for name, x, reason in table.failures]
    return "\n".join(lines)


def verdicts_text(tables):
    rows = [["series", "client", *(FIGURES[key] for key in JUDGED), ""]]
    all_fine = True
    for table in tables:
        found = {}
        for name, key, exponent, is_fine in table.verdicts():
            found.setdefault(name, {})[key] = (exponent, is_fine)
        for name, figures in found.items():
            bad = [FIGURES[key] for key, (_, is_fine) in figures.items() if not is_fine]
            all_fine = all_fine and not (bad and is_duet(name))
            rows.append([
                table.series.name, name,
                *(f"x^{figures[key][0]:.2f}" if key in figures else "" for key in JUDGED),
                f"faster than linear: {', '.join(bad)}" if bad else "linear or slower",
            ])
    summary = "No cost of Duet grows" if all_fine else "Some costs of Duet grow"
    return f"{columns(rows, left=2)}\n{summary} faster than x^{LINEAR}"


def as_data(table):
    return {
        "series": table.series.name, "title": table.series.title, "axis": table.series.axis,
        "placement": table.placement, "samples": table.samples,
        "failures": [dict(zip(("client", "x", "reason"), failure)) for failure in table.failures],
        "verdicts": [dict(zip(("client", "figure", "exponent", "linear"), verdict)) for verdict in table.verdicts()],
    }
