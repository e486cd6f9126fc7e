"""The words of generated plans: goals, people, places, titles and notes, in the languages that networks mix.

Comes in: nothing. Goes out: the tables from which `generate` draws.
"""

from __future__ import annotations

GOALS = {
    "A": "Tell what the partners share from how each of them works",
    "B": "Make the work of the networks visible",
    "C": "Exchange tools and training between regions",
    "D": "{en: Gather sources and figures, fr: Réunir les sources et les chiffres}",
    "E": "Speak with one voice to international bodies",
    "F": "Open the network to young people",
    "G": "{en: Keep the common work funded, fr: Assurer le financement du travail commun}",
}

GIVEN = (
    "Aïcha",
    "Bruno",
    "Carmen",
    "Diego",
    "Emilia",
    "Fatou",
    "Gérard",
    "Hanna",
    "Ibrahim",
    "Joana",
    "Kofi",
    "Lucía",
    "Mamadou",
    "Nadia",
    "Osvaldo",
)
FAMILY = (
    "Almeida",
    "Bertrand",
    "Cissokho",
    "Dupuis",
    "Espinoza",
    "Ferreira",
    "Guimarães",
    "Hounkpatin",
    "Ibáñez",
    "Jaramillo",
    "Kouassi",
)
COUNTRIES = (
    "Brazil",
    "Canada",
    "France",
    "Mali",
    "Mexico",
    "NO",
    "Peru",
    "Philippines",
    "Senegal",
    "Spain",
)
PLACES = (
    "Dakar",
    "Lima",
    "Luxembourg",
    "Manila",
    "Montréal",
    "Mumbai",
    "Paris",
    "Quebec",
    "Rio de Janeiro",
    "São Paulo",
)
DOING = (
    "Prepare",
    "Publish",
    "Translate",
    "Discuss",
    "Review",
    "Hold",
    "Collect",
    "Évaluer",
    "Rédiger",
    "Organizar",
    "Difundir",
    "Preparar",
)
THINGS = (
    "the call for papers",
    "the regional report",
    "a map of initiatives",
    "le cahier de propositions",
    "la réunion de bilan",
    "the training module",
    "o encontro de redes",
    "a survey of members",
    "el directorio de redes",
    "the newsletter",
    "a charter of values",
    "the case studies",
    "la nota de prensa",
    "the funding request",
    "le forum électronique",
)
TAGS = (
    "forum",
    "training",
    "funding",
    "media",
    "research",
)
NOTES = (
    "Agreed at the last call; the text is with the secretariat.",
    "Dépend de la réponse du bailleur: à confirmer avant l'été.",
    "Each region names one person, who sends two pages.",
    "Falta confirmar el lugar, y quién traduce.",
)
MONTHS = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "fr": (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
}
