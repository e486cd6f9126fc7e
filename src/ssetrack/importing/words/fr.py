"""French."""

from __future__ import annotations

from ssetrack.importing.fields import Field
from ssetrack.importing.words import TableWords

WORDS = TableWords(
    headings={
        Field.TITLE: (
            "nom", "nom du bloc", "etape", "etapes", "action", "actions", "activite", "activites", "tache",
            "taches", "intitule", "quoi", "libelle", "evenement", "reunion", "seance", "atelier", "jalon",
            "description",
        ),
        Field.OWNERS: (
            "responsable", "responsables", "responsable(s)", "pilote", "pilotes", "club", "instructeurs",
            "qui", "porteur", "porteurs", "personne responsable", "en charge", "charge de",
        ),
        Field.WITH: (
            "partenaires", "partenaire", "partenaire(s)", "avec", "appui", "soutien", "contributeurs",
        ),
        Field.DEADLINE: (
            "date", "dates", "jour", "echeance", "echeances", "delai", "delais", "quand",
            "calendrier", "date limite", "date butoir", "date prevue",
        ),
        Field.WHEN: ("a lieu", "a lieu le", "date de l'evenement"),
        Field.START: ("date de debut", "debut", "du"),
        Field.END: ("date de fin", "fin", "au"),
        Field.AFTER: ("prerequis", "depend de", "predecesseurs", "apres"),
        Field.STATUS: ("etat", "statut"),
        Field.DONE: ("fait", "realise", "termine"),
        Field.PROGRESS: ("avancement", "% realise", "progression"),
        Field.NOTES: (
            "info", "infos", "remarque", "remarques", "commentaire", "commentaires", "notes",
            "observations",
        ),
        Field.WHERE: ("lieu", "lieux", "ou", "ville", "endroit"),
        Field.TIME: ("heure", "heures", "horaire", "horaires"),
        Field.DURATION: ("duree", "jours", "nombre de jours"),
        Field.BUDGET: ("budget", "cout", "couts", "montant"),
        Field.DELIVERABLES: ("livrable", "livrables", "resultats", "resultats attendus", "produits"),
        Field.INDICATORS: ("indicateur", "indicateurs"),
        Field.ID: ("n°", "no", "numero", "ref.", "ref", "reference", "code"),
    },
    labels=(
        "phase", "etape", "axe", "volet", "discipline", "projet", "domaine", "theme", "rubrique", "groupe",
    ),
    days=("date", "dates", "jour", "quand", "calendrier"),
    gatherings=(
        "evenement", "evenements", "reunion", "reunions", "seance", "seances", "atelier", "ateliers",
        "session",
    ),
    descriptions=("description", "descriptif", "detail"),
    totals=("total", "totaux", "sous-total", "somme", "total general"),
    not_names=(
        "trouver", "definir", "determiner", "confirmer", "designer", "nommer", "preciser", "besoin",
        "chercher", "recherche", "aide", "benevole", "benevoles", "chaque", "tous", "toutes", "tout",
        "qui", "creer", "est", "sont", "doit", "faut", "responsable", "responsables", "autres",
        "participants", "membres", "quelqu'un", "personne", "special", "speciale",
    ),
    seats=(
        "a trouver", "a definir", "a determiner", "a confirmer", "a designer", "a nommer", "a preciser",
        "a pourvoir", "aide bienvenue", "benevoles bienvenus", "benevole recherche", "vacant",
        "poste vacant", "n/a",
    ),
    together=("avec", "en lien avec", "avec l'appui de"),
    conjunctions=("et",),
    moved=("reporte", "reportee", "deplace", "deplacee", "avant", "initialement", "decale", "au lieu"),
    on=("x", "oui", "fait", "vrai"),
    off=("non", "faux", "-"),
    notes=("note", "nb", "n.b.", "remarque", "legende", "source"),
    sheets=("feuille", "feuil", "tableau"),
    weeks=("semaine", "sem", "s"),
    note_openers=("note", "remarque"),
    day_openers=("le", "la", "en", "depuis"),
)  # fmt: skip
