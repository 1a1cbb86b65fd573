"""Efficiency: how long most people wait, and how long serving them takes: percentiles, which no average tells."""

from functools import partial

import polars as pl

from data.text import Text
from data.words import Better, Channel, Factor, Frequency, Perspective, Unit
from metrics.definition.indicator import Indicator, Kind, distribution
from metrics.indicators.efficiency import ANSWERED_CALL, WAIT
from metrics.indicators.shared import CONTACT_CENTRES, IN_PERSON, LEFT, OPERATIONS, TELEPHONE

SERVICE = pl.col("serve_s")

COUNTER_WAIT = distribution("counter_wait", "transaction", "started_on", WAIT, IN_PERSON & ~LEFT)
CALL_WAIT = distribution("call_wait", "transaction", "started_on", WAIT, ANSWERED_CALL)
COUNTER_SERVICE = distribution("counter_service", "transaction", "started_on", SERVICE, IN_PERSON & ~LEFT)
CALL_SERVICE = distribution("call_service", "transaction", "started_on", SERVICE, TELEPHONE & ~LEFT)

_percentile = partial(
    Indicator,
    perspective=Perspective.EFFICIENCY,
    factor=Factor.SERVICE,
    frequency=Frequency.MONTH,
    kind=Kind.PERCENTILE,
    unit=Unit.SECONDS,
    better=Better.LOWER,
    decimals=0,
)
_at_counters = partial(_percentile, owner=OPERATIONS, channels=(Channel.IN_PERSON,))
_on_telephone = partial(_percentile, owner=CONTACT_CENTRES, channels=(Channel.TELEPHONE,))

_LEFT_AT_COUNTER = Text(
    "Those who leave unserved are not in it: nobody knows how long they would have waited.",
    "Ceux qui repartent sans service n'y sont pas : nul ne sait combien de temps ils auraient attendu.",
)
_LEFT_ON_TELEPHONE = Text(
    "Those who hung up are not in it, nor are centres that publish monthly totals only.",
    "Les abandons n'y sont pas, ni les centres qui ne publient que des totaux mensuels.",
)

COUNTER_WAIT_P50 = _at_counters(
    name="counter_wait_p50",
    order=12,
    title=Text("Median wait at the counter", "Attente médiane au comptoir"),
    definition=Text(
        "The wait that half of the visits served do not exceed.",
        "Attente que la moitié des visites servies ne dépassent pas.",
    ),
    why_it_matters=Text(
        "It is the wait of an ordinary visit: a few very long ones do not move it.",
        "C'est l'attente d'une visite ordinaire : quelques très longues attentes ne la changent pas.",
    ),
    caveat=_LEFT_AT_COUNTER,
    numerator=(COUNTER_WAIT,),
    percentile=50,
)

COUNTER_WAIT_P90 = _at_counters(
    name="counter_wait_p90",
    order=14,
    title=Text("Wait of 9 visitors out of 10 at the counter", "Attente de 9 visiteurs sur 10 au comptoir"),
    definition=Text(
        "The wait that 90% of the visits served do not exceed.",
        "Attente que 90 % des visites servies ne dépassent pas.",
    ),
    why_it_matters=Text(
        "It is what people should be told to expect; one visitor in ten waits longer still.",
        "C'est l'attente à annoncer aux gens; un visiteur sur dix attend encore plus.",
    ),
    caveat=_LEFT_AT_COUNTER,
    numerator=(COUNTER_WAIT,),
    percentile=90,
)

COUNTER_SERVICE_P50 = _at_counters(
    name="counter_service_p50",
    order=16,
    title=Text("Median service time at the counter", "Durée médiane du service au comptoir"),
    definition=Text(
        "The service time that half of the visits served do not exceed.",
        "Durée de service que la moitié des visites servies ne dépassent pas.",
    ),
    why_it_matters=Text(
        "Where it grows, the same people at the desks serve fewer, and everybody waits.",
        "Quand elle s'allonge, les mêmes agents servent moins de gens et tout le monde attend.",
    ),
    caveat=Text(
        "It depends on what is asked for: compare places only where the services are alike.",
        "Elle dépend de ce qui est demandé : ne comparer que des lieux aux services semblables.",
    ),
    numerator=(COUNTER_SERVICE,),
    percentile=50,
)

CALL_WAIT_P50 = _on_telephone(
    name="call_wait_p50",
    order=32,
    title=Text("Median wait on the telephone", "Attente médiane au téléphone"),
    definition=Text(
        "The wait that half of the calls answered do not exceed.",
        "Attente que la moitié des appels pris ne dépassent pas.",
    ),
    why_it_matters=Text(
        "It is the wait of an ordinary caller: a few very long ones do not move it.",
        "C'est l'attente d'un appel ordinaire : quelques très longues attentes ne la changent pas.",
    ),
    caveat=_LEFT_ON_TELEPHONE,
    numerator=(CALL_WAIT,),
    percentile=50,
)

CALL_WAIT_P90 = _on_telephone(
    name="call_wait_p90",
    order=34,
    title=Text("Wait of 9 callers out of 10", "Attente de 9 appels sur 10"),
    definition=Text(
        "The wait that 90% of the calls answered do not exceed.",
        "Attente que 90 % des appels pris ne dépassent pas.",
    ),
    why_it_matters=Text(
        "It is what callers should be told to expect; one in ten waits longer still.",
        "C'est l'attente à annoncer à ceux qui appellent; un appel sur dix attend encore plus.",
    ),
    caveat=_LEFT_ON_TELEPHONE,
    numerator=(CALL_WAIT,),
    percentile=90,
)

CALL_SERVICE_P50 = _on_telephone(
    name="call_service_p50",
    order=36,
    title=Text("Median duration of calls", "Durée médiane des appels"),
    definition=Text(
        "The service time that half of the calls answered do not exceed.",
        "Durée de service que la moitié des appels pris ne dépassent pas.",
    ),
    why_it_matters=Text(
        "Where it grows, the same people answer fewer calls, and all others wait.",
        "Quand elle s'allonge, les mêmes agents prennent moins d'appels et les autres attendent.",
    ),
    caveat=Text(
        "It depends on what is asked for: compare queues only where the services are alike.",
        "Elle dépend de ce qui est demandé : ne comparer que des files aux services semblables.",
    ),
    numerator=(CALL_SERVICE,),
    percentile=50,
)
