"""What a verification of published numbers refuses."""

from data.errors import Refusal
from data.text import Text

NOT_WRITABLE = Refusal(
    "verification_not_writable",
    Text(
        "{numbers:,} numbers of run {run} were recomputed and {differences:,} differ, but that cannot be kept in "
        "{home} ({reason}): make it writable.",
        "{numbers:,} nombres du traitement {run} ont été recalculés et {differences:,} diffèrent, mais ce résultat ne "
        "peut pas être conservé dans {home} ({reason}) : autorisez-y l'écriture.",
    ),
)
