"""Titles as job boards write them, in many languages, and the level, family and seniority of each."""

import pytest

from dashboard.ingest.terms import Role, classify_title
from dashboard.ingest.vocabulary import ROLE_FAMILIES, ROLE_LEVELS, SENIORITIES

# title | level family seniority
TITLES = """
Backend Services Architect                              | architect backend standard
Senior Backend Architect - Order Routing                | architect backend senior
Solutions Architect                                     | architect solution standard
Sr. Solution Architect, Financial Services              | architect solution senior
Lead Solutions Architect (Pre-Sales)                    | architect solution lead
Cloud Solutions Architect                               | architect cloud standard
AWS Architect                                           | architect cloud standard
Principal Azure Cloud Architect                         | architect cloud principal
Enterprise Architect                                    | architect enterprise standard
Enterprise Security Architect                           | architect security standard
Enterprise Data Architect                               | architect data standard
Chief Enterprise Architect                              | architect enterprise principal
Business Architect                                      | architect enterprise standard
Security Architect (f/m/x)                              | architect security standard
Identity & Access Management Architect                  | architect security standard
Network Security Architect                              | architect security standard
Cybersecurity Architect II                              | architect security standard
Data Architect                                          | architect data standard
Data Platform Architect                                 | architect data standard
Staff Data Architect                                    | architect data principal
Information Architect                                   | architect data standard
Machine Learning Architect                              | architect ai standard
Deep Learning Platform Architect                        | architect ai standard
AI/ML Architect                                         | architect ai standard
GenAI Solutions Architect                               | architect ai standard
Network Architect                                       | architect network standard
Data Center Network Architect                           | architect network standard
Data Centre Architect                                   | architect infrastructure standard
Integration Architect                                   | architect integration standard
API Architect                                           | architect integration standard
Infrastructure Architect                                | architect infrastructure standard
Platform Architect, Kubernetes                          | architect infrastructure standard
DevOps Architect                                        | architect infrastructure standard
SAP Architect                                           | architect vendor standard
Salesforce Technical Architect                          | architect vendor standard
SAP Solution Manager Architect                          | architect vendor standard
Adobe Experience Manager Architect                      | architect vendor standard
ServiceNow Platform Architect                           | architect infrastructure standard
Front-End Architect                                     | architect frontend standard
Mobile Architect                                        | architect frontend standard
Software Architect                                      | architect software standard
Senior Software Architect - Trading Platform            | architect infrastructure senior
Application Architect                                   | architect software standard
Java Architect                                          | architect software standard
.NET Architect                                          | architect software standard
C++ Architect                                           | architect software standard
Junior Software Architect                               | architect software junior
Associate Solutions Architect                           | architect solution junior
Systems Architect                                       | architect system standard
Trading Systems Architect                               | architect unspecified standard
Technical Architect                                     | architect technical standard
Technology Architect                                    | architect technical standard
IT Architect                                            | architect unspecified standard
ICT Architect (all genders)                             | architect unspecified standard
Domain Architect                                        | architect unspecified standard
Test Automation Architect                               | architect unspecified standard
Low-Latency Architect                                   | architect unspecified standard
IT Landscape Architect                                  | architect enterprise standard
SOLUTIONS ARCHITECT                                     | architect solution standard
Solution-Architect                                      | architect solution standard
Solutions Architects (3 openings)                       | architect solution standard
Architect, Payments Infrastructure                      | architect infrastructure standard
Software Engineer / Solution Architect                  | architect solution standard
Principal Architect                                     | unsure unspecified principal
Architect                                               | unsure unspecified standard
Senior Architect                                        | unsure unspecified senior
Chief Architect                                         | unsure unspecified principal
Project Architect                                       | unsure unspecified standard
Design Architect                                        | unsure unspecified standard
Landscape Architect                                     | other unspecified standard
Senior Landscape Architect                              | other unspecified senior
Interior Architect                                      | other unspecified standard
Naval Architect                                         | other unspecified standard
BIM Architect                                           | other unspecified standard
Architect (Revit)                                       | other unspecified standard
Building Architect                                      | other unspecified standard
Construction Architect                                  | other unspecified standard
Architect, Residential                                  | other unspecified standard
Talent Architect                                        | other unspecified standard
Brand Architect                                         | other unspecified standard
Learning Architect                                      | other unspecified standard
Learning Experience Architect                           | other unspecified standard
Urban Planner / Architect                               | other unspecified standard
Head of Architecture                                    | other unspecified standard
Director of Architecture                                | other unspecified standard
VP, Enterprise Architecture                             | other enterprise standard
Head of Solution Architects                             | other solution standard
Manager, Solutions Architects                           | other solution standard
Director, Cloud Architects                              | other cloud standard
Software Engineer                                       | other software standard
Senior Backend Engineer                                 | other backend senior
Staff Frontend Engineer                                 | other frontend principal
Lead Data Engineer                                      | other data lead
Security Analyst                                        | other security standard
Site Reliability Engineer                               | other infrastructure standard
Full Stack Developer                                    | other software standard
Cloud Engineer Intern                                   | other cloud junior
Machine Learning Engineer                               | other ai standard
Enterprise Architecture Consultant                      | other enterprise standard
Principal Engineer                                      | other unspecified principal
Mechanical Engineer                                     | other unspecified standard
Enterprise Account Executive                            | other unspecified standard
Business Development Manager, Cloud                     | other unspecified standard
Senior Technical Recruiter                              | other unspecified senior
Lead Generation Specialist                              | other unspecified standard
Chief of Staff                                          | other unspecified standard
Architectural Technologist                              | other unspecified standard
Architectural Assistant                                 | other unspecified junior
Softwarearchitekt                                       | architect software standard
Softwarearchitekt (m/w/d)                               | architect software standard
Softwarearchitekt:in (m/w/d)                            | architect software standard
Softwarearchitekt/in                                    | architect software standard
Softwarearchitekt*in (w/m/x)                            | architect software standard
Softwarearchitekt_in                                    | architect software standard
SoftwarearchitektIn                                     | architect software standard
Softwarearchitekt/-in                                   | architect software standard
Lead-Softwarearchitektin                                | architect software lead
Software-Architekt (gn)                                 | architect software standard
Leitender Softwarearchitekt                             | architect software lead
Leitende:r Softwarearchitekt:in                         | architect software lead
Chef-Softwarearchitekt                                  | architect software principal
Lösungsarchitekt (m/w/d)                                | architect solution standard
Loesungsarchitekt                                       | architect solution standard
Unternehmensarchitekt                                   | architect enterprise standard
Datenarchitekt                                          | architect data standard
Datenbankarchitektin                                    | architect data standard
Cloud-Architekt                                         | architect cloud standard
Cloudplattformarchitekt                                 | architect cloud standard
Sicherheitsarchitekt                                    | architect security standard
IT-Sicherheitsarchitekt*in                              | architect security standard
Netzwerkarchitekt                                       | architect network standard
Backendarchitekt                                        | architect backend standard
Systemarchitekt (m/w/d) Embedded                        | architect software standard
IT-Architekt                                            | architect unspecified standard
KI-Architekt                                            | architect ai standard
SAP-Architekt                                           | architect vendor standard
Technischer Architekt                                   | architect technical standard
Architekt                                               | unsure unspecified standard
Architekt/in (m/w/d)                                    | unsure unspecified standard
Chefarchitekt                                           | unsure unspecified principal
Innenarchitekt (m/w/d)                                  | other unspecified standard
Innenarchitekt:in                                       | other unspecified standard
Landschaftsarchitektin                                  | other unspecified standard
Garten- und Landschaftsarchitekt                        | other unspecified standard
Architekt Hochbau                                       | other unspecified standard
Architekt LPH 1-5                                       | other unspecified standard
Leiter Softwarearchitekten                              | other software standard
Backendentwickler (m/w/d)                               | other backend standard
Softwareentwicklerin                                    | other software standard
Werkstudent Softwareentwicklung                         | other unspecified junior
Architecte logiciel H/F                                 | architect software standard
Architecte logicielle (F/H)                             | architect software standard
Architecte solutions                                    | architect solution standard
Architecte de solutions cloud                           | architect cloud standard
Architecte d'entreprise                                 | architect enterprise standard
Architecte d’entreprise H/F/X                           | architect enterprise standard
Architecte données                                      | architect data standard
Architecte cybersécurité confirmé(e)                    | architect security senior
Architecte réseaux et télécoms                          | architect network standard
Architecte technique                                    | architect technical standard
Architecte fonctionnel                                  | architect unspecified standard
Urbaniste SI                                            | architect enterprise standard
Urbaniste des systèmes d'information                    | architect enterprise standard
Concepteur de logiciels                                 | unsure software standard
Conceptrice de logiciels (H/F)                          | unsure software standard
Concepteur développeur d'applications                   | other software standard
Architecte                                              | unsure unspecified standard
Architecte en chef                                      | unsure unspecified principal
Architecte d'intérieur                                  | other unspecified standard
Architecte paysagiste                                   | other unspecified standard
Architecte DPLG                                         | other unspecified standard
Architecte HMONP                                        | other unspecified standard
Architecte du bâtiment                                  | other unspecified standard
Urbaniste                                               | other unspecified standard
Ingénieur·e logiciel                                    | other software standard
Responsable des architectes logiciels                   | other software standard
Arquitecto de soluciones                                | architect solution standard
Arquitecto/a de soluciones                              | architect solution standard
Arquitecto(a) de Software                               | architect software standard
Arquitecta de datos                                     | architect data standard
Arquitect@ Cloud Senior                                 | architect cloud senior
Arquitecto empresarial                                  | architect enterprise standard
Arquitecto de seguridad informática                     | architect security standard
Arquitecto de la nube                                   | architect cloud standard
Arquitecto de sistemas de TIC                           | architect system standard
Arquitecto de información                               | architect data standard
Главный архитектор проекта                              | other unspecified principal
Arquitecto líder de integración                         | architect integration lead
Arquitecto técnico Java                                 | architect software standard
Arquitecto/a                                            | unsure unspecified standard
Arquitecto técnico de obra                              | other unspecified standard
Arquitecto/a técnico/a                                  | other unspecified standard
Arquitecto de interiores                                | other unspecified standard
Arquitecto paisajista                                   | other unspecified standard
Desarrollador/a Backend                                 | other backend standard
Architetto software                                     | architect software standard
Architetto/a di soluzioni                               | architect solution standard
Architetto dei dati                                     | architect data standard
Architetto della sicurezza                              | architect security standard
Architetto d'impresa                                    | architect enterprise standard
Architetto                                              | unsure unspecified standard
Architetto d'interni                                    | other unspecified standard
Architetto paesaggista                                  | other unspecified standard
Architetto edile                                        | other unspecified standard
Sviluppatore software senior                            | other software senior
Arquiteto de soluções                                   | architect solution standard
Arquiteto(a) de Software Sênior                         | architect software senior
Arquiteta de dados                                      | architect data standard
Arquiteto de nuvem                                      | architect cloud standard
Arquiteto corporativo                                   | architect enterprise standard
Arquiteto de segurança da informação                    | architect security standard
Arquiteto de software pleno                             | architect software standard
Arquiteto                                               | unsure unspecified standard
Arquiteto de interiores                                 | other unspecified standard
Arquiteto e urbanista                                   | other unspecified standard
Desenvolvedor(a) de software                            | other software standard
Softwarearchitect                                       | architect software standard
Oplossingsarchitect                                     | architect solution standard
Bedrijfsarchitect                                       | architect enterprise standard
Data-architect                                          | architect data standard
Beveiligingsarchitect                                   | architect security standard
Medior Cloudarchitect                                   | architect cloud standard
Tuin- en landschapsarchitect                            | other unspecified standard
Interieurarchitect                                      | other unspecified standard
Binnenhuisarchitect                                     | other unspecified standard
Architekt oprogramowania                                | architect software standard
Architekt/ka rozwiązań (k/m)                            | architect solution standard
Starszy architekt oprogramowania                        | architect software senior
Główny architekt systemów                               | architect system principal
Architekt bezpieczeństwa IT                             | architect security standard
Architekt chmury                                        | architect cloud standard
Architekt danych                                        | architect data standard
Architekt korporacyjny                                  | architect enterprise standard
Architekt wnętrz                                        | other unspecified standard
Architekt krajobrazu                                    | other unspecified standard
Programista Java                                        | other software standard
Softwarový architekt                                    | architect software standard
Architekt řešení                                        | architect solution standard
Datový architekt                                        | architect data standard
Podnikový architekt                                     | architect enterprise standard
Vedoucí architekt software                              | architect software lead
Hlavní architekt bezpečnosti                            | architect security principal
Architekt interiérů                                     | other unspecified standard
Architekt interiéru                                     | other unspecified standard
Krajinný architekt                                      | other unspecified standard
Softvérový architekt                                    | architect software standard
Architekt riešení                                       | architect solution standard
Krajinný architekt (m/ž)                                | other unspecified standard
архитектор решений                                      | architect solution standard
Архитектор ПО                                           | architect software standard
Архитектор программного обеспечения                     | architect software standard
Ведущий архитектор данных                               | architect data lead
Главный архитектор информационной безопасности          | architect security principal
Корпоративный архитектор                                | architect enterprise standard
Облачный архитектор                                     | architect cloud standard
Старший архитектор интеграционных решений               | architect solution senior
Архитектор                                              | unsure unspecified standard
Главный архитектор                                      | unsure unspecified principal
Архитектор по фасадам                                   | unsure unspecified standard
Ландшафтный архитектор                                  | other unspecified standard
Архитектор-проектировщик                                | other unspecified standard
Руководитель группы архитекторов ПО                     | other software standard
Разработчик Java                                        | other software standard
Архітектор програмного забезпечення                     | architect software standard
Архітектор рішень                                       | architect solution standard
Провідний архітектор даних                              | architect data lead
Архітектор кібербезпеки                                 | architect security standard
Архітектор                                              | unsure unspecified standard
Ландшафтний архітектор                                  | other unspecified standard
Arhitect software                                       | architect software standard
Arhitect de soluții                                     | architect solution standard
Arhitect de date                                        | architect data standard
Arhitect peisagist                                      | other unspecified standard
Arhitect de interior                                    | other unspecified standard
Mjukvaruarkitekt                                        | architect software standard
Lösningsarkitekt                                        | architect solution standard
Verksamhetsarkitekt                                     | architect enterprise standard
Molnarkitekt                                            | architect cloud standard
Säkerhetsarkitekt                                       | architect security standard
IT-arkitekt                                             | architect unspecified standard
Landskapsarkitekt                                       | other unspecified standard
Inredningsarkitekt                                      | other unspecified standard
Løsningsarkitekt                                        | architect solution standard
Sikkerhedsarkitekt                                      | architect security standard
Virksomhedsarkitekt                                     | architect enterprise standard
Landskabsarkitekt                                       | other unspecified standard
Sikkerhetsarkitekt                                      | architect security standard
Virksomhetsarkitekt                                     | architect enterprise standard
Interiørarkitekt                                        | other unspecified standard
Ohjelmistoarkkitehti                                    | architect software standard
Ratkaisuarkkitehti                                      | architect solution standard
Kokonaisarkkitehti                                      | architect enterprise standard
Pilviarkkitehti                                         | architect cloud standard
Johtava tietoturva-arkkitehti                           | architect security lead
Sisustusarkkitehti                                      | other unspecified standard
Maisema-arkkitehti                                      | other unspecified standard
Yazılım Mimarı                                          | architect software standard
Kıdemli Çözüm Mimarı                                    | architect solution senior
Kurumsal Mimar                                          | architect enterprise standard
Bulut Mimarı                                            | architect cloud standard
Veri Mimarı                                             | architect data standard
Mimar                                                   | unsure unspecified standard
İç Mimar                                                | other unspecified standard
Peyzaj Mimarı                                           | other unspecified standard
ソリューションアーキテクト                                  | architect solution standard
ソフトウェアアーキテクト                                    | architect software standard
シニア・ソフトウェアアーキテクト                             | architect software senior
リードデータアーキテクト                                    | architect data lead
ｸﾗｳﾄﾞｱｰｷﾃｸﾄ                                                | architect cloud standard
AWSソリューションアーキテクト                                | architect cloud standard
セキュリティアーキテクト（東京）                             | architect security standard
プリンシパルアーキテクト                                    | unsure unspecified principal
アーキテクト                                              | unsure unspecified standard
建築家                                                   | other unspecified standard
一級建築士                                                | other unspecified standard
バックエンドエンジニア                                      | other backend standard
解决方案架构师                                             | architect solution standard
高级软件架构师                                             | architect software senior
首席数据架构师                                             | architect data principal
云架构师                                                  | architect cloud standard
企业架构师                                                | architect enterprise standard
資深軟體架構師                                             | architect software senior
架构师                                                   | architect unspecified standard
建筑师                                                   | other unspecified standard
后端工程师                                                | other backend standard
솔루션 아키텍트                                            | architect solution standard
수석 소프트웨어 아키텍트                                     | architect software principal
시니어 클라우드아키텍트                                      | architect cloud senior
보안 아키텍트                                              | architect security standard
건축가                                                   | other unspecified standard
건축사                                                   | other unspecified standard
백엔드 개발자                                              | other backend standard
Szoftverarchitekt                                       | architect software standard
Belsőépítész                                            | other unspecified standard
Архитект софтуер                                        | architect software standard
Arhitekt softvera                                       | architect software standard
Αρχιτέκτονας λογισμικού                                 | architect software standard
"""

