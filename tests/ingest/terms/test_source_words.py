"""Spellings of sources, vendors' types, and reasons for an end."""

import pytest

from dashboard.ingest.terms import Source, close_side_of, source_of


@pytest.mark.parametrize(
    ("name", "vendor_type", "source", "channel"),
    [
        ("LinkedIn", None, "LinkedIn", "inbound"),
        ("linkedin.com", None, "LinkedIn", "inbound"),
        ("https://www.linkedin.com/jobs", None, "LinkedIn", "inbound"),
        ("LinkedIn (Ad)", None, "LinkedIn", "inbound"),
        ("linkedin ", None, "LinkedIn", "inbound"),
        ("LINKEDIN JOBS", None, "LinkedIn", "inbound"),
        ("LinkedIn (Prospecting)", None, "LinkedIn (sourced)", "sourced"),
        ("LinkedIn", "Prospecting", "LinkedIn (sourced)", "sourced"),
        ("LinkedIn", "candidate_search", "LinkedIn (sourced)", "sourced"),
        ("LinkedIn", "social_media", "LinkedIn", "inbound"),
        ("LinkedIn Recruiter", None, "LinkedIn Recruiter", "sourced"),
        ("LinkedIn / Xing", None, "LinkedIn / Xing", "inbound"),
        ("Indeed Germany", None, "Indeed", "inbound"),
        ("Jobs page on your website", "company_marketing", "Careers page", "inbound"),
        ("Karriereseite", None, "Careers page", "inbound"),
        ("官网", None, "Careers page", "inbound"),
        ("Employee Referral", None, "Referral", "referral"),
        ("Mitarbeiterempfehlung", None, "Referral", "referral"),
        ("Cooptation", None, "Referral", "referral"),
        ("Polecenie pracownika", None, "Referral", "referral"),
        ("社員紹介", None, "Referral", "referral"),
        ("Referred by somebody in Sales", None, "Referral", "referral"),
        ("Internal Applicant", None, "Internal applicant", "internal"),
        ("Interne Bewerbung", None, "Internal applicant", "internal"),
        ("Agency", None, "Agency", "agency"),
        ("Cabinet de recrutement", None, "Agency", "agency"),
        ("Agency: Northgate Search", None, "Agency: Northgate Search", "agency"),
        ("Agency - Hays", None, "Hays", "agency"),
        ("Northgate Search", "agencies", "Northgate Search", "agency"),
        ("PyCon 2025 event", None, "PyCon 2025 event", "event"),
        ("Summer mixer", "attend_events", "Summer mixer", "event"),
        ("Karrieremesse", None, "Career fair", "event"),
        ("HRMARKET", None, "HRMARKET", "other"),
        ("  jobx.in ", None, "jobx.in", "other"),
        ("jobx.in", "Third-party boards", "jobx.in", "inbound"),
        ("jobx.in", "Other", "jobx.in", "other"),
        ("Northgate", "sourced", "Northgate", "sourced"),
        ("Northgate", "university", "Northgate", "event"),
        ("Two  spaces", None, "Two spaces", "other"),
        ("Not Specified", None, None, None),
        ("n/a", None, None, None),
        ("-", None, None, None),
        ("", "referred", None, "referral"),
        (None, None, None, None),
    ],
)
def test_a_source_has_one_name_and_a_channel(name, vendor_type, source, channel):
    assert source_of(name, vendor_type) == Source(source, channel)


@pytest.mark.parametrize(
    ("reason", "vendor_type", "side"),
    [
        ("Overqualified", None, "company"),
        ("Hired another candidate", None, "company"),
        ("Position closed", None, "company"),
        ("Zu wenig Erfahrung", None, "company"),
        ("Poste pourvu", None, "company"),
        ("Brak doświadczenia", None, "company"),
        ("スキル不足", None, "company"),
        ("Offer Declined", None, "candidate"),
        ("Accepted another offer", None, "candidate"),
        ("Candidate withdrew", None, "candidate"),
        ("Angebot abgelehnt", None, "candidate"),
        ("Désistement", None, "candidate"),
        ("Rezygnacja kandydata", None, "candidate"),
        ("他社決定", None, "candidate"),
        ("самоотказ", None, "candidate"),
        ("Overqualified", "They rejected us", "candidate"),
        ("Offer declined", "We rejected them", "company"),
        ("Offer declined", "None specified", "candidate"),
        ("Anything", "RejectedByCandidate", "candidate"),
        ("Anything", "RejectedByOrg", "company"),
        ("Compensation", None, None),
        ("Other", "Other", None),
        ("", None, None),
        (None, "We rejected them", "company"),
        (None, None, None),
    ],
)
def test_a_reason_says_which_side_ended_it(reason, vendor_type, side):
    assert close_side_of(reason, vendor_type) == side
