"""The closed lists of agreements, audits and the Directive, each word in English and French."""

from data.text import Word


class AgreementKind(Word):
    """What binds the organisation and another party."""

    MEMORANDUM = "memorandum", "Memorandum of understanding", "Protocole d'entente"
    SERVICE_LEVEL = "service_level", "Service level agreement", "Accord sur les niveaux de service"
    FRAMEWORK = "framework", "Accountability framework", "Cadre de responsabilisation"
    CO_LOCATION = "co_location", "Co-location", "Regroupement de services"
    RECOVERY = "recovery", "Recovery arrangement", "Entente de recouvrement"


class Party(Word):
    """With whom."""

    MINISTRY = "ministry", "Ministry", "Ministère"
    FEDERAL = "federal", "Federal department", "Ministère fédéral"
    MUNICIPALITY = "municipality", "Municipality", "Municipalité"
    LIBRARY = "library", "Library", "Bibliothèque"
    FIRST_NATION = "first_nation", "First Nation band office", "Bureau de bande d'une Première Nation"
    PRIVATE = "private", "Private company", "Entreprise privée"
    BARGAINING_AGENT = "bargaining_agent", "Bargaining agent", "Agent négociateur"


class Side(Word):
    """Who accepts the results of an agreement."""

    ORGANIZATION = "organization", "The organization", "L'organisation"
    PARTNER = "partner", "The partner", "Le partenaire"


class RecommendationStatus(Word):
    """How far an audit recommendation has come, in the words of an auditor's follow-up."""

    NOT_STARTED = "not_started", "Little or no progress", "Peu ou pas de progrès"
    IN_PROCESS = "in_process", "In process of being implemented", "En voie de mise en œuvre"
    IMPLEMENTED = "implemented", "Fully implemented", "Pleinement mise en œuvre"
    WILL_NOT = "will_not", "Will not be implemented", "Ne sera pas mise en œuvre"


SETTLED = (RecommendationStatus.IMPLEMENTED, RecommendationStatus.WILL_NOT)
"""What is no longer waited for."""


class AttestationKind(Word):
    """What somebody says of an obligation that data cannot prove."""

    ATTESTED = "attested", "Attested", "Attesté"
    EXEMPTED = "exempted", "Exempted", "Exempté"
    WITHDRAWN = "withdrawn", "Withdrawn", "Retiré"
