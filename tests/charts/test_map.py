"""The tile map: every place once, neighbours near each other, no country of the data left unsaid."""

import polars as pl
import pycountry
from charts.drawing import draw, words

from dashboard.charts.map import places


def test_every_tile_is_a_country_and_stands_alone():
    known = {country.alpha_2 for country in pycountry.countries} | {"XK"}
    assert places().keys() <= known
    assert len(set(places().values())) == len(places())


def test_only_small_territories_have_no_tile():
    without = {country.alpha_2 for country in pycountry.countries} - places().keys()
    assert len(without) < 40
    assert not without & {"US", "GB", "DE", "FR", "LU", "MT", "CY", "IL", "AE", "SG", "HK", "TW", "NZ", "ZA"}


def test_west_is_left_of_east_and_north_above_south():
    column = {code: place[0] for code, place in places().items()}
    row = {code: place[1] for code, place in places().items()}
    assert (
        column["US"] < column["PT"] < column["DE"] < column["PL"] < column["IN"] < column["JP"] < column["NZ"]
    )
    assert row["SE"] < row["DE"] < row["IT"] < row["EG"] < row["KE"] < row["ZA"]


def test_empty_columns_and_rows_are_closed_up():
    figure = draw(
        {"type": "map", "country": "country", "value": "hires"},
        pl.DataFrame({"country": ["US", "NZ"], "hires": [1, 2]}),
    )
    assert figure["data"][0]["z"] == [[1, None], [None, 2]]
    assert words(figure) == []


def test_few_tiles_are_square_and_many_take_the_width_that_there_is():
    def ties(codes: list[str]) -> tuple[str | None, int]:
        frame = pl.DataFrame({"country": codes, "hires": range(len(codes))})
        layout = draw({"type": "map", "country": "country", "value": "hires"}, frame)["layout"]
        return layout["yaxis"]["scaleanchor"], layout["height"]

    assert ties(["US", "NZ"]) == ("x", 2 * 42 + 60)
    assert ties(list(places())) == (None, 26 * (1 + max(row for _, row in places().values())) + 60)
