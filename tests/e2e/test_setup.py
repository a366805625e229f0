"""The set-up script on machines that lack something: one line says what to install. A small script plays Python and pip."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.e2e.process import ROOT

SETUP = ROOT / "scripts" / "setup.sh"
ANSWER = """\
#!/bin/sh
echo "$@" >> {calls}
case "$*" in
{cases}
esac
exit 0
"""
MAKE_VENV = '  "-m venv"*) for last; do :; done; mkdir -p "$last/bin"; cp "$0" "$last/bin/python";;'


class Machine:
    """A folder to set up in, with a Python that does as told: shell patterns of its arguments, and what then happens."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.calls = folder / "calls"
        self.python = folder / "python3"

    def teach(self, *cases: tuple[str, str]) -> None:
        """What Python does with which arguments. Everything else succeeds."""
        lines = [f"  {pattern}) {action};;" for pattern, action in cases]
        self.python.write_text(ANSWER.format(calls=self.calls, cases="\n".join([*lines, MAKE_VENV])))
        self.python.chmod(0o755)

    def set_up(self) -> tuple[int, list[str]]:
        """Run the script; its exit code and what it says."""
        command = ["/bin/sh", str(SETUP), str(self.python), "venv"]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, timeout=30)
        return done.returncode, done.stderr.splitlines()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_machine_that_has_everything_is_set_up(machine: Machine) -> None:
    machine.teach()
    code, lines = machine.set_up()
    assert (code, len(lines)) == (0, 1)
    calls = machine.calls.read_text()
    assert "-m venv --clear venv" in calls
    assert "--require-hashes -r requirements.lock" in calls
    assert "--no-deps --no-build-isolation -e ." in calls


def test_a_finished_environment_is_not_made_again(machine: Machine) -> None:
    machine.teach()
    assert machine.set_up()[0] == machine.set_up()[0] == 0
    assert machine.calls.read_text().count("-m venv") == 1


def test_half_an_environment_is_made_again(machine: Machine) -> None:
    machine.teach(('"-m pip --version"', "[ -e fixed ] || exit 1"), ('"-m venv"*', "touch fixed"))
    broken = machine.folder / "venv" / "bin"
    broken.mkdir(parents=True)
    (broken / "python").symlink_to(machine.python)
    assert machine.set_up()[0] == 0
    assert machine.calls.read_text().count("-m venv") == 1


def test_without_python_it_says_so(machine: Machine) -> None:
    assert machine.set_up() == (1, ["reisgids: Python is missing. Install it with: apt-get install python3 python3-venv"])


def test_an_old_python_is_named(machine: Machine) -> None:
    machine.teach(("*version_info*", "exit 1"), ('"-V"', 'echo "Python 3.10.12"'))
    code, lines = machine.set_up()
    assert (code, len(lines)) == (1, 1)
    assert "3.11 or newer is needed, this is Python 3.10.12" in lines[0]
    assert "make PYTHON=python3.11 run" in lines[0]


def test_a_python_without_venv_is_helped(machine: Machine) -> None:
    machine.teach(('"-c import venv"*', "echo \"ModuleNotFoundError: No module named 'ensurepip'\" >&2; exit 1"))
    code, lines = machine.set_up()
    assert (code, lines) == (1, ["reisgids: Python's venv is missing. Install it with: apt-get install python3-venv"])


@pytest.mark.parametrize(
    "pip, words",
    [
        ("error: command 'gcc' failed: No such file or directory", "apt-get install build-essential python3-dev"),
        ("fatal error: Python.h: No such file or directory", "apt-get install build-essential python3-dev"),
        ("Failed to establish a new connection: [Errno -3] Temporary failure in name resolution", "Check the network"),
        ("ERROR: No matching distribution found for aiogram==3.31.0", "Check the network"),
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("ERROR: something else altogether", "the lines above say why"),
    ],
)
@pytest.mark.parametrize("step", ["*requirements.lock*", "*'-e .'"])
def test_a_failing_pip_is_explained(machine: Machine, step: str, pip: str, words: str) -> None:
    machine.teach((step, f'echo "{pip}" >&2; exit 1'))
    code, lines = machine.set_up()
    assert code == 1
    assert pip in lines
    assert lines[-1].startswith("reisgids: ")
    assert words in lines[-1]
