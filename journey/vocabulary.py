"""Words, Dutch and English, that tell a program what a cell is about. They only steer checks; the owner never sees them."""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


FAILURE = _any(
    r"kapot|defect|beschadig|geknakt|gebroken|\b(gaat|is|komt|gingen?|raakt) stuk|stuk aan\b|kwijtgeraakt|raakt .*kwijt",
    r"te laat|vertrag|niet (geleverd|aangekomen|bezorgd|op tijd)|verkeerd|past niet|mislukt|misgaa|fout",
    r"retour|terugst|terug te sturen|ruil|klacht|klag|garantie",
    r"broken|damag|faulty|fault\b|breaks\b|(too|arrives|comes|is|was) late|late delivery|delay|\blost\b|wrong|mistake",
    r"return|sends? .*back|swap|refund|complain|warranty|\bfail(s|ed)?\b|(doesn't|does not|didn't|did not) (fit|work|arrive)",
)
"""Something goes wrong: a delay, a defect, a return, a complaint."""

WISH = _any(
    r"\b(we|wij|ik) (willen|wil|zouden|zou|hopen|hoop|zijn van plan)\b|\b(willen|zouden|hopen) (we|wij)\b",
    r"\bzou(den)? moeten\b|\bmoet(en)? nog\b|\bbinnenkort\b|\bin de toekomst\b",
    r"\b(we|i) (want|would like|plan|hope|intend|should)\b|\bin (the )?future\b|\bsome ?day\b|\beventually\b",
)
"""A plan of the shop, which does not belong on a map of how things are today."""

JARGON = _any(
    r"\b(funnel|conversie\w*|conversion\w*|leadgeneratie|lead generation|warm leads?|prospects?)\b",
    r"\b(acquisitie|acquisition|retentie|retention|onboarding)\b",
    r"\b(up-?sell\w*|cross-?sell\w*|crm|kpi'?s?|fulfill?ment|back-?office|afdeling\w*|department|marketing|sales|logistiek|logistics)\b",
    r"\b(remarketing|retargeting|nurtur\w+|touch ?points?|segment\w*|doelgroep|target group|klantreis|customer journey)\b",
)
"""Words of a department or a funnel: no customer would say them about what they do."""

UNCLEAR = re.compile(
    r"\s*(\?+|…|\.{2,}|-+|tbd|(dat )?weet ik( nog)? niet|geen idee|onbekend|weet niet|"
    r"(i )?(don['’]?t|do not) know|no idea|not sure|unknown)\s*[.!?]*\s*",
    re.IGNORECASE,
)
"""The whole text says that it is not known."""

NONE_KNOWN = _any(
    r"^\s*(er (is|zijn) )?(nog )?(geen|niets|niks)( pijnpunt(en)?)?( bekend)?[.!]?\s*$",
    r"^\s*(there (is|are) )?(none|nothing|no)( pains?)?( known)?[.!]?\s*$",
)
"""The owner says outright that there is none: an answer, but nothing to act on."""

DENIAL = _any(r"\b(geen|nooit|nergens|niet|niets|no|never|nowhere|not|nothing)\b")
CAUSE = _any(r"\b(omdat|want|doordat|because|since)\b")
MAIL = _any(r"mail|nieuwsbrief|newsletter")

STAGES = {
    "awareness": _any(r"bewust|aware|ontdek|discover|inspir|droom|dream"),
    "orientation": _any(r"ori[eë]nt|zoek|search|kijk|look"),
    "consideration": _any(r"overw|vergelijk|kiez|consider|compar|choos|decid"),
    "purchase": _any(r"koop|kopen|bestel|afreken|betal|purchas|\bbuy|order|checkout|boek|\bbook"),
    "use": re.compile(
        r"gebruik|\bus(e|ing)\b|service|ontvang|bezorg|lever|deliver|receiv|thuis|nazorg|after-?care", re.IGNORECASE
    ),
    "evaluation": _any(r"evalu|terugblik|terugk|review|beoordel|loyal|opnieuw|again|recommend|aanbevel"),
}
"""The six usual phases in order, and how an owner may call them."""

_COMMON = """
    about after alles also anders anything because before bent best beste better buyer buying customer customers daar deze
    doen does door eerst elke every everything fast from geen goed goede good graag have hebben heeft heel hier iemand iets
    into jouw jullie just klant klanten klein kleine komt kopen kwaliteit like maar make meer mensen mijn more much naar
    need never niet nieuw nieuwe omdat online only onze order other over people price prijs product producten products
    quality quick really service shop shops site small snel snelle some something store than that their them then they thing
    things this veel verschillende very voor waar wanneer want webshop website weten what when where which will willen
    winkel with without wordt would your zijn zoals zonder
"""
COMMON = frozenset(_COMMON.split())
"""Words of four letters or more that any shop uses."""


def words(text: str) -> set[str]:
    """The words of a text that may set one shop apart, in lower case."""
    return set(re.findall(r"[^\W\d_]{4,}", text.lower())) - COMMON
