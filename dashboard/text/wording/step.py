"""Texts of a scenario's steps; each piece is left out where it says nothing."""

from data.text import Text

SENTENCE = Text("{when}: {what}.", "{when} : {what}.")
FROM = Text("From {starts}", "À partir du {starts}")
SPAN = Text("From {starts} to {ends}", "Du {starts} au {ends}")
RAMP = Text(", growing over {n} days", ", progressivement sur {n} jours")

IN_CHANNELS = Text(", by {names} only", ", par {names} seulement")
IN_LINES = Text(", in {names} only", ", pour {names} seulement")

SHIFT = Text("{share} moves from {source} to {to}", "{share} passe du canal {source} au canal {to}")
SHIFT_ELIGIBLE = Text(
    "{share} of the eligible {eligible} moves from {source} to {to}",
    "{share} des {eligible} admissibles passe du canal {source} au canal {to}",
)
SHIFT_GONE = Text("; {n} of it no longer needs any contact", "; {n} de ce volume ne demande plus aucun contact")

SERVICE = Text("a new service in {line} brings, each month: {monthly}",
               "un nouveau service du secteur {line} amène chaque mois : {monthly}")  # fmt: skip

CENTRE_SHUT = Text("is closed", "est fermé")
CENTRE_PEOPLE = Text("keeps {desks} of its current staff", "garde {desks} de son personnel actuel")
CENTRE_OPENS = Text("opens at {opens}", "ouvre à {opens}")
CENTRE_CLOSES = Text("closes at {closes}", "ferme à {closes}")
CENTRE_SAME = Text("stays as it is", "reste inchangé")
CENTRE_VISITORS = Text("and of its visitors {what}", "et, parmi ses visiteurs, {what}")
CENTRE_LEAVE = Text("{n} turn to {channel}", "{n} passent au canal {channel}")
CENTRE_GONE = Text("{n} no longer come", "{n} ne viennent plus")

DEMAND = {
    True: Text("demand rises by {n}", "la demande augmente de {n}"),
    False: Text("demand falls by {n}", "la demande diminue de {n}"),
}
PRICE = Text("{price}{only}; {demand} (elasticity {elasticity})", "{price}{only}; {demand} (élasticité : {elasticity})")
PRICE_CHANGE = {
    True: Text("the price rises by {n}", "le prix augmente de {n}"),
    False: Text("the price falls by {n}", "le prix baisse de {n}"),
}

BACKLOG = Text(
    "{cases} waiting cases in {line} are worked off by {channel}",
    "{cases} dossiers en attente du secteur {line} sont traités par le canal {channel}",
)
BACKLOG_CONTACTS = Text("; each brings contacts: {what}", "; contacts de plus par dossier : {what}")

SUPPOSITION = Text(
    "{what} ({channel}) is taken as {value}; source: {source}.",
    "{what} ({channel}) : on suppose {value}; source : {source}.",
)
