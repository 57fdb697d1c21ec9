"""The samples of a series, and how fast its costs grow."""

from dataclasses import dataclass, field
from math import log
from statistics import linear_regression, median

from growth_series import LINEAR, Series

# The costs that are judged. None that a user pays may grow faster than the quantity.
JUDGED = ("time", "cpu", "peak", "first", "setup")


@dataclass
class GrowthTable:
    series: Series
    placement: str
    # By client, then by x: one sample per round.
    samples: dict = field(default_factory=dict)
    # (client, x, reason)
    failures: list = field(default_factory=list)

    def add(self, name, x, sample):
        operations = sample["requests"] / (x if self.series.is_batch else 1)
        sample["time"] = sample["seconds"] / operations
        sample["cpu"] /= operations
        self.samples.setdefault(name, {}).setdefault(x, []).append(sample)

    def points(self, name, key):
        """(x, median) of each point that has that figure."""
        found = [(x, [sample[key] for sample in samples if key in sample])
                 for x, samples in self.samples[name].items()]
        return [(x, median(values)) for x, values in found if values]

    def exponent(self, name, key):
        """The power of x that the figure grows with where x is large. Fixed costs hide it where x is small."""
        points = [(x, value) for x, value in self.points(name, key) if x > 0 and value > 0]
        upper = points[len(points) // 2 - 1:] if len(points) > 3 else points
        if len(upper) < 2:
            return None
        return linear_regression(*zip(*((log(x), log(value)) for x, value in upper))).slope

    def verdicts(self):
        """(client, figure, exponent, whether it is linear or better)."""
        for name in self.samples:
            for key in JUDGED:
                if key == "setup" and self.series.circumstance in (None, "fields", "redirects", "origins"):
                    continue
                exponent = self.exponent(name, key)
                if exponent is not None:
                    yield name, key, exponent, exponent <= LINEAR
