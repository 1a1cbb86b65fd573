"""Why a record of a source could not be read, or some of its rows stayed out."""

from data.errors import Refusal
from data.text import Text

SAME_NAME = Refusal(
    "ingest_same_name",
    Text(
        "{folder} and {other} are both named {source}: rename one of them.",
        "{folder} et {other} portent tous deux le nom {source}\u00a0: renommez l'un des deux.",
    ),
)
SOURCE_LOST = Refusal("ingest_source_lost", Text("Source {source}: {cause}", "Source {source}\u00a0: {cause}"))
RECORD_NOT_READ = Refusal(
    "ingest_record_not_read",
    Text("Source {source}, record {record}: {cause}", "Source {source}, enregistrement {record}\u00a0: {cause}"),
)
RECORDS_NOT_READ = Refusal(
    "ingest_records_not_read",
    Text(
        "Source {source}, {count} records ({records}): {cause}",
        "Source {source}, {count} enregistrements ({records})\u00a0: {cause}",
    ),
)
UNKNOWN_COLUMN = Refusal(
    "ingest_unknown_column",
    Text(
        "The SELECT gives a column `{column}` that the record does not have; {hint}",
        "Le SELECT donne une colonne `{column}` que l'enregistrement n'a pas; {hint}",
    ),
)
MISSING_COLUMNS = Refusal(
    "ingest_missing_columns",
    Text(
        "The SELECT lacks {columns}, which the record requires; add it.",
        "Il manque dans le SELECT {columns}, que l'enregistrement exige; ajoutez ce qui manque.",
    ),
)
NO_WATERMARK = Refusal(
    "ingest_no_watermark",
    Text(
        "The SELECT does not give the watermark `{watermark}`; add it to the SELECT.",
        "Le SELECT ne donne pas le repère `{watermark}`; ajoutez-le au SELECT.",
    ),
)
NO_ROWS_ANY_MORE = Refusal(
    "ingest_no_rows_any_more",
    Text(
        "It gives no rows any more where {rows:,} are stored; they are kept. "
        "Take the record out of the source's folder if that is meant.",
        "Il ne donne plus aucune ligne alors que {rows:,} sont conservées; elles restent. "
        "Retirez l'enregistrement du dossier de la source si c'est voulu.",
    ),
)
TOO_SLOW = Refusal(
    "ingest_too_slow",
    Text(
        "It was not read after {minutes:g} minutes; make its SELECT simpler, or set SCORECARD_READ_MINUTES higher.",
        "Il n'était pas lu après {minutes:g} minutes; simplifiez son SELECT, ou augmentez SCORECARD_READ_MINUTES.",
    ),
)
ROW_REJECTED = Refusal(
    "ingest_row_rejected",
    Text(
        "Source {source}, record {record}: 1 row stayed out ({rules:and}); `scorecard status` shows it. It comes in "
        "once the source corrects it.",
        "Source {source}, enregistrement {record}\u00a0: 1 ligne n'a pas été retenue ({rules:and}); `scorecard status` "
        "la montre. Elle entrera une fois corrigée dans la source.",
    ),
)
ROWS_REJECTED = Refusal(
    "ingest_rows_rejected",
    Text(
        "Source {source}, record {record}: {rows:,} rows stayed out ({rules:and}); `scorecard status` shows examples. "
        "They come in once the source corrects them.",
        "Source {source}, enregistrement {record}\u00a0: {rows:,} lignes n'ont pas été retenues ({rules:and}); "
        "`scorecard status` en montre des exemples. Elles entreront une fois corrigées dans la source.",
    ),
)
PERSONAL_DATA = Refusal(
    "ingest_personal_data",
    Text(
        "The column `{column}` holds what looks like {kind}: leave it out of the SELECT, or give something else there. "
        'If it is none, write `allow = ["{column}"]` under [records.{record}] in source.toml.',
        "La colonne `{column}` contient ce qui ressemble à {kind}\u00a0: retirez-la du SELECT, ou donnez-y autre "
        'chose. Si ce n\'en est pas, écrivez `allow = ["{column}"]` sous [records.{record}] dans source.toml.',
    ),
)
