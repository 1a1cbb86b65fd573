"""Efficiency: how long people wait, and whether their matter is settled at once."""

import polars as pl

from data.text import Text
from data.words import Better, Channel, Factor, Frequency, Perspective, Unit
from metrics.definition.alert_rule import STANDARD_RULES
from metrics.definition.indicator import Indicator, count, total
from metrics.indicators.shared import (
    CONTACT_CENTRES,
    DIGITAL_SERVICES,
    ENDED_WELL,
    IN_PERSON,
    LEFT,
    LONGEST_RING,
    LONGEST_WAIT,
    OPEN,
    OPERATIONS,
    TELEPHONE,
    TRANSACTION,
    share,
)

WAIT = pl.col("wait_s")
SHORT_ABANDON = 10
"""Seconds: who hangs up before that has dialled wrong."""

TIMED_CALL = TELEPHONE & WAIT.is_not_null()
ANSWERED_CALL = TIMED_CALL & ~LEFT
NEVER_TAKEN_UP = ~TRANSACTION & pl.col("due_at").is_null() & pl.col("serve_s").is_null()
UNANSWERED_CALL = TELEPHONE & LEFT & WAIT.is_null() & NEVER_TAKEN_UP
"""Its wait was not recorded, but somebody rang; a request withdrawn by telephone was taken up at some time before."""
OFFERED_CALL = (TIMED_CALL & ~(LEFT & (WAIT < SHORT_ABANDON))) | UNANSWERED_CALL
COUNTED_QUEUE = TELEPHONE & pl.col("offered").is_not_null() & pl.col("answered_in_time").is_not_null()
"""Queues of a contact centre that publishes both totals, not only what it handled."""

COUNTER_WITHIN_20_MINUTES = Indicator(
    name="counter_within_20_minutes",
    order=10,
    perspective=Perspective.EFFICIENCY,
    factor=Factor.SERVICE,
    title=Text("Served at the counter within 20 minutes", "Servis au comptoir en 20 minutes ou moins"),
    definition=Text(
        "Visits served within 20 minutes of arrival ÷ visits served or left unserved.",
        "Visites servies en 20 minutes ou moins ÷ visites servies ou reparties sans service.",
    ),
    why_it_matters=Text(
        "The wait at the counter is what visitors notice first.",
        "L'attente au comptoir est ce que les visiteurs remarquent d'abord.",
    ),
    caveat=Text(
        "Those who leave count as not served in time. A good total can hide a bad hour or a bad centre.",
        "Ceux qui repartent comptent comme servis trop tard. Un bon total peut cacher une heure difficile.",
    ),
    owner=OPERATIONS,
    frequency=Frequency.MONTH,
    seasonal=True,
    unit=Unit.SHARE,
    channels=(Channel.IN_PERSON,),
    better=Better.HIGHER,
    **share(
        "transaction",
        "started_on",
        of=~LEFT & (WAIT <= LONGEST_WAIT),
        among=IN_PERSON & (WAIT.is_not_null() | LEFT),
    ),
    headline=True,
    alerts=STANDARD_RULES,
)

CALLS_WITHIN_STANDARD = Indicator(
    name="calls_within_standard",
    order=20,
    perspective=Perspective.EFFICIENCY,
    factor=Factor.SERVICE,
    title=Text("Calls answered within 60 seconds", "Appels pris en 60 secondes ou moins"),
    definition=Text(
        "Calls answered within 60 seconds ÷ calls offered, without those given up within 10 seconds.",
        "Appels pris en 60 secondes ou moins ÷ appels présentés, sauf les abandons de moins de 10 secondes.",
    ),
    why_it_matters=Text(
        "A call that rings too long becomes a visit, a second call or a complaint.",
        "Un appel qui attend trop devient une visite, un second appel ou une plainte.",
    ),
    caveat=Text(
        "Some centres publish monthly totals only; they enter here as published. A call that nobody answered counts "
        "as offered, also where its wait was not recorded.",
        "Certains centres ne publient que des totaux mensuels; ils sont repris tels quels. Un appel resté sans réponse "
        "compte comme présenté, même si son attente n'a pas été notée.",
    ),
    owner=CONTACT_CENTRES,
    frequency=Frequency.MONTH,
    seasonal=True,
    unit=Unit.SHARE,
    channels=(Channel.TELEPHONE,),
    better=Better.HIGHER,
    numerator=(
        count("transaction", "started_on", ANSWERED_CALL & (WAIT <= LONGEST_RING)),
        total("contact_summary", "month", pl.col("answered_in_time"), COUNTED_QUEUE),
    ),
    denominator=(
        count("transaction", "started_on", OFFERED_CALL),
        total("contact_summary", "month", pl.col("offered"), COUNTED_QUEUE),
    ),
    headline=True,
    alerts=STANDARD_RULES,
)

