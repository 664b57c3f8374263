"""The deployment page holds: its commands are ones, its files pass their own programs' checks, its scripts work."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

from dashboard import settings
from dashboard.cli import build_parser
from dashboard.importing import import_exports
from dashboard.warehouse import status

DEPLOY = (ROOT / "docs/deploy.md").read_text("utf-8")
COMMANDS = Path(sys.executable).parent
SAMPLE = settings.shipped("sample_data") / "greenhouse_harvest_v3"
MAIL = """#!/bin/sh
echo "mail $*" >>"$SENT"
for word; do case $word in *.pdf) cat "$word" >>"$SENT" ;; esac; done
cat >>"$SENT"
"""
BROWSER = """#!/bin/sh
for word; do case $word in --print-to-pdf=*) echo '%PDF of the report' >"${word#*=}" ;; esac; done
"""


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", DEPLOY, re.DOTALL | re.MULTILINE)


def block(language: str, word: str) -> str:
    """Return the one block that holds a word."""
    (only,) = (text for text in blocks(language) if word in text)
    return only


def needs(*programs: str) -> pytest.MarkDecorator:
    missing = [name for name in programs if shutil.which(name) is None]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


def program(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(text)
    path.chmod(0o755)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("deployed") / "warehouse"
    import_exports([SAMPLE], folder, account="main")
    return folder


HIRING = [
    found.partition("|")[0].partition(" >")[0]
    for text in (*blocks("sh"), *blocks("bash"))
    for found in re.findall(r"^(?:if |    if )?(hiring [^;#\n]*)", text, re.MULTILINE)
]


@pytest.mark.parametrize("command", HIRING)
def test_every_command_shown_is_one(command: str) -> None:
    words = [word for word in shlex.split(command.partition(" 2>")[0]) if word != "||"]
    assert build_parser().parse_args(words[1:]).run


def test_every_setting_named_is_one() -> None:
    known = {setting.variable for setting in settings.SETTINGS.values()}
    assert set(re.findall(r"\bHIRING_[A-Z_]+", DEPLOY)) <= known


@needs("systemd-analyze")
def test_the_units_pass_systemds_own_check(tmp_path: Path) -> None:
    units = re.findall(
        r"^`/etc/systemd/system/([\w.-]+)`:\n\n```ini\n(.*?)^```", DEPLOY, re.DOTALL | re.MULTILINE
    )
    assert [name for name, _ in units] == ["hiring.service", "hiring-nightly.service", "hiring-nightly.timer"]
    for name, text in units:
        (tmp_path / name).write_text(text.replace("/opt/hiring/.venv/bin/hiring", str(COMMANDS / "hiring")))
    command = ["systemd-analyze", "verify", *(str(tmp_path / name) for name, _ in units)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    about = [line for line in told.stderr.splitlines() if "hiring" in line]
    assert (told.returncode, about) == (0, [])


@needs("nginx", "openssl")
def test_nginx_takes_its_file(tmp_path: Path) -> None:
    pair = ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "cert.pem")]
    openssl = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=hiring", *pair]
    subprocess.run(openssl, check=True, capture_output=True)
    server = block("nginx", "server {").replace("/etc/ssl/hiring", str(tmp_path)).replace("443", "8649")
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n{server}\n}}\n"
    )
    command = ["nginx", "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr


@needs("caddy")
def test_caddy_takes_its_file(tmp_path: Path) -> None:
    (tmp_path / "Caddyfile").write_text(block("caddyfile", "reverse_proxy"))
    command = ["caddy", "adapt", "--config", str(tmp_path / "Caddyfile"), "--validate"]
    home = os.environ | {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    told = subprocess.run(command, capture_output=True, text=True, check=False, env=home)
    assert told.returncode == 0, told.stderr


class Night:
    """Runs the nightly script as the service would, with a mail command that writes down what it sends."""

    def __init__(self, folder: Path, warehouse: Path) -> None:
        self.exports = folder / "exports"
        self._sent = folder / "sent.txt"
        programs = folder / "bin"
        programs.mkdir()
        program(programs, "mail", MAIL)
        program(programs, "chromium", BROWSER)
        self._script = folder / "nightly.sh"
        self._script.write_text(block("bash", "hiring alert"))
        self._environment = {
            "PATH": f"{programs}:{COMMANDS}:/usr/bin:/bin",
            "HIRING_WAREHOUSE": str(warehouse),
            "EXPORTS": str(self.exports),
            "MAIL_TO": "board@example.com",
            "SENT": str(self._sent),
            "TMPDIR": str(folder),
        }

    def run(self, **more: str) -> tuple[int, str]:
        """Return the exit code and what was mailed."""
        self._sent.write_text("")
        environment = self._environment | more
        code = subprocess.run(["sh", str(self._script)], env=environment, check=False).returncode
        return code, self._sent.read_text()


@pytest.fixture
def night(tmp_path: Path) -> Night:
    return Night(tmp_path, tmp_path / "warehouse")


def test_the_night_imports_and_mails_the_report_on_its_day(night: Night, tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, night.exports)
    today = subprocess.run(["date", "+%u"], capture_output=True, text=True, check=True).stdout.strip()
    code, sent = night.run(REPORT_DAY=today)
    assert code == 0
    assert status(tmp_path / "warehouse").rows["applications"] > 0
    assert "mail -s Hiring: report -A" in sent and "%PDF of the report" in sent
    assert "import, exit code" not in sent and "failed" not in sent
    assert "Hiring: report" not in night.run(REPORT_DAY="0")[1]


def test_a_night_without_anything_usable_is_mailed_with_its_reasons(night: Night) -> None:
    night.exports.mkdir()
    (night.exports / "menu.csv").write_text("dish,price\nsoup,4\n")
    code, sent = night.run(REPORT_DAY="0")
    assert code == 1
    assert "mail -s Hiring: import, exit code 1 board@example.com" in sent
    assert "menu.csv: No layout knows these columns." in sent


@needs("flock")
def test_a_backup_is_a_warehouse_that_the_next_import_goes_on_from(warehouse: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    script = tmp_path / "backup.sh"
    script.write_text(block("bash", "flock"))
    environment = {"PATH": os.environ["PATH"], "HIRING_WAREHOUSE": str(warehouse)}
    subprocess.run(["sh", str(script), str(backup)], env=environment, check=True)
    assert status(backup).rows == status(warehouse).rows
    assert (backup / "candidate.secret").read_bytes() == (warehouse / "candidate.secret").read_bytes()
    import_exports([SAMPLE], backup, account="main")
    assert status(backup).rows == status(warehouse).rows
