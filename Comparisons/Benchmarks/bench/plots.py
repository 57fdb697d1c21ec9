"""A bar chart per table, as SVG: medians with their spread, relative to the bound."""

from html import escape

from clients import is_bound, is_duet

WIDTH, LABEL, ROW, TOP = 760, 220, 26, 64
# Room for the ratio after the longest bar, and for the note that it is cut off.
BEHIND = 130
COLORS = {"duet": "#2f6fde", "bound": "#8a8f98", "peer": "#d9a441"}


def color(name):
    return COLORS["duet" if is_duet(name) else "bound" if is_bound(name) else "peer"]


def bar_chart(table):
    """Bars show the time in multiples of the bound. The bars of slow peers are cut off, with a note."""
    unit = table.median(table.bound, "time")
    bars = [(name, [value / unit for value in table.values(name, "time")], table.ratio(name, table.bound))
            for name in table.names()]
    longest = min(max(max(times) for _, times, _ in bars), 8)
    scale = (WIDTH - LABEL - BEHIND) / longest
    height = TOP + ROW * len(bars) + 12
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="system-ui, sans-serif" font-size="13">',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        f'<text x="12" y="26" font-size="17" font-weight="600">{escape(table.title)}</text>',
        f'<text x="12" y="46" fill="#555">Time in multiples of {escape(table.bound)}: lower is better. '
        f'Placement: {table.placement}.</text>',
    ]
    for index, (name, times, ratio) in enumerate(bars):
        y = TOP + index * ROW
        length = min(ratio, longest) * scale
        low, high = (min(value, longest) * scale + LABEL for value in (min(times), max(times)))
        is_cut = ratio > longest
        note = " (cut off)" if is_cut else ""
        lines += [
            f'<text x="{LABEL - 8}" y="{y + 14}" text-anchor="end">{escape(name)}</text>',
            f'<rect x="{LABEL}" y="{y}" width="{length:.1f}" height="18" rx="2" fill="{color(name)}"/>',
            f'<text x="{max(LABEL + length, high) + 6:.1f}" y="{y + 14}">{ratio:.2f}{note}</text>',
        ]
        if not is_cut:
            lines.append(f'<path d="M{low:.1f} {y + 9}H{high:.1f}" stroke="#111" stroke-width="1.5"/>')
    return "\n".join(lines + ["</svg>"]) + "\n"
