# Two commands do all the set-up: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test test-model check demo bench ready clean

run: $(READY)
	@$(BIN)/reisgids run

demo: $(READY)
	@$(BIN)/reisgids demo --lang nl --out out/nl --quiet
	@$(BIN)/reisgids demo --lang en --out out/en --quiet

test: $(READY)
	@$(BIN)/python -m pytest

test-model: $(READY)
	@$(BIN)/python scripts/small_model.py .data/model
	@SMALL_MODEL=$(CURDIR)/.data/model $(BIN)/python -m pytest tests/real

check: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(READY)
	@$(BIN)/reisgids bench

ready: $(READY)

clean:
	rm -rf $(VENV) out

$(READY): requirements.lock pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh "$(PYTHON)" "$(VENV)"
	@touch $(READY)
