"""What a short message of a customer means: stop, start, yes, no; in seven languages.

Only a message that consists of such a word is one. "Yes, but can I come at eleven?" is words, which
the owner reads.
"""

from __future__ import annotations

import enum
import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType


class Meaning(enum.Enum):
    """What somebody wants."""

    STOP = "stop"
    START = "start"
    CONFIRM = "confirm"
    CANCEL = "cancel"
    WORDS = "words"


# English, Spanish, Portuguese, French, Arabic, Persian, Hindi: a row each.
_WORDS: Mapping[Meaning, tuple[str, ...]] = MappingProxyType(
    {
        Meaning.STOP: (
            "stop, stop all, stopall, unsubscribe, opt out, optout, end, quit, revoke",
            "alto, baja, dar de baja, darme de baja, parar, no mas, no más mensajes, detener",
            "desuscribir, cancelar suscripción",
            "pare, sair, parar mensagens, cancelar inscrição, descadastrar, remover",
            "arrêt, arrêter, arrêtez, désabonner, désabonnement, désinscription, désinscrire, fin",
            "توقف, إيقاف, أوقف, قف, إلغاء الاشتراك, الغي الاشتراك, لا ترسل",
            "لغو عضویت, لغو اشتراک, لغو پیام, پیام نده, پیام ندهید, نفرست, نفرستید, قطع, متوقف",
            "बंद, बंद करो, बंद करें, रोको, रोकें, रुको, रुकें, स्टॉप, सदस्यता रद्द करें",
        ),
        Meaning.START: (
            "start, unstop, subscribe, opt in, optin, resume",
            "iniciar, inicio, comenzar, empezar, alta, reanudar, suscribir, suscribirme",
            "começar, voltar, inscrever, retomar",
            "démarrer, commencer, reprendre, début, abonner, réabonner",
            "ابدأ, بدء, ابدا, اشتراك, اشترك, استئناف",
            "شروع, آغاز, عضویت, اشتراک, از سر بگیر",
            "शुरू, शुरू करो, शुरू करें, चालू, चालू करें, स्टार्ट, सदस्यता",
        ),
        Meaning.CONFIRM: (
            "1, yes, y, yep, yeah, ok, okay, confirm, confirmed, i confirm, 👍, ✅, ✔",
            "sí, si, confirmo, confirmar, confirmado, confirmada, vale, de acuerdo, ok confirmo",
            "sim, confirmo, confirmar, confirmado, confirmada",
            "oui, confirmer, confirme, je confirme, confirmé, d'accord",
            "نعم, أجل, تأكيد, أؤكد, أكد, مؤكد, موافق, تم",
            "بله, بلی, آره, تأیید, تایید, تأیید می‌کنم, تایید میکنم, باشه, اوکی, میام, می‌آیم",
            "हाँ, हां, जी, जी हाँ, ठीक है, पुष्टि, पुष्टि करें, पक्का",
        ),
        Meaning.CANCEL: (
            "2, no, n, nope, cancel, cancel it, i cancel, cancelled, canceled, 👎, ❌, ✖",
            "cancelar, cancela, cancelo, cancelada, cancelado, anular, anula",
            "não, cancelar, cancele, desmarcar, desmarca",
            "non, annuler, annule, j'annule, annulez, annulé",
            "لا, كلا, إلغاء, ألغي, ألغ, الغاء الموعد, إلغاء الحجز",
            "نه, خیر, لغو, لغو کن, لغو شود, کنسل, کنسل کن, کنسله, نمیام, نمی‌آیم",
            "नहीं, नही, जी नहीं, ना, रद्द, रद्द करो, रद्द करें, कैंसल, कैंसिल",
        ),
    }
)
# Said along with it, changing nothing.
_POLITE = (
    "please, pls, thanks, thank you, thx",
    "por favor, gracias",
    "obrigado, obrigada",
    "s'il vous plaît, svp, merci",
    "من فضلك, شكرا",
    "لطفا, لطفاً, ممنون, مرسی, متشکرم",
    "कृपया, धन्यवाद, शुक्रिया",
)
# Twilio itself stops a number that sends one of these by SMS, and answers it.
_OF_THE_CARRIER = frozenset(
    {"stop", "stopall", "unsubscribe", "end", "quit", "revoke", "optout", "cancel"}
)
# Letters that keyboards of Arabic and of Persian write differently.
_SAME_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ـ": None, "'": None})


def meaning_of(typed: str) -> Meaning:
    """What a message means, whatever its case, accents, digits and punctuation."""
    words = plain(typed)
    return _MEANINGS.get(words) or _MEANINGS.get(_without_politeness(words), Meaning.WORDS)


def is_answered_by_carrier(typed: str) -> bool:
    """Whether Twilio answers such an SMS itself, and lets nobody answer who was stopped."""
    return plain(typed) in _OF_THE_CARRIER


def plain(typed: str) -> str:
    """The words without what people type in many ways: one blank between them, nothing around."""
    apart = unicodedata.normalize("NFKD", typed.casefold().replace("’", "'"))
    kept = (_kept(character) for character in apart.translate(_SAME_LETTERS))
    return " ".join("".join(kept).split())


def _kept(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Nd":
        return str(unicodedata.decimal(character))
    if kind[0] in "LN" or kind in ("Mc", "So"):
        return character
    # Marks, joiners and the frames of emoji say nothing by themselves; the rest parts words.
    return "" if kind in ("Mn", "Me", "Cf", "Sk") else " "


def _without_politeness(words: str) -> str:
    for said in _POLITENESS:
        words = words.removeprefix(f"{said} ").removesuffix(f" {said}")
    return words


def _split(rows: Iterable[str]) -> list[str]:
    return [plain(word) for row in rows for word in row.split(", ")]


_MEANINGS = {word: meaning for meaning, rows in _WORDS.items() for word in _split(rows)}
_POLITENESS = _split(_POLITE)
