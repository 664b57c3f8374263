"""Colours that every reader can tell apart: measured under simulated colour blindness (Machado et al. 2009).

Distances are in Oklab, times 100: about 2 is the least that people notice between two patches side by side.
"""

from itertools import combinations, pairwise

import numpy as np
import pytest

from dashboard.charts import Theme
from dashboard.charts.theme import contrast, rgb

SIMULATIONS = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_OKLAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def oklab(color: str, simulation: str) -> np.ndarray:
    encoded = np.array(rgb(color)) / 255
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    simulated = np.clip(SIMULATIONS[simulation] @ linear, 0, 1)
    return TO_OKLAB @ np.cbrt(TO_LMS @ simulated)


def distance(one: str, other: str, simulation: str) -> float:
    return 100 * float(np.linalg.norm(oklab(one, simulation) - oklab(other, simulation)))


def closest(colors: tuple[str, ...], simulation: str) -> float:
    return min(distance(one, other, simulation) for one, other in combinations(colors, 2))


@pytest.fixture(params=["light", "dark"])
def theme(request):
    return Theme.of(request.param)


@pytest.mark.parametrize("simulation", SIMULATIONS)
def test_the_measure_sees_what_the_colour_blind_confuse(simulation):
    red, olive = "#ff0000", "#808000"
    assert (distance(red, olive, simulation) < 10) == (simulation in ("protanopia", "deuteranopia"))


@pytest.mark.parametrize("simulation", SIMULATIONS)
def test_good_bad_and_neither_stay_apart(theme, simulation):
    assert closest((theme.positive, theme.negative, theme.neutral), simulation) > 10


@pytest.mark.parametrize("simulation", SIMULATIONS)
def test_eight_series_stay_apart(theme, simulation):
    assert len(set(theme.palette)) == 8
    assert closest(theme.palette, simulation) > 6.5


@pytest.mark.parametrize("simulation", SIMULATIONS)
def test_more_is_further_from_the_background(theme, simulation):
    lightness = [oklab(stop, simulation)[0] for stop in theme.sequential]
    steps = [after - before for before, after in pairwise(lightness)]
    assert all(step < -0.04 for step in steps) or all(step > 0.04 for step in steps)


def test_marks_stand_out_from_the_background(theme):
    marks = (theme.primary, theme.positive, theme.negative, theme.neutral, *theme.palette)
    assert min(contrast(rgb(mark), rgb(theme.background)) for mark in marks) >= 3


def test_words_stand_out_from_the_background(theme):
    words = (theme.text, theme.muted, theme.primary, theme.positive, theme.negative)
    assert min(contrast(rgb(word), rgb(theme.background)) for word in words) >= 4.5


def test_figures_can_be_read_over_every_shade(theme):
    shades = [share / 20 for share in range(21)]
    assert min(contrast(rgb(theme.over(share)), theme.shade_of(share)) for share in shades) >= 4.3


def test_contrast_is_that_of_wcag():
    assert contrast(rgb("#ffffff"), rgb("#000000")) == pytest.approx(21)
    assert contrast(rgb("#777777"), rgb("#ffffff")) == pytest.approx(4.48, abs=0.01)
