"""Acts asked for in a sentence, what is said of a suggestion, and words for another place of the map."""

from __future__ import annotations

import pytest

from journey.commands import Ask, Chitchat, Command, Do, Edit, Fill, Goto, Reshape, SwitchLanguage
from knowledge.understanding.acts import act
from knowledge.understanding.verdicts import verdict
from tests.unit.test_listening import _commands


@pytest.mark.parametrize(
    "text,kind",
    [
        ("kan je dat wat eenvoudiger uitleggen?", "explain"),
        ("sorry i really don't understand this question", "explain"),
        ("heb je een ideetje voor mij?", "suggest"),
        ("what would other bakers put", None),
        ("what do most shops answer here", "suggest"),
        ("mag ik twee stappen terug", "back"),
        ("dat doe ik later wel", "skip"),
        ("niet relevant, wij verhuren alleen", "skip"),
        ("laat de kaart eens zien zoals hij nu is", "preview"),
        ("oops, pressed wrong, put it back", "undo"),
        ("zullen we helemaal opnieuw beginnen", "restart"),
        ("mail me a copy of everything you have on me", "export"),
        ("verwijder alstublieft al mijn gegevens", "forget"),
        ("maak jij maar alvast een eerste versie", "draft"),
        ("thanks, you've been great", "thanks"),
        ("jij bent een domme machine", "insult"),
        ("goedemiddag, hoe gaat het?", "greeting"),
        ("thank you card in every box", None),
        ("terug te sturen binnen 30 dagen", None),
        ("ze snapt de maattabel niet", None),
        ("undo damage to dry skin", None),
        ("je kunt de kaas terugsturen", None),
        ("pas later betalen", None),
    ],
)
def test_an_act_in_a_sentence(text: str, kind: str | None) -> None:
    found = act(text)
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(
    "text,kind",
    [
        ("ja zo gaat het wel", "confirm"),
        ("looks about right", "confirm"),
        ("yep, same with bikes", "confirm"),
        ("nee bij ons gaat het heel anders", "reject"),
        ("nope that's not how it works here", "reject"),
        ("past niet bij ons", "reject"),
        ("nee, ze betaalt liever achteraf", None),
        ("ja maar ze belt eerst", None),
        ("ze wil een cadeau voor haar moeder", None),
        ("probleem: te duur", None),
    ],
)
def test_a_verdict_on_a_suggestion(text: str, kind: str | None) -> None:
    found = verdict(text)
    assert (found[0] if found else None) == kind


@pytest.mark.parametrize(
    "text,key,command",
    [
        ("ik wil terug naar de twijfels", "shop.values", Goto("personas.0.doubts")),
        ("go to the problems at purchase", "shop.values", Goto("phases.purchase.pains")),
        ("can we do the research part again", "shop.values", Goto("research")),
        ("bij ons mist er nog een fase proberen", "phases", Reshape("add", name="proberen")),
        ("haal gebruik er maar uit", "phases", Reshape("drop", phase="use")),
        ("gebruik mag dragen heten", "phases", Reshape("rename", phase="use", name="dragen")),
        ("kunnen we verder in het engels? mijn zus leest mee", "shop.unique", SwitchLanguage("en")),
        ("wis al mijn gegevens", "shop.unique", Do("forget")),
        ("maak daar maar een actie van", "phases.purchase.card", Do("plan")),
        ("jij bent zo dom", "shop.unique", Chitchat("insult")),
        ("we verkopen geen kaarsen meer, alleen zeep", "shop.values", Edit("shop.offering", "zeep", "zeep")),
        ("Merel moet Marthe heten", "shop.values", Edit("personas.0.name", "Marthe", "Marthe")),
        ("correctie: Merel is 44", "shop.values", Edit("personas.0.age", "44", "44")),
    ],
)
async def test_what_a_sentence_asks_for(text: str, key: str, command: Command) -> None:
    found = list(await _commands(text, key))
    assert [_bare(each) for each in found] == [_bare(command)]


def _bare(command: Command) -> tuple[object, ...]:
    if isinstance(command, Edit):
        return type(command), command.path, command.value
    return (command,)


@pytest.mark.parametrize(
    "text,key,path,value",
    [
        ("zet bij haar twijfels: te groot voor mijn tafel", "shop.values", None, None),
        ("zet bij haar twijfels: te groot voor mijn tafel", "shop.unique", "personas.0.doubts", ["te groot voor mijn tafel"]),
        ("a soft pillow. her doubt is the price", "personas.0.needs", "personas.0.doubts", ["the price"]),
        ("alles bio. de website is kaars.nl", "shop.unique", "shop.url", "kaars.nl"),
    ],
)
async def test_words_that_name_another_place_go_there(text: str, key: str, path: str | None, value: object) -> None:
    found = {command.path: command.value for command in await _commands(text, key) if isinstance(command, Fill)}
    assert path is None or found.get(path) == value


@pytest.mark.parametrize(
    "text,key,topic",
    [
        ("hoe kan ik meer reviews krijgen?", "shop.unique", "advice"),
        ("verkopen jullie onze antwoorden?", "shop.unique", "privacy"),
        ("waarom maar één klant?", "personas.0", "why"),
        ("wat is het verschil tussen bewustwording en oriëntatie", "phases", "meaning"),
        ("klanten schrikken van de prijs, wat doe ik daaraan?", "phases.purchase.card", "advice"),
    ],
)
async def test_a_question_to_us_is_no_answer(text: str, key: str, topic: str) -> None:
    found = await _commands(text, key)
    assert [command.topic for command in found if isinstance(command, Ask)] == [topic]


@pytest.mark.parametrize(
    "text,value",
    [
        ("halfuurtje", {"min": 30, "max": 30, "unit": "minutes"}),
        ("anderhalf jaar", {"min": 18, "max": 18, "unit": "months"}),
        ("van een tot wel drie weken", {"min": 1, "max": 3, "unit": "weeks"}),
        ("anderhalve maand", {"min": 1.5, "max": 1.5, "unit": "months"}),
    ],
)
async def test_halves_are_told_in_the_smaller_unit(text: str, value: object) -> None:
    found = await _commands(text, "phases.purchase.duration")
    assert [command.value for command in found if isinstance(command, Fill)] == [value]


@pytest.mark.parametrize(
    "text,name,age,situation",
    [
        ("een typische klant is Els, die is ongeveer 45 en heeft drie honden", "Els", "45", "heeft drie honden"),
        ("meneer Peeters, 70, gepensioneerd leraar", None, "70", "gepensioneerd leraar"),
        ("tante Gerda, 68 jaar, breit de hele dag", "Gerda", "68", "breit de hele dag"),
        ("bakker uit gent, 47, staat vroeg op", None, "47", None),
    ],
)
async def test_who_the_customer_is(text: str, name: str | None, age: str, situation: str | None) -> None:
    found = {command.path: command.value for command in await _commands(text, "personas.0") if isinstance(command, Fill)}
    assert found["personas.0.age"] == age
    assert name is None or found["personas.0.name"] == name
    assert situation is None or found["personas.0.situation"] == situation
