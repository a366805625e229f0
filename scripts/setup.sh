#!/bin/sh
# Makes the virtual environment. Where something basic is missing it says in one line what to install.
set -eu
python=$1
venv=$2

stop() { echo "reisgids: $1" >&2; exit 1; }
pip() { "$venv/bin/python" -m pip "$@"; }

command -v "$python" >/dev/null 2>&1 || stop "Python is missing. Install it with: apt-get install python3 python3-venv"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || stop "Python 3.11 or newer is needed, this is $("$python" -V 2>&1). Install it, then: make PYTHON=python3.11 run"
"$python" -c 'import venv, ensurepip' 2>/dev/null || stop "Python's venv is missing. Install it with: apt-get install python3-venv"

# A set-up that was broken off leaves half an environment behind: without pip it is made again.
pip --version >/dev/null 2>&1 || "$python" -m venv --clear "$venv"
echo "reisgids: installing what is needed into $venv (once, about a minute)" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock >"$log" 2>&1 \
  || ! pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . >>"$log" 2>&1; then
    cat "$log" >&2
    if grep -Eqi 'no space left' "$log"; then
        stop "the disk is full. Make room (about one gigabyte), then run the same command again"
    fi
    if grep -Eqi 'gcc|compiler|Python\.h' "$log"; then
        stop "a package has no ready-made build for this machine and needs a compiler. Install: apt-get install build-essential python3-dev"
    fi
    if grep -Eqi 'connection|resolve|timed out|No matching distribution' "$log"; then
        stop "the packages could not be downloaded. Check the network, then run the same command again"
    fi
    stop "the set-up failed; the lines above say why"
fi
