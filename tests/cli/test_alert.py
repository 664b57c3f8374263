"""`hiring alert`: what fires, how it exits, and that nothing fails quietly."""

import pytest
from cli.conftest import Hiring, Terminal

ALERT = """-- /// query
-- [[alerts]]
-- name = "many hires"
-- when = "hires >= 2"
-- message = "{country} has {hires:,} hires"
-- STATE
-- ///
select country, count(*) as hires from applications where SINCE group by country order by country
"""


@pytest.fixture
def alerts(terminal: Terminal, published: object, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    (terminal.warehouse / "alerts.json").unlink(missing_ok=True)
    return terminal


def write(terminal: Terminal, *, state: str = "", where: str = "true") -> None:
    terminal.write("hires/watched.sql", ALERT.replace("STATE", state).replace("SINCE", where))


def test_an_alert_that_fires_is_printed_and_exits_4(hiring: Hiring, alerts: Terminal) -> None:
    write(alerts)
    said = hiring("alert")
    assert (said.code, said.out) == (4, "hires/watched: DE has 2 hires\n")
    assert said.err == "The one alert fired.\n"
    assert hiring("alert").code == 4


def test_alerts_that_do_not_fire_exit_0(hiring: Hiring, alerts: Terminal) -> None:
    write(alerts, where="country = 'FR'")
    said = hiring("alert")
    assert (said.code, said.out, said.err) == (0, "", "The one alert did not fire.\n")


def test_an_alert_with_a_state_fires_when_its_value_changes(hiring: Hiring, alerts: Terminal) -> None:
    write(alerts, state='state = "hires"')
    assert [hiring("alert").code for _ in range(2)] == [4, 0]
    assert hiring("alert", "--role-level", "every").out == "hires/watched: DE has 3 hires\n"
    write(alerts, state='state = "hires"', where="country = 'FR'")
    assert hiring("alert").code == 0
    write(alerts, state='state = "hires"')
    assert hiring("alert").code == 4, "it had stopped, so it is news again"


def test_a_query_that_fails_exits_1_and_the_others_are_still_told(hiring: Hiring, alerts: Terminal) -> None:
    write(alerts)
    broken = alerts.write("hires/broken.sql", ALERT.replace("STATE", "").replace("SINCE", "contry = 'DE'"))
    said = hiring("alert")
    assert (said.code, said.out) == (1, "hires/watched: DE has 2 hires\n")
    assert f'{broken}:8: column "contry" does not exist.' in said.err


def test_a_message_that_cannot_be_written_is_a_failure(hiring: Hiring, alerts: Terminal) -> None:
    path = alerts.write(
        "hires/watched.sql",
        ALERT.replace("STATE", "").replace("SINCE", "true").replace("{country}", "{land}"),
    )
    said = hiring("alert")
    assert said.code == 1
    assert f"{path}:5: message: 'land'." in said.err


def test_what_the_data_lacks_is_no_silence(hiring: Hiring, alerts: Terminal, tmp_path: object) -> None:
    alerts.write("hires/watched.sql", ALERT.replace("STATE", "").replace("SINCE", "true"))
    said = hiring("alert", "--warehouse", str(alerts.queries.parent / "none"))
    assert (said.code, said.out) == (1, "")
    assert "Import an export first" in said.err


def test_a_memory_that_cannot_be_read_is_a_failure(hiring: Hiring, alerts: Terminal) -> None:
    write(alerts, state='state = "hires"')
    (alerts.warehouse / "alerts.json").write_text("{")
    said = hiring("alert")
    assert said.code == 1
    assert "alerts.json remembers the last run and cannot be used" in said.err


def test_an_unknown_name_is_a_usage_error(hiring: Hiring, alerts: Terminal) -> None:
    write(alerts)
    said = hiring("alert", "hires/wached")
    assert (said.code, said.out) == (2, "")
    assert 'Did you mean "hires/watched"?' in said.err