AVERAGE_SPEED_OF_ANSWER = Indicator(
    name="average_speed_of_answer",
    order=30,
    perspective=Perspective.EFFICIENCY,
    factor=Factor.SERVICE,
    title=Text("Average speed of answer", "Délai moyen de réponse"),
    definition=Text(
        "Total wait of the calls answered ÷ calls answered.",
        "Attente totale des appels pris ÷ appels pris.",
    ),
    why_it_matters=Text(
        "It shows how long callers really wait, where the standard only says how many wait too long.",
        "Il montre l'attente réelle; la norme dit seulement combien attendent trop.",
    ),
    caveat=Text(
        "It is an average over calls, so a few long waits pull it up. Those who hung up are not in it.",
        "C'est une moyenne par appel : quelques longues attentes la gonflent. Les abandons n'y sont pas.",
    ),
    owner=CONTACT_CENTRES,
    frequency=Frequency.MONTH,
    seasonal=True,
    unit=Unit.SECONDS,
    channels=(Channel.TELEPHONE,),
    better=Better.LOWER,
    numerator=(
        total("transaction", "started_on", WAIT, ANSWERED_CALL),
        total("contact_summary", "month", WAIT, TELEPHONE),
    ),
    denominator=(
        count("transaction", "started_on", ANSWERED_CALL),
        total("contact_summary", "month", pl.col("handled"), TELEPHONE),
    ),
    decimals=0,
)

FIRST_CONTACT_RESOLUTION = Indicator(
    name="first_contact_resolution",
    order=40,
    perspective=Perspective.EFFICIENCY,
    factor=Factor.SERVICE,
    title=Text("Resolved at first contact", "Résolution au premier contact"),
    definition=Text(
        "Calls and visits after which the same customer does not ask for the same service within 7 days "
        "÷ calls and visits served.",
        "Appels et visites non suivis, dans les 7 jours, d'une demande du même client pour le même service "
        "÷ appels et visites servis.",
    ),
    why_it_matters=Text(
        "A second contact costs us twice and the customer more.",
        "Un second contact nous coûte le double, et plus encore au client.",
    ),
    caveat=Text(
        "The last 7 days are provisional. Contacts without a customer key are left out, and keys change "
        "on 1 April, so some repeats go unseen.",
        "Les 7 derniers jours sont provisoires. Les contacts sans clé de client sont exclus, et les clés "
        "changent le 1er avril : des répétitions échappent.",
    ),
    owner=CONTACT_CENTRES,
    frequency=Frequency.MONTH,
    unit=Unit.SHARE,
    channels=(Channel.TELEPHONE, Channel.IN_PERSON),
    better=Better.HIGHER,
    **share("contact", "started_on", of=~pl.col("repeated_within_7_days"), among=~LEFT),
    headline=True,
)

ONLINE_COMPLETION = Indicator(
    name="online_completion",
    order=50,
    perspective=Perspective.EFFICIENCY,
    factor=Factor.COST,
    title=Text("Online completion", "Taux d'achèvement en ligne"),
    definition=Text(
        "Online and kiosk transactions completed ÷ online and kiosk transactions started and ended.",
        "Opérations en ligne et à la borne terminées ÷ opérations commencées et closes sur ces canaux.",
    ),
    why_it_matters=Text(
        "People who give up online come to the counter or call, at several times the cost.",
        "Les personnes qui abandonnent en ligne se présentent au comptoir ou appellent, à un coût bien plus élevé.",
    ),
    caveat=Text(
        "Sessions still open are left out. Some people give up because they only wanted to look.",
        "Les sessions encore ouvertes sont exclues. Certains abandonnent, car ils voulaient juste regarder.",
    ),
    owner=DIGITAL_SERVICES,
    frequency=Frequency.MONTH,
    unit=Unit.SHARE,
    channels=(Channel.ONLINE, Channel.KIOSK),
    better=Better.HIGHER,
    **share(
        "transaction",
        "started_on",
        of=ENDED_WELL,
        among=TRANSACTION & pl.col("channel").is_in(["online", "kiosk"]) & ~OPEN,
    ),
    headline=True,
)
