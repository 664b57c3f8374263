"""A parameter's value from a widget, a link or the command line, and the type that it is bound as."""

from datetime import date
from typing import Any

import pytest

from dashboard.catalog.model import Param, ParamType
from dashboard.catalog.params import sql_type, value_of


def param(kind: ParamType, **given: Any) -> Param:
    return Param("x", kind, "X", **given)


@pytest.mark.parametrize("kind", ["date", "choice", "multi", "number", "text", "bool"])
@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_is_null(kind: ParamType, nothing: Any) -> None:
    assert value_of(param(kind), nothing) is None


def test_an_empty_multi_is_null() -> None:
    assert value_of(param("multi", options=("a",)), []) is None


@pytest.mark.parametrize(
    ("declared", "given", "value"),
    [
        (param("date"), "2026-10-31", date(2026, 10, 31)),
        (param("date"), date(2026, 10, 31), date(2026, 10, 31)),
        (param("number", default=3), "5", 5),
        (param("number", default=3), 2.5, 2.5),
        (param("number", default=0.5), "5", 5),
        (param("bool"), "true", True),
        (param("bool"), False, False),
        (param("choice", options=("DE", "FR")), "DE", "DE"),
        (param("choice", options=(30, 90)), "90", 90),
        (param("multi", options=("DE", "FR")), "DE,FR", ["DE", "FR"]),
        (param("multi", options="select country from applications"), ("DE",), ["DE"]),
        (param("text"), "Ana's", "Ana's"),
    ],
)
def test_a_value_is_taken_as_the_parameter_says(declared: Param, given: Any, value: Any) -> None:
    taken = value_of(declared, given)
    assert (taken, type(taken)) == (value, type(value))


@pytest.mark.parametrize(
    ("declared", "given", "sentence"),
    [
        (param("date"), "soon", "\"x\" takes a date, as in 2026-10-31, not 'soon'."),
        (param("number"), "many", "\"x\" takes a number, not 'many'."),
        (param("number"), True, '"x" takes a number, not True.'),
        (param("bool"), "perhaps", "\"x\" takes true or false, not 'perhaps'."),
        (param("choice", options=("inbound",)), "inbund", "\"x\" takes one of its options, not 'inbund'. Did you mean \"inbound\"?"),
    ],
)  # fmt: skip
def test_another_value_is_refused_with_a_sentence(declared: Param, given: Any, sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:
        value_of(declared, given)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        (param("date"), "DATE"),
        (param("number", default=3), "BIGINT"),
        (param("number", default=0.5), "DOUBLE"),
        (param("choice", options=("a",)), "VARCHAR"),
        (param("choice", options=(30, 90)), "BIGINT"),
        (param("multi", options=("a",)), "VARCHAR[]"),
        (param("multi", options="select 1"), "VARCHAR[]"),
        (param("bool"), "BOOLEAN"),
    ],
)
def test_a_parameter_has_its_sql_type_also_when_it_is_null(declared: Param, expected: str) -> None:
    assert sql_type(declared) == expected
