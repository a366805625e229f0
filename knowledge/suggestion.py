"""Suggestions for every field of the map, from the sector's playbook and the owner's words. Guesses until accepted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from journey.model import JourneyMap
from journey.ports import Woven
from knowledge.fabric import Leaf, improvements, leaf, leaves, weave_book
from knowledge.improvement import Answer, plan, propose
from knowledge.playbook import Playbook, playbooks
from knowledge.seasoning import season
from knowledge.understanding.sector import FALLBACK, WAYS_OF_SELLING, flavour, sector
from knowledge.weaving import named, spin

REVIEW_AFTER = timedelta(days=91)


class PlaybookSuggester:
    """`journey.ports.Suggester` over the sector playbooks."""

    def __init__(self, answer: Answer | None = None) -> None:
        """`answer` puts into words what to do about a finding of the analysis."""
        self._books = playbooks()
        self._answer = answer
        # Asked some seven times a turn, of the same words.
        self._pointed_at = lru_cache(maxsize=256)(lambda said: tuple(name for name, _ in sector(said, self._books)))
        self._last: tuple[object, Woven] = (None, Woven({}, {}))

    def sectors(self, language: str) -> Mapping[str, str]:
        names = {book.id: book.name.text(language) for book in self._books.values()}
        return dict(sorted(names.items(), key=lambda pair: (pair[0] == FALLBACK, pair[1].casefold())))

    def weave(self, journey: JourneyMap, today: date) -> Woven:
        book = self.book(journey)
        yarn = spin(journey, book)
        persona = journey.persona
        channels = tuple(cell.value for cell in persona.channels if cell.basis == "said") if persona else ()
        known = (book.id, bool(journey.shop.name), bool(self._guesses(journey)))
        key = (known, yarn.language, tuple(yarn.words.items()), channels, today)
        if self._last[0] != key:
            fields = weave_book(book, yarn, channels, bool(journey.shop.name))
            fields["shop.sector"] = self._sector(journey)
            values = dict(leaves(list(fields.values())))
            fields["review_date"] = leaf((today + REVIEW_AFTER).isoformat(), "rule:review")
            self._last = (key, Woven(fields, values | dict(improvements(book, yarn))))
        return self._last[1]

    def propose(self, journey: JourneyMap, today: date) -> list[Any]:
        return propose(journey, self.book(journey), today, self._answer)

    def plan(self, journey: JourneyMap, article: str, phase: str, today: date) -> Any | None:
        return plan(journey, article, phase, today)

    def book(self, journey: JourneyMap) -> Playbook:
        """The playbook of the shop's sector, seasoned for the kind of product it sells."""
        book = self._books[self.sector(journey)]
        return season(book, flavour(self._sold(journey), book))

    def sector(self, journey: JourneyMap) -> str:
        """The id of the shop's sector: the one the owner chose, else the one the offering points at."""
        name = journey.shop.sector.value.casefold() if journey.shop.sector else ""
        chosen = [book.id for book in self._books.values() if name in (book.id, book.name.nl.casefold(), book.name.en.casefold())]
        return [*chosen, *self._guesses(journey), FALLBACK][0]

    def _sold(self, journey: JourneyMap) -> str:
        """What is sold, in short: that decides, not the name of the shop."""
        sold = journey.shop.offering.value if journey.shop.offering else ""
        return named(sold, journey.language) or sold

    def _guesses(self, journey: JourneyMap) -> list[str]:
        """The sectors that the shop's own words point at, best first."""
        chosen = journey.shop.sector.value if journey.shop.sector else ""
        offering = journey.shop.offering.value if journey.shop.offering else ""
        ways = [name for name in self._pointed_at(offering) if name in WAYS_OF_SELLING]
        return [*ways, *self._pointed_at(f"{chosen} {self._sold(journey)}")]

    def _sector(self, journey: JourneyMap) -> Leaf | None:
        guesses = self._guesses(journey)
        if not guesses:
            return None
        return leaf(self._books[guesses[0]].name.text(journey.language), f"rule:sector.{guesses[0]}")