ROWS = [tuple(part.strip() for part in line.split(" | ")) for line in TITLES.strip().splitlines()]


def test_the_table_is_long_and_names_every_term():
    said = [expected.split() for _, expected in ROWS]
    assert len(ROWS) >= 300
    assert {level for level, _, _ in said} == set(ROLE_LEVELS)
    assert {family for _, family, _ in said} == set(ROLE_FAMILIES)
    assert {seniority for _, _, seniority in said} == set(SENIORITIES)


@pytest.mark.parametrize(("title", "expected"), ROWS)
def test_a_title_says_its_role(title, expected):
    assert classify_title(title, None) == Role(*expected.split())


@pytest.mark.parametrize(
    ("title", "department", "level"),
    [
        ("Architekt", "IT", "architect"),
        ("Architekt (m/w/d)", "Softwareentwicklung", "architect"),
        ("Architecte", "DSI", "architect"),
        ("Arquitecto/a", "Tecnología", "architect"),
        ("Architetto", "Sistemi informativi", "architect"),
        ("Architect", "Product & Engineering", "architect"),
        ("Architect", "Cyber Security", "architect"),
        ("Senior Architect", "Office of the CTO", "architect"),
        ("Архитектор", "Отдел разработки", "architect"),
        ("Architect", "R&D", "architect"),
        ("Architect", "Design Studio", "unsure"),
        ("Architect", "Civil Engineering", "unsure"),
        ("Architect", "Real Estate & Facilities Engineering", "unsure"),
        ("Architekt", "Hochbau", "unsure"),
        ("Architect", "Business Development", "unsure"),
        ("Architect", "Enterprise Sales", "unsure"),
        ("Architect", "", "unsure"),
        ("Landscape Architect", "IT", "other"),
        ("Head of Architecture", "Engineering", "other"),
        ("Concepteur de logiciels", "IT", "unsure"),
        ("Recruiter", "Engineering", "other"),
        ("Software Architect", "Real Estate", "architect"),
    ],
)
def test_the_department_decides_only_for_a_bare_architect(title, department, level):
    assert classify_title(title, department).level == level


def test_an_architect_by_department_has_no_family():
    assert classify_title("Lead Architect", "Cloud Platform") == Role("architect", "unspecified", "lead")


@pytest.mark.parametrize("title", [None, "", "   ", "(m/w/d)", "???"])
def test_no_title_is_another_role(title):
    assert classify_title(title, "IT") == Role("other", "unspecified", "standard")


@pytest.mark.parametrize(
    "mark", ["(m/w/d)", "(H/F)", "(k/m)", "(f/m/x)", "(all genders)", "[w/m/d]", "H/F", "m/w/d", "(м/ж)"]
)
def test_marks_of_gender_change_nothing(mark):
    assert classify_title(f"Senior Cloud Architect {mark}", None) == Role("architect", "cloud", "senior")
