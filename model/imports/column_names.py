"""What the name of a column says: losses, ground or recruits, in which unit, how many to each number.

Names are compared without case, in Unicode's composed form, with `_` and brackets as spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

_AMOUNTS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "losses": re.compile(
            r"\b(?:loss(?:es)?|lost|casualt(?:y|ies)|killed|kia|wia|mia|wounded|injured|deaths?|dead|died"
            r"|fatalit(?:y|ies)|personnel|manpower|втрат\w*|потер[ьия]\w*|убит\w*|погиб\w*|загиб\w*|вбит\w*"
            r"|поранен\w*|ранен\w*|особов\w+ склад\w*|личн\w+ состав\w*|\w*verlust\w*|verlüst\w*|gefallene?n?"
            r"|eliminated|liquidated|умер\w*|жив\w+ сил\w*|bajas|muertos|heridos|perdite|morti|feriti|straty"
            r"|tote|getötete?|verwundete?|pertes?|morts?|tués?|blessés?|décès)\b"
        ),
        "gains": re.compile(
            r"\b(?:gain(?:s|ed)?|captured|advances?|advanced|territor(?:y|ies|ial)|ground|area|land|occupied"
            r"|seized|liberated|conquered|conquis\w*|окупован\w*|оккупирован\w*"
            r"|km\^?2|km²|mi\^?2|mi²|m2|m²|sq\.? ?(?:km|mi|m)\w*|square|hectares?|ha|площ\w*"
            r"|територ\w*|территор\w*|просуван\w*|продвижен\w*|захоплен\w*|захвачен\w*|км2|км²|кв\.? ?км"
            r"|гектар\w*|приріст|приросту|прирост"
            r"|\w*gebiet\w*|\w*fläche\w*|\w*gewinn\w*|vormarsch|qkm|terrain|superficie|territoires?|avancée)(?:\b|$)"
        ),
        "intake": re.compile(
            r"\b(?:intake|recruit\w*|enlist\w*|mobili[sz]\w*|volunteers?|conscript\w*|набір|набор|набран\w*|рекрут\w*"
            r"|recrues?|поповнен\w*|пополнен\w*|inflow|signed[ -]up|sign-?ups?|(?:new|signed) contracts?"
            r"|contracts? signed|нових контракт\w*|новых контракт\w*"
            r"|мобіліз\w*|мобилиз\w*|контрактник\w*|rekrut\w*|einberuf\w*|mobilmach\w*|recrut\w*|engagés?)\b"
        ),
    }
)
_DERIVED = re.compile(
    r"\bweekly\b|щотижн\w*|[нз]а тиждень|(?:в|за) неделю|wöchentlich"
    r"|average|\bavg\b|\bmean\b|\bdaily\b|cumul|running|percent|%|\bpct\b|\bshare\b|\brate\b|ratio|\bdays?\b"
    r"|\bstrength\b|\bindex\b|\bper (?!month\b)|\ba (?:day|week)\b|/ ?(?:day|week|month|km|sq|mi)|kumul"
    r"|/ ?(?:доба|добу|день|тиждень|місяць|км|кв)"
    r"|durchschnitt|pro tag|anteil|середн\w+|средн\w+|накопич\w*|наростаюч\w*|нарастающ\w*|частка|доля"
    r"|of which|of whom|davon|з них|із них|из них|dont|на добу|за добу|в сутки"
    r"|moyenne|cumulé|par jour|so far|to date"
)
_THINGS = re.compile(
    r"\b(?:tanks?|apcs?|ifvs?|afvs?|vehicles?|artillery|guns?|mlrs|aircraft|planes?|jets?|helicopters?|drones?|uavs?|ships?"
    r"|boats?|submarines?|missiles?|equipment|materiel|trucks?|horses?|animals?|livestock|houses?|buildings?"
    r"|financial|economic|monetary|revenue|gdp|usd|eur|uah|rub|dollars?|euros?|танк\w*|бронетехн\w*|техник\w*"
    r"|технік\w*|літак\w*|самолет\w*|самолёт\w*|гелікоптер\w*|вертол[её]т\w*|гармат\w*|артил+ер\w*|бпла"
    r"|panzer\w*|fahrzeug\w*|flugzeug\w*|hubschrauber\w*|drohne\w*|chars?|véhicules?|avions?)\b|[$€£₴₽]"
)
_RATE_A_MONTH = re.compile(
    r"\bper month\b|monthly|\ba month\b|/ ?month|на місяць|за місяць|в месяц|за месяц|pro monat|par mois"
)
_PER_AREA = re.compile(
    r"\b(?:per|pro|на|par) (?:1 )?(?:km|sq|square|mi|кв|км|qkm|quadrat)|/ ?(?:km|sq|mi|кв|км)"
)
_BOUNDS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "low": re.compile(
            r"\b(?:lo|low(?:er|est)?|min(?:imum|imal)?|lwr|lb|[qp]0?2?5|untergrenze|мін\w*|мин\w*)\b"
        ),
        "high": re.compile(
            r"\b(?:hi|high(?:er|est)?|upper|max(?:imum|imal)?|upr|ub|[qp]9[57]5?|obergrenze|макс\w*)\b"
        ),
        "best": re.compile(r"\b(?:best|central|median|mid(?:dle|point)?|point|mean|value)\b"),
    }
)
_BESIDE_BOUNDS = re.compile(
    r"\b(?:ci|pi|interval|confidence|bounds?|limit|estimates?|est|range|[0-9]{2})\b|%|[-–/]"
)
_PLAIN_VALUES = re.compile(
    r"values?|counts?|numbers?|n|totals?|amounts?|figures?|estimates?|best|personen|anzahl|werte?|summe"
    r"|кількість|значення|усього|количество|значение|всего|nombre|valeurs?|people|persons"
)
_SIDES = re.compile(
    r"sides?|country|countries|nations?|party|parties|belligerents?|army|forces?"
    r"|сторона|країна|страна|seite|land|partei|camp|pays|belligérant"
)
_KINDS = re.compile(r"types?|categor(?:y|ies)|тип|категорія|категория|art|typ|kategorie|catégorie")
_OTHER_DATES = re.compile(
    r"birth|\bborn\b|\bdob\b|publish|update|modified|access|retriev|created|download|geburt|geboren|народж|рожден"
    r"|опублік|опублик|оновлен|обновлен|naissance"
)
_EDITIONS = re.compile(
    r"versions?|revisions?|revised|edition|vintage|release|status|preliminary|provisional|final|as of|stand"
    r"|версія|версия|редакція|редакция|статус"
)
_IDENTITY = re.compile(r"(?:\w+ )?(?:id|ids|uid|uuid|guid|key|code|event id|identifier)")

_UNITS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "km2",
        re.compile(
            r"(?<![a-z])(?:km2|km\^2|km²|qkm|sq[ .]*km|square *kilomet(?:er|re)s?|quadratkilometer)(?![a-z])"
            r"|(?<!\w)(?:км2|км\^2|км²|кв[ .]*км|квадратн\w+ к[іи]лометр\w*)(?!\w)"
        ),
    ),
    ("mi2", re.compile(r"(?<![a-z])(?:mi2|mi\^2|mi²|sq[ .]*mi(?:les)?|square *miles?)(?![a-z])")),
    (
        "m2",
        re.compile(
            r"(?<![a-z])(?:m2|m\^2|m²|sq[ .]*m|sqm|square *met(?:er|re)s?)(?![a-z])"
            r"|(?<!\w)(?:м2|м\^2|м²|кв[ .]*м)(?!\w)"
        ),
    ),
    ("ha", re.compile(r"(?<![a-z])(?:ha|hectares?|hektar)(?![a-z])|(?<!\w)(?:га|гектар\w*)(?!\w)")),
)
_MANY = (
    r"(?: ?(?:people|persons?|pers|men|troops|soldiers|killed|dead|casualties|осіб|ос|чол|чел|людей"
    r"|personen|mann|ha|га|km²|km2|км²|км2|sq|square|кв|mi²|mi2)(?!\w)|[)*]|$)"
)
_POWERS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        6,
        re.compile(
            r"\b(?:millions?|mln|mio|mn|mill|млн|мільйон\w*|миллион\w*|millionen)\b"
            r"|\b1[ ,.]?000[ ,.]?000s?\b|\b10(?:⁶|\^6|\*\*6|e6)(?![0-9])"
        ),
    ),
    (
        3,
        re.compile(
            r"\b(?:thousands?|thous|thsd|ths?|тис|тисяч\w*|тыс|тысяч\w*|tsd|tausend|milliers"
            r"|migliaia|tys)\b|\bт\.(?= ?(?:ос|чол|чел))|\b1[ ,.]?000s\b|(?:\bin |[(×x*/] ?)1[ ,.]?000\b"
            rf"|(?<![0-9])[ ,(']000(?:s\b|{_MANY})|(?<![0-9][ ,.])\b1[ ,.]?000{_MANY}|[-., (]k{_MANY}"
            r"|\b10(?:³|\^3|\*\*3|e3)(?![0-9])"
        ),
    ),
    (2, re.compile(r"\b(?:hundreds?|100s|hunderten?|centaines|сотн\w+)\b|\b100 ?(?:km|sq|кв|км|mi)")),
)
_SCALE_SAID = re.compile(
    r"(?<![0-9])(?<![0-9] )(?:\b(?:in|figures|numbers|x|×) ?(?:the )?(?:thousands?|millions?|1[ ,.]?000s?)\b"
    r"|\(thousands?\)|\(millions?\)|'000s?\b|\(000s?\)|\b[ув] (?:тисячах|тыс|тис|мільйонах|миллионах|млн)\b"
    r"|[(,] ?(?:тис|тыс|млн)\b|\bin (?:tsd|tausend|mio)\b|\ben (?:milliers|millions)\b)"
)
_SIGNS = str.maketrans("_[]‘’`", " ()'''")
_PER_MANY = re.compile(
    r"\b(?:per|pro|je|par|pour|sur|на|of|above|over|below|under|than) (?:a |1?0*[ ,.]?)?"
    r"(?:0+\w*|hundreds?|thousands?|millions?|тис\w*|тыс\w*)\b"
)


@lru_cache(4096)
def plain_name(name: str) -> str:
    """Return a name as it is compared: composed, without case, brackets and separators as single spaces."""
    return " ".join(re.sub(r"[_()\[\],:;.]", " ", _folded(name)).split())


def _folded(name: str) -> str:
    """Return a name composed and without case, `killedTotal` as the two words that it is."""
    return re.sub("(?<=[a-z])(?=[A-Z][a-z])", " ", unicodedata.normalize("NFC", name)).casefold()


def speaks_of(name: str) -> frozenset[str]:
    """Return which of losses, gains and intake a name speaks of."""
    plain = plain_name(name)
    found = {what for what, pattern in _AMOUNTS.items() if pattern.search(plain)}
    if "gains" in found and _PER_AREA.search(plain):
        found.discard("gains")  # `losses per km²`
    elif "gains" in found and len(found) > 1 and not unit_of_name(name):
        found.discard("gains")  # `territory losses` lack a unit of area: people are meant, or it is asked
    elif "losses" in found and unit_of_name(name):
        found.discard("losses")  # `lost, km²`
    return frozenset(found)


def is_derived(name: str) -> bool:
    """Whether a column is made of others or is no amount of its days: a mean, a running total, a share."""
    return _DERIVED.search(plain_name(name)) is not None


def is_of_things(name: str) -> bool:
    """Whether a column counts neither people nor ground: the losses of tanks, or in dollars."""
    return _THINGS.search(plain_name(name)) is not None


def bound_of(name: str) -> str:
    """Return which of `low`, `high` and `best` a name says that its numbers are, or ""."""
    plain = plain_name(name)
    return next((bound for bound, pattern in _BOUNDS.items() if pattern.search(plain)), "")


def stem_of(name: str) -> str:
    """Return what the names of a value and its bounds have in common: `losses` of `losses (95% CI low)`."""
    plain = plain_name(name)
    for pattern in (*_BOUNDS.values(), _BESIDE_BOUNDS):
        plain = pattern.sub(" ", plain)
    return " ".join(plain.split())


def is_plain_value(name: str) -> bool:
    """Whether a name says that numbers stand there, and nothing of what: `value`, `count`, `кількість`."""
    return _PLAIN_VALUES.fullmatch(plain_name(name)) is not None


def is_monthly_rate(name: str) -> bool:
    """Whether a name says that its numbers are of each month."""
    return _RATE_A_MONTH.search(plain_name(name)) is not None


def dates_something_else(name: str) -> bool:
    """Whether a column has the dates of something else than what its rows are about: birth, publication."""
    return _OTHER_DATES.search(plain_name(name)) is not None


def splits_rows(name: str) -> bool:
    """Whether a column tells whose losses a row has, or of which kind: a side, a country, a type."""
    return names_sides(name) or _KINDS.fullmatch(plain_name(name)) is not None


def names_sides(name: str) -> bool:
    """Whether a column tells whose losses a row has: those of two sides are never one amount."""
    return _SIDES.fullmatch(plain_name(name)) is not None


def is_edition(name: str) -> bool:
    """Whether a column tells which edition of the same numbers a row has, or when that was published."""
    return _EDITIONS.fullmatch(plain_name(name)) is not None or dates_something_else(name)


def is_identity(name: str) -> bool:
    """Whether a column tells one event from another."""
    return _IDENTITY.fullmatch(plain_name(name)) is not None


def unit_of_name(name: str) -> str:
    """Return the unit of area that the name of a column says, or ""."""
    folded = _folded(name).replace("_", " ")
    return next((unit for unit, pattern in _UNITS if pattern.search(folded)), "")


def power_of_name(name: str) -> int:
    """Return the power of ten that a name says for its numbers: 3 for `(thousands)`, 6 for `million`."""
    folded = _folded(name).translate(_SIGNS)
    said = _PER_MANY.sub("", folded)  # `killed per 1,000 people`
    return next((power for power, pattern in _POWERS if pattern.search(said)), 0)


def is_unit(text: str) -> bool:
    """Whether a text beside a number, or under a name, makes another of it: `km²`, `k`, `тис.`."""
    return bool(unit_of_name(text) or power_of_name(f"number, {text.strip()}"))


def scale_said(text: str) -> bool:
    """Whether a title or a remark speaks of numbers in thousands or millions: `All figures in thousands`."""
    return _SCALE_SAID.search(_folded(text).translate(_SIGNS)) is not None
