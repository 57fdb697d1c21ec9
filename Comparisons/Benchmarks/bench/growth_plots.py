"""A chart per series, as SVG: time and memory against x, with logarithmic axes."""

from html import escape
from math import ceil, floor, log10

from growth_report import short
from report import MIB

PANEL, HEIGHT, GAP, LEFT, TOP = 360, 280, 96, 78, 84
COLORS = {"HTTPX": "#7a4fd0", "HTTPX async": "#2f6fde", "AIOHTTP": "#1f9d6b", "C multi": "#8a8f98"}
# The line of linear growth.
GUIDE = "#c9ccd1"


class Scale:
    """Places values on an axis from `start` to `end`. Zero has a place of its own before the smallest."""

    def __init__(self, values, start, end):
        positive = [value for value in values if value > 0] or [1]
        self.zero = min(values) == 0
        self.low, self.high = log10(min(positive)), log10(max(positive))
        if self.high - self.low < 0.5:
            self.low, self.high = floor(self.low), ceil(self.high + 0.01)
        self.start, self.end = start, end
        self.first = start + (end - start) * (0.14 if self.zero else 0)

    def __call__(self, value):
        if value <= 0:
            return self.start
        part = (log10(value) - self.low) / (self.high - self.low)
        return self.first + (self.end - self.first) * part

    def marks(self):
        """Powers of ten, and what is between them when those are few."""
        digits = (1,) if self.high - self.low >= 3 else (1, 2, 5)
        values = [digit * 10.0 ** power for power in range(floor(self.low), ceil(self.high) + 1) for digit in digits]
        return [value for value in values if self.low - 1e-9 <= log10(value) <= self.high + 1e-9]


def panel(table, key, left, title, unit, label):
    """`unit` is what a one of the axis is worth."""
    lines_of = {name: [(x, y / unit) for x, y in table.points(name, key)] for name in table.samples}
    xs = [x for points in lines_of.values() for x, _ in points]
    ys = [y for points in lines_of.values() for _, y in points]
    bottom = TOP + HEIGHT
    across, up = Scale(xs, left, left + PANEL), Scale(ys, bottom, TOP)
    parts = [
        f'<text x="{left}" y="{TOP - 14}" font-weight="600">{escape(title)}</text>',
        f'<text x="{left + PANEL / 2}" y="{bottom + 38}" text-anchor="middle" fill="#555">'
        f'{escape(table.series.axis)}</text>',
    ]
    for y in up.marks():
        parts += [
            f'<path d="M{left} {up(y):.1f}H{left + PANEL}" stroke="#eceef1"/>',
            f'<text x="{left - 8}" y="{up(y) + 4:.1f}" text-anchor="end" fill="#555">{label(y)}</text>',
        ]
    for x in sorted(set(xs)):
        parts.append(f'<path d="M{across(x):.1f} {bottom}v5" stroke="#555"/>')
    for x in shown(sorted(set(xs)), across):
        parts.append(f'<text x="{across(x):.1f}" y="{bottom + 18}" text-anchor="middle" fill="#555">{short(x)}</text>')
    parts.append(f'<path d="M{left} {TOP}V{bottom}H{left + PANEL}" fill="none" stroke="#555"/>')
    parts.append(guide(xs, max(ys), across, up))
    for name, points in lines_of.items():
        path = "L".join(f"{across(x):.1f} {up(y):.1f}" for x, y in points)
        parts.append(f'<path d="M{path}" fill="none" stroke="{COLORS[name]}" stroke-width="2"/>')
        parts += [f'<circle cx="{across(x):.1f}" cy="{up(y):.1f}" r="2.5" fill="{COLORS[name]}"/>' for x, y in points]
    return parts


def shown(xs, across):
    """Those whose labels do not run into one another."""
    kept = []
    for x in reversed(xs):
        if not kept or across(kept[-1]) - across(x) > 44:
            kept.append(x)
    return kept


def guide(xs, top, across, up):
    """A line of slope one through the largest value, as far as the panel goes."""
    high = max(xs)
    low = max(min(x for x in xs if x > 0), high * 10 ** up.low / top)
    return (f'<path d="M{across(low):.1f} {up(top * low / high):.1f}L{across(high):.1f} {up(top):.1f}" '
            f'stroke="{GUIDE}" stroke-width="1.5" stroke-dasharray="5 4"/>')


def chart(table):
    width, height = LEFT + PANEL * 2 + GAP + 40, TOP + HEIGHT + 84
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="system-ui, sans-serif" font-size="13">',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        f'<text x="16" y="30" font-size="17" font-weight="600">{escape(table.series.title)}</text>',
        '<text x="16" y="50" fill="#555">Both axes are logarithmic. The dashed line shows linear growth.</text>',
    ]
    operation = "all requests" if table.series.is_batch else "one operation"
    if table.samples:
        parts += panel(table, "time", LEFT, f"Time of {operation}", 1, time_mark)
        parts += panel(table, "peak", LEFT + PANEL + GAP, "Peak memory of the client", MIB, "{:g} MiB".format)
    for index, name in enumerate(table.samples):
        x = LEFT + index * 140
        parts += [
            f'<path d="M{x} {height - 18}h22" stroke="{COLORS[name]}" stroke-width="3"/>',
            f'<text x="{x + 28}" y="{height - 14}">{escape(name)}</text>',
        ]
    return "\n".join(parts + ["</svg>"]) + "\n"


def time_mark(seconds):
    for limit, factor, unit in ((0.999e-3, 1e6, "us"), (0.999, 1e3, "ms")):
        if seconds < limit:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds:.3g} s"
