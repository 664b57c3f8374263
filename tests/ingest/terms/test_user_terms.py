"""A user's own terms over the shipped ones, and the form of the shipped ones."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.ingest import terms
from dashboard.ingest.terms.rules import SUBJECTS
from dashboard.ingest.vocabulary import (
    CHANNELS,
    CLOSE_SIDES,
    MILESTONES,
    ROLE_FAMILIES,
    SENIORITIES,
    WORK_MODELS,
)

FOLDER = Path(terms.__file__).parent


@pytest.fixture
def own_terms(tmp_path):
    def load(text: str) -> Path:
        path = tmp_path / "terms.toml"
        path.write_text(text, encoding="utf-8")
        terms.load_terms(path)
        return path

    yield load
    terms.load_terms()


def test_a_users_words_extend_the_shipped_ones(own_terms):
    assert terms.milestone_of("Speed date") == terms.Stage(None, side=False)
    own_terms('[stages.names]\ninterviewed = ["speed date"]')
    assert terms.milestone_of("Speed date") == terms.Stage("interviewed", side=False)
    assert terms.milestone_of("Onsite") == terms.Stage("interviewed", side=False)


def test_a_word_with_a_minus_takes_the_shipped_one_away(own_terms):
    own_terms('[stages.names]\nside = ["-talent pool"]\napplied = ["talent pool"]')
    assert terms.milestone_of("Talent pool") == terms.Stage("applied", side=False)


def test_a_user_adds_a_source_a_country_and_a_language_of_titles(own_terms):
    own_terms(
        '[sources.names.agency]\n"Northgate" = ["northgate search"]\n'
        '[places.countries]\nDE = ["teutonia"]\n'
        '[roles.languages.vi]\narchitect = ["kiến trúc sư"]\n'
        '[roles.languages.vi.family]\nsoftware = ["phần mềm"]'
    )
    assert terms.source_of("Northgate Search Ltd") == terms.Source("Northgate", "agency")
    assert terms.country_of("Teutonia") == "DE"
    assert terms.classify_title("Kiến trúc sư phần mềm", None) == terms.Role(
        "architect", "software", "standard"
    )


def test_a_firm_counts_its_staff_engineers_as_architects(own_terms):
    own_terms('[roles.languages.en]\nit_architect = ["staff engineer"]')
    assert terms.classify_title("Staff Engineer", None).level == "architect"


def test_the_shipped_terms_return(own_terms):
    own_terms('[work_models.names]\nremote = ["moonbase"]')
    assert terms.work_model_of("moonbase") == "remote"
    terms.load_terms()
    assert terms.work_model_of("moonbase") is None


def test_every_mistake_in_a_users_file_is_named_at_once(own_terms):
    with pytest.raises(terms.BadTerms) as error:
        own_terms(
            '[stagez]\nx = ["y"]\n[stages.names]\ninterviewd = ["x"]\nhired = "x"\n'
            '[work_models.names]\nremote = ["two words*"]\n[reasons]\nnames = ["x"]'
        )
    said = str(error.value).splitlines()
    assert len(said) == 5
    assert '"stagez" is not known. Did you mean "stages"?' in said[0]
    assert '[stages.names.interviewd] "interviewd" is not known. Did you mean "interviewed"?' in said[1]
    assert "[stages.names.hired] must be a list of words" in said[2]
    assert '"two words*"' in said[3]
    assert "[reasons.names] must be a table" in said[4]


def test_a_refused_file_changes_nothing(own_terms):
    with pytest.raises(terms.BadTerms, match=r"terms\.toml: cannot be read as TOML"):
        own_terms('[stages.names]\ninterviewed = ["speed date"')
    assert terms.milestone_of("Speed date") == terms.Stage(None, side=False)


def shipped(subject: str) -> dict:
    return tomllib.loads((FOLDER / f"{subject}.toml").read_text(encoding="utf-8"))


def entries(rules: object) -> Iterator[str]:
    if isinstance(rules, dict):
        for value in rules.values():
            yield from entries(value)
    else:
        yield from rules


@pytest.mark.parametrize("subject", SUBJECTS)
def test_shipped_entries_are_words_with_a_star_on_single_words_only(subject):
    starred = [
        entry
        for entry in entries(shipped(subject))
        if "*" in entry and (" " in entry or entry.strip("*").count("*"))
    ]
    assert starred == []


@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_shipped_list_holds_a_word_twice(subject):
    def doubled(rules: object) -> Iterator[str]:
        if isinstance(rules, dict):
            for value in rules.values():
                yield from doubled(value)
        else:
            yield from (word for word in set(rules) if rules.count(word) > 1)

    assert sorted(doubled(shipped(subject))) == []


def test_shipped_keys_are_the_vocabularys_terms():
    assert set(shipped("stages")["names"]) == {*MILESTONES, "side"}
    assert set(shipped("sources")["names"]) == set(CHANNELS)
    assert set(shipped("sources")["vendor_types"]) <= set(CHANNELS)
    assert set(shipped("reasons")["names"]) == set(CLOSE_SIDES)
    assert set(shipped("work_models")["names"]) == set(WORK_MODELS)
    english = shipped("roles")["languages"]["en"]
    assert list(english["family"]) == [family for family in ROLE_FAMILIES if family != "unspecified"]
    assert list(english["seniority"]) == list(SENIORITIES)


def test_no_language_has_a_table_of_titles_that_english_lacks():
    languages = shipped("roles")["languages"]
    for language in languages.values():
        assert set(language) <= set(languages["en"])
        assert set(language["family"]) <= set(languages["en"]["family"])
        assert set(language["seniority"]) <= set(languages["en"]["seniority"])
