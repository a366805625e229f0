"""A whole, believable map of one made-up plant shop."""

from __future__ import annotations

from tests.example_phases import PHASES
from tests.pairs import Pair, advice, guess, measured, said

SHOP = {
    "name": said("Blad & Buur"),
    "url": said("https://bladenbuur.example"),
    "sector": said("huis en tuin", "home and garden"),
    "offering": said("zeldzame kamerplanten, gestekt in Utrecht", "rare house plants, grown from cuttings in Utrecht"),
    "unique": [
        said("elke plant heeft een stekpaspoort", "every plant has a cutting passport"),
        said("we ruilen een dode plant om", "we swap a plant that died"),
    ],
    "values": [
        {
            "value": said("eerlijk over verzorging", "honest about care"),
            "practice": said("bij lastige planten staat: niet voor beginners", "difficult plants say: not for beginners"),
        },
        {
            "value": said("dichtbij", "close by"),
            "practice": advice("je mailt met de kweker zelf", "you e-mail the grower in person"),
        },
    ],
}

PERSONAS = [
    {
        "name": said("Sanne"),
        "age": guess("34"),
        "situation": said("woont in een bovenwoning op het noorden", "lives in an upstairs flat facing north"),
        "quote": said("Ik wil wel groen, maar bij mij gaat alles dood.", "I want green, but everything dies on me."),
        "needs": [said("een plant die tegen weinig licht kan", "a plant that copes with little light")],
        "wishes": [said("iets wat niemand anders heeft", "something nobody else has")],
        "traits": [advice("zoekt alles eerst uit", "looks everything up first")],
        "behaviours": [said("spaart plaatjes op Pinterest", "collects pictures on Pinterest")],
        "doubts": [
            said("overleeft hij de post wel?", "will it survive the post?"),
            guess("is dit niet te duur?", "is this too dear?"),
        ],
        "channels": [said("Instagram"), said("e-mail")],
    },
    {
        "name": said("Wim"),
        "age": said("61"),
        "situation": said("verzamelt al jaren begonia's", "has collected begonias for years"),
        "quote": guess("Als ik hem nog niet heb, wil ik hem.", "If I do not have it yet, I want it."),
        "needs": [advice("de juiste Latijnse naam", "the right Latin name")],
        "doubts": [guess("is dit echt die soort?", "is this really that species?")],
        "channels": [said("plantenforum", "plant forum")],
    },
]

RESEARCH = [
    {
        "method": measured("vragenlijst onder 40 klanten", "questionnaire among 40 customers"),
        "insight": measured("26 van de 40 zijn bang voor schade in de post", "26 of 40 fear damage in the post"),
        "source": measured("mailing van maart", "March mailing"),
    }
]

FINDINGS = [
    {
        "check": "dip",
        "phase": "use",
        "path": "phases.use.pains.0",
        "text": Pair(
            "Thuis is het dieptepunt: de plant komt beschadigd aan.", "At home is the low point: it arrives damaged.", "", ""
        ),
    },
    {
        "check": "low_satisfaction",
        "phase": "use",
        "path": "phases.use.touchpoints.0.satisfaction",
        "text": Pair("De doos weegt zwaar, maar valt tegen.", "The box matters a lot, but it disappoints.", "", ""),
        "sources": ["unboxing"],
    },
]

ACTIONS = [
    {
        "title": said("Stop bij elke plant een stevige koker in de doos", "Put every plant in a sturdy sleeve"),
        "phase": "use",
        "path": "phases.use.pains.0",
        "value": said(5),
        "effort": said(2),
        "owner": said("Joost"),
        "due": said("2031-05-01"),
        "metric": advice("beschadigde planten per maand", "damaged plants a month"),
        "baseline": measured("7 in april", "7 in April"),
    },
    {
        "title": advice("Zet een foto van de doos op de productpagina", "Show the packed box on the product page"),
        "phase": "consideration",
        "path": "phases.consideration.pains.0",
        "value": advice(4),
        "effort": advice(1),
        "owner": said("Mila"),
        "due": said("2031-04-15"),
        "metric": guess("mandjes die blijven staan", "baskets left behind"),
        "baseline": said("nog niet gemeten", "not measured yet"),
        "sources": ["product-pages"],
    },
    {
        "title": guess("Toon de bezorgdag vóór het betalen", "Show the delivery day before paying"),
        "phase": "purchase",
        "path": "phases.purchase.pains.0",
        "value": advice(4),
        "effort": advice(4),
        "owner": said("Joost"),
        "due": said("2031-06-01"),
        "metric": guess("vragen over de bezorgdag", "questions about the delivery day"),
        "baseline": said("nog niet gemeten", "not measured yet"),
    },
]

JOURNEY = {
    "title": said("Sanne koopt haar eerste zeldzame plant", "Sanne buys her first rare plant"),
    "scenario": said("Sanne zoekt een plant voor haar donkere woonkamer", "Sanne wants a plant for her dark living room"),
    "goal": said("een plant die blijft leven", "a plant that stays alive"),
    "expectation": said("eerlijk advies en een hele plant", "honest advice and a whole plant"),
    "owner": said("Joost"),
    "review_date": said("2031-09-01"),
    "version": 3,
    "shop": SHOP,
    "personas": PERSONAS,
    "research": RESEARCH,
    "phases": PHASES,
    "ending": {
        "moment": said("het eerste nieuwe blad", "the first new leaf"),
        "how": said("een kaartje per post om het te vieren", "a card by post to celebrate it"),
    },
    "analysis": {"findings": FINDINGS, "actions": ACTIONS},
}
