"""Pages that are drawn a few at a time."""

import threading

import pytest

from dashboard.views import turns

SECONDS = 20


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(turns, "_turns", threading.BoundedSemaphore(turns.AT_ONCE))
    return []


def drawing(name: str, drawn: list[str], going: threading.Event) -> threading.Thread:
    """Return a thread that draws a page until it may go, once it has begun or waits."""

    def draw() -> None:
        with turns.in_turn():
            drawn.append(name)
            going.wait(SECONDS)

    thread = threading.Thread(target=draw)
    thread.start()
    return thread


def wait_for(drawn: list[str], number: int) -> None:
    pause = threading.Event()
    for _ in range(SECONDS * 100):
        if len(drawn) >= number:
            return
        pause.wait(0.01)
    raise AssertionError(drawn)


def test_the_third_page_begins_when_one_of_two_has_ended(drawn: list[str]) -> None:
    first, others = threading.Event(), threading.Event()
    threads = [drawing("first", drawn, first)]
    wait_for(drawn, 1)
    threads += [drawing("second", drawn, others)]
    wait_for(drawn, 2)
    threads += [drawing("third", drawn, others)]
    threading.Event().wait(0.3)
    assert drawn == ["first", "second"]
    first.set()
    wait_for(drawn, 3)
    assert drawn[2] == "third"
    others.set()
    for thread in threads:
        thread.join(SECONDS)
        assert not thread.is_alive()


def test_nobody_waits_for_ever_beside_slow_pages(drawn: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.05)
    going = threading.Event()
    threads = [drawing(str(number), drawn, going) for number in range(4)]
    wait_for(drawn, 4)
    going.set()
    for thread in threads:
        thread.join(SECONDS)
    with turns.in_turn(), turns.in_turn():  # each turn was given back, and none that nobody had
        assert not turns._turns.acquire(blocking=False)
    assert turns._turns.acquire(blocking=False)


def test_a_page_that_fails_gives_its_turn_back(drawn: list[str]) -> None:
    for _ in range(turns.AT_ONCE + 1):
        with pytest.raises(ValueError, match="wrong"), turns.in_turn():
            raise ValueError("wrong")
    with turns.in_turn():
        assert not drawn
