"""Names of stages in the languages of postings, and vendors' own groups of stages."""

import pytest

from dashboard.ingest.terms import Stage, milestone_of

# milestone: names
NAMES = {
    "applied": [
        *[
            "Application Review",
            "Applied",
            "New applicant",
            "New",
            "New lead",
            "Sourced",
            "Reached out",
            "CV Screening",
            "Resume review",
        ],
        *[
            "Bewerbungseingang",
            "Sichtung",
            "Candidature reçue",
            "Tri des CV",
            "Nuevas candidaturas",
            "Revisión de CV",
        ],
        *[
            "Candidature ricevute",
            "Inscrições",
            "Nieuwe sollicitaties",
            "Nowe aplikacje",
            "Nová žádost",
            "Новый отклик",
            "Нові відгуки",
        ],
        *[
            "Aplicări noi aplicatii",
            "Ny ansökan",
            "Uusi hakemus",
            "Yeni başvuru",
            "書類選考",
            "简历筛选",
            "서류 전형",
        ],
    ],
    "screened": [
        *[
            "Recruiter Phone Screen",
            "Phone interview",
            "HR interview",
            "Technical Phone Screen",
            "Take Home Test",
            "Case study",
        ],
        *[
            "Hiring Manager Review",
            "Assessment",
            "Coding Challenge",
            "Post Second Screen",
            "Shortlisted",
            "Phone screen / interview",
        ],
        *[
            "Telefoninterview",
            "HR-Gespräch",
            "Eignungstest",
            "Entretien téléphonique",
            "Préqualification",
            "Entrevista telefónica",
        ],
        *[
            "Prueba técnica",
            "Colloquio telefonico",
            "Teste técnico",
            "Telefonisch interview",
            "Rozmowa telefoniczna",
            "Rozmowa z HR",
        ],
        *[
            "Telefonický pohovor",
            "Тестовое задание",
            "Телефонна співбесіда",
            "Interviu telefonic",
            "Telefonintervju",
        ],
        *["Puhelinhaastattelu", "Ön görüşme", "適性検査", "电话面试", "코딩 테스트"],
    ],
    "interviewed": [
        *[
            "Technical Interview",
            "Face to Face",
            "Onsite",
            "Final round",
            "Panel",
            "Team interview",
            "Cultural Fit Interview",
        ],
        *["Tech Lead Interview", "Executive Interview", "Reference check", "Background check", "Technical"],
        *[
            "Vorstellungsgespräch",
            "Fachgespräch",
            "Zweites Interview",
            "Videointerview",
            "Entretien technique",
            "Entrevista final",
        ],
        *[
            "Colloquio tecnico",
            "Entrevista técnica",
            "Tweede gesprek",
            "Rozmowa kwalifikacyjna",
            "Osobní pohovor",
        ],
        *[
            "Техническое собеседование",
            "Технічна співбесіда",
            "Interviu tehnic",
            "Djupintervju",
            "Jobsamtale",
            "Haastattelu",
        ],
        *["Teknik mülakat", "二次面接", "复试", "2차 면접"],
    ],
    "offered": [
        *[
            "Offer",
            "Offer sent",
            "Verbal offer",
            "Offer Approval",
            "Background check & offer",
            "Contract",
            "Negotiation",
        ],
        *[
            "Angebot",
            "Vertragsangebot",
            "Offre",
            "Promesse d'embauche",
            "Oferta",
            "Offerta",
            "Proposta",
            "Aanbod",
            "Nabídka",
        ],
        *[
            "Оффер",
            "Пропозиція",
            "Ofertă",
            "Erbjudande",
            "Tilbud",
            "Tarjous",
            "Teklif",
            "内定",
            "发放offer",
            "처우 협의",
        ],
    ],
    "hired": [
        *[
            "Hired",
            "Offer accepted",
            "Contract signed",
            "Onboarding",
            "Joined",
            "Eingestellt",
            "Angebot angenommen",
            "Embauché",
        ],
        *[
            "Contratado",
            "Oferta aceptada",
            "Assunto",
            "Proposta aceita",
            "Aangenomen",
            "Zatrudniony",
            "Nabídka přijata",
        ],
        *[
            "Принят на работу",
            "Оффер прийнято",
            "Angajat",
            "Anställd",
            "Palkattu",
            "İşe alındı",
            "内定承諾",
            "已录用",
            "최종 합격",
        ],
    ],
}
SIDE = [
    *[
        "Rejected",
        "Withdrawn",
        "On Hold",
        "Archived",
        "Offer declined",
        "Rejected after interview",
        "Not hired",
        "No show",
        "Talent pool",
    ],
    *[
        "Transferred",
        "Abgelehnt",
        "Absage",
        "Zurückgezogen",
        "Refusé",
        "Désistement",
        "Vivier",
        "Rechazado",
        "Descartados",
        "Scartati",
    ],
    *[
        "Reprovado",
        "Banco de talentos",
        "Afgewezen",
        "Odrzucony",
        "Rezygnacja",
        "Zamítnuto",
        "Отказ",
        "Кадровый резерв",
        "Відмова",
    ],
    *["Respins", "Avslag", "Hylätty", "Reddedildi", "不採用", "辞退", "已拒", "불합격", "보류"],
]
UNKNOWN = ["Stage 4", "In process", "Zwischenstand", "", "???", None, "Champ Telluride"]


@pytest.mark.parametrize(
    ("name", "milestone"), [(name, key) for key, names in NAMES.items() for name in names]
)
def test_a_stage_belongs_to_its_milestone(name, milestone):
    assert milestone_of(name) == Stage(milestone, side=False)


@pytest.mark.parametrize("name", SIDE)
def test_a_side_stage_is_no_step(name):
    assert milestone_of(name) == Stage(None, side=True)


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_name_that_says_nothing_maps_to_nothing(name):
    assert milestone_of(name) == Stage(None, side=False)


@pytest.mark.parametrize(
    ("name", "group", "milestone"),
    [
        ("Chat with the team", "Face to Face", "interviewed"),
        ("Interview", "Assessment", "screened"),
        ("Interview", "Offer", "offered"),
        ("Anything", "Application", "applied"),
        ("Anything", "NEW", "applied"),
        ("Anything", "IN_REVIEW", "screened"),
        ("Anything", "IN-REVIEW", "screened"),
        ("Anything", "INTERVIEW", "interviewed"),
        ("Anything", "HIRED", "hired"),
        ("Anything", "phone-screen", "screened"),
        ("Anything", "sourced", "applied"),
        ("Anything", "accepted", "hired"),
        ("Application Review", "PreInterviewScreen", "applied"),
        ("Recruiter chat", "PreInterviewScreen", "screened"),
        ("Chat with the team", "PreInterviewScreen", "screened"),
        ("Offer", "PreInterviewScreen", "screened"),
        ("Take Home", "Active", "screened"),
        ("Chat with the team", "Active", "interviewed"),
        ("Recruiter Screen", "custom", "screened"),
        ("Recruiter Screen", "", "screened"),
    ],
)
def test_a_vendors_group_beats_the_name(name, group, milestone):
    assert milestone_of(name, group) == Stage(milestone, side=False)


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Interview", "Archived"),
        ("Anything", "REJECTED"),
        ("Anything", "withdrawn"),
        ("On hold", "Active"),
        ("Rejected", "custom"),
    ],
)
def test_a_side_group_or_a_side_name_in_a_broad_group_is_no_step(name, group):
    assert milestone_of(name, group) == Stage(None, side=True)
