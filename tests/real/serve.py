"""Serves a model on loopback and prints its address. Runs in the environment that `scripts/small_model.py` made."""

from __future__ import annotations

import sys
import time

import xllamacpp


def main(model: str) -> None:
    given = xllamacpp.CommonParams()
    given.model.path, given.hostnames, given.port = model, ["127.0.0.1"], 0
    given.n_ctx, given.n_parallel, given.use_jinja, given.ui = 8192, 1, True, False
    # One thread: with two, both spin when anything else wants a core, and decoding is thirty times slower.
    given.cpuparams.n_threads = given.cpuparams_batch.n_threads = 1
    given.model_alias = {"small"}
    server = xllamacpp.Server(given)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    time.sleep(3600)


if __name__ == "__main__":
    main(sys.argv[1])
