"""The six phases of the example shop."""

from __future__ import annotations

from tests.pairs import advice, contact, decisive, feeling, guess, lasts, measured, said, touch

AWARENESS = {
    "id": "awareness",
    "name": advice("Bewustwording", "Awareness"),
    "customer_goal": advice("merken dat een donkere kamer ook groen kan", "notice that a dark room can be green too"),
    "shop_goal": guess("laten zien dat schaduwplanten bestaan", "show that shade plants exist"),
    "actions": [said("Ik bewaar foto's van planten op Pinterest", "I save pictures of plants on Pinterest")],
    "questions": [said("Kan dat bij mij op het noorden?", "Would that work in my north-facing flat?")],
    "pains": [advice("elke foto toont een zonnige kamer", "every picture shows a sunny room")],
    "influences": [said("vriendinnen met volle vensterbanken", "friends with full window sills")],
    "responses": [said("we fotograferen in donkere kamers", "we take our pictures in dark rooms")],
    "emotion": feeling(
        1, said("nieuwsgierig", "curious"), said("ze ziet een plant die ze niet kent", "she sees a plant she does not know")
    ),
    "touchpoints": [
        touch(
            said("foto van een vriendin", "a friend's picture"), "social_posts", "indirect", guess("verrast", "surprised"), (3, 4)
        ),
        touch(said("onze Instagram", "our Instagram"), "company_social", "direct", said("blij", "happy"), (4, 4)),
    ],
    "duration": lasts(2, 6, "weeks"),
    "contacts": [
        contact(advice("zondagavond", "Sunday evening"), "company_social", guess("plant van de week", "plant of the week"))
    ],
    "drop_off": {
        "where": guess("ze scrolt verder", "she scrolls on"),
        "win_back": advice("volg-knop bij elke foto", "follow button"),
    },
}

ORIENTATION = {
    "id": "orientation",
    "name": advice("Oriëntatie", "Orientation"),
    "customer_goal": said("weten welke planten weinig licht verdragen", "know which plants bear little light"),
    "shop_goal": advice("gevonden worden op schaduwplant", "be found for shade plant"),
    "actions": [
        said("Ik google op plant donkere kamer", "I search for plant dark room"),
        advice("Ik lees blogs", "I read blogs"),
    ],
    "questions": [said("Hoeveel licht is weinig licht?", "How much light is little light?")],
    "pains": [said("elke site zegt iets anders", "every site says something else"), guess("Latijnse namen", "Latin names")],
    "influences": [advice("lijstjes op blogs", "lists on blogs")],
    "responses": [said("keuzehulp met een foto van je raam", "plant finder with a picture of your window")],
    "emotion": feeling(
        0, advice("zoekend", "searching"), said("ze krijgt overal ander advies", "she gets other advice everywhere")
    ),
    "touchpoints": [
        touch(advice("zoekresultaat", "search result"), "search", "direct", guess("neutraal", "neutral"), (4, 3)),
        touch(
            said("blog van een plantenliefhebber", "a plant lover's blog"),
            "blog",
            "indirect",
            guess("geholpen", "helped"),
            (3, 4),
        ),
    ],
    "duration": lasts(3, 10, "days"),
    "contacts": [contact(said("na de keuzehulp", "after the finder"), "email", said("jouw drie planten", "your three plants"))],
    "drop_off": {
        "where": said("halverwege de keuzehulp", "halfway the finder"),
        "win_back": guess("korter maken", "make it shorter"),
    },
}

CONSIDERATION = {
    "id": "consideration",
    "name": said("Kiezen", "Choosing"),
    "customer_goal": said("één plant durven kiezen", "dare to choose one plant"),
    "shop_goal": advice("twijfel wegnemen", "take doubt away"),
    "actions": [
        said("Ik leg twee planten naast elkaar", "I put two plants side by side"),
        said("Ik lees reviews", "I read reviews"),
    ],
    "questions": [said("Overleeft hij de post?", "Will it survive the post?")],
    "pains": [advice("geen foto van de plant zoals hij aankomt", "no picture of the plant as it arrives")],
    "influences": [said("reviews met foto's", "reviews with pictures")],
    "responses": [said("omruilgarantie naast de prijs", "swap promise beside the price")],
    "emotion": feeling(
        -1, said("onzeker", "unsure"), said("ze is bang dat hij de post niet overleeft", "she fears it dies in the post")
    ),
    "touchpoints": [
        decisive(
            touch(said("productpagina", "product page"), "own_site", "direct", advice("twijfelend", "in doubt"), (5, 3)),
            said("hier beslist ze of ze ons vertrouwt", "here she decides whether to trust us"),
        ),
        touch(said("reviews op Google", "Google reviews"), "reviews", "indirect", measured("gerustgesteld", "reassured"), (4, 5)),
    ],
    "duration": lasts(1, 7, "days"),
    "contacts": [
        contact(advice("een dag na het mandje", "a day after the basket"), "email", guess("je plant staat klaar", "still here"))
    ],
    "drop_off": {
        "where": said("bij de verzendkosten", "at the shipping costs"),
        "share": measured(38.0),
        "win_back": advice("mail over het verlaten mandje", "abandoned-basket mail"),
    },
}

