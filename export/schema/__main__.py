"""`python -m export.schema` writes the schema file anew after a change of the model."""

from __future__ import annotations

import json

from export.schema import FILE, schema

FILE.write_text(json.dumps(schema(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