PURCHASE = {
    "id": "purchase",
    "name": advice("Aankoop", "Purchase"),
    "customer_goal": advice("zonder gedoe afrekenen", "pay without fuss"),
    "shop_goal": said("meer dan één plant per doos", "more than one plant a box"),
    "actions": [advice("Ik reken af met iDEAL", "I pay with iDEAL"), said("Ik kies een bezorgdag", "I pick a delivery day")],
    "questions": [advice("Wanneer komt hij?", "When will it come?")],
    "pains": [said("bezorgdag is pas na betalen te zien", "delivery day shows only after paying")],
    "influences": [advice("verzendkosten", "shipping costs")],
    "responses": [said("bevestigingsmail met de bezorgdag", "confirmation mail with the delivery day")],
    "emotion": feeling(1, said("blij", "glad"), advice("ze heeft eindelijk gekozen", "she has chosen at last")),
    "touchpoints": [
        touch(said("afrekenpagina", "checkout page"), "own_site", "direct", advice("vlot", "smooth"), (5, 4)),
        touch(said("bevestigingsmail", "confirmation mail"), "email", "direct", guess("gerust", "at ease"), (4, 4)),
    ],
    "duration": lasts(10, 20, "minutes"),
    "contacts": [
        contact(advice("meteen na de betaling", "right after payment"), "email", said("zo pakken we in", "how we pack it"))
    ],
    "drop_off": {
        "where": advice("inlogscherm", "log-in screen"),
        "win_back": advice("bestellen zonder account", "guest checkout"),
    },
}

USE = {
    "id": "use",
    "name": said("Thuis laten wennen", "Settling in"),
    "customer_goal": said("de plant houden zoals hij kwam", "keep the plant as it came"),
    "shop_goal": said("geen dode planten", "no dead plants"),
    "actions": [
        said("Ik pak hem uit en zet hem neer", "I unpack it and put it down"),
        said("Ik stuur een foto op", "I send in a picture"),
    ],
    "questions": [said("Waarom worden de blaadjes geel?", "Why do the leaves turn yellow?")],
    "pains": [
        said("plant komt beschadigd aan", "plant arrives damaged"),
        said("gele blaadjes na een week", "yellow leaves after a week"),
    ],
    "influences": [guess("eerdere planten die doodgingen", "earlier plants that died")],
    "responses": [said("foto mailen, dan sturen we een nieuwe", "e-mail a picture and we send a new one")],
    "emotion": feeling(
        -2, said("geschrokken", "shocked"), said("ze denkt dat ze hem heeft vermoord", "she thinks she has killed it")
    ),
    "touchpoints": [
        decisive(
            touch(said("doos openmaken", "opening the box"), "parcel", "direct", said("spannend", "exciting"), (5, 2)),
            said("een geknakt blad maakt alles stuk", "one snapped leaf spoils it all"),
        ),
        touch(said("bezorger aan de deur", "courier at the door"), "courier", "indirect", guess("vlug", "quick"), (3, 3)),
    ],
    "duration": lasts(1, 2, "months"),
    "contacts": [
        contact(
            said("dag 5 na bezorging", "day 5 after delivery"), "email", said("geel blad? dat hoort erbij", "yellow leaf? normal")
        )
    ],
    "drop_off": {"where": guess("ze gooit hem weg", "she throws it out"), "win_back": said("omruilen", "a swap")},
}

EVALUATION = {
    "id": "evaluation",
    "name": advice("Evaluatie", "Evaluation"),
    "customer_goal": advice("laten zien wat gelukt is", "show what worked out"),
    "shop_goal": advice("een review en een tweede plant", "a review and a second plant"),
    "actions": [said("Ik deel een foto van het nieuwe blad", "I share a picture of the new leaf")],
    "questions": [guess("Durf ik een moeilijkere?", "Dare I try a harder one?")],
    "pains": [said("geen bekend", "none known")],
    "influences": [guess("reacties van vriendinnen", "what friends say")],
    "responses": [said("we delen klantfoto's met stekpaspoort", "we share customers' pictures with the passport")],
    "emotion": feeling(2, said("trots", "proud"), said("er groeit een nieuw blad", "a new leaf is growing")),
    "touchpoints": [
        touch(said("mail met de vraag om een foto", "mail asking for a picture"), "email", "direct", said("leuk", "fun"), (3, 4)),
        touch(guess("foto op Instagram", "picture on Instagram"), "social_posts", "indirect", guess("trots", "proud"), (3, 4)),
    ],
    "duration": {"unit": said("unknown")},
    "contacts": [
        contact(advice("zes weken na bezorging", "six weeks after delivery"), "email", said("hoe gaat het?", "how is it?"))
    ],
    "drop_off": {
        "where": guess("na de eerste plant", "after the first plant"),
        "win_back": advice("stekje cadeau", "a free cutting"),
    },
}

PHASES = [AWARENESS, ORIENTATION, CONSIDERATION, PURCHASE, USE, EVALUATION]
