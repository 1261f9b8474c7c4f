"""Words that name days beside the names of months: parts of a year, seasons, ordinals, in five languages."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType

from model.text.month_names import month_of, weekday_of

PARTS = MappingProxyType(
    {
        word: kind
        for kind, said in (
            (
                "quarter",
                "q qtr quarter quartal quartals t кв квартал кварталу квартала квартале trimestre trim",
            ),
            ("half", "h hy half halbjahr hj півріччя полугодие полугодия semestre sem"),
            ("week", "w wk week kw woche тиждень тижня тиж неделя недели нед semaine"),
            ("month", "m"),
            ("year", "year year’s рік року год года году jahr année р рр г гг cy"),
            ("fiscal", "fy gj exercice geschäftsjahr"),
            (
                "filler",
                "of de des von in the st nd rd th er re e ème й ий ша ше ге тє те є ій тій ый ое ье го er",
            ),
        )
        for word in said.split()
    }
)
NUMBERS = MappingProxyType(
    {
        word: number
        for number, said in enumerate(
            (
                "i first erstes premier перший перше первый первое",
                "ii second zweites deuxième другий друге второй второе",
                "iii third drittes troisième третій третє третий третье",
                "iv fourth viertes quatrième четвертий четверте четвертый четвёртый",
            ),
            1,
        )
        for word in said.split()
    }
)
SEASONS = MappingProxyType(
    {
        word: first
        for first, said in (
            (3, "spring frühling frühjahr printemps весна весни весны"),
            (6, "summer sommer été літо літа лето лета"),
            (9, "autumn fall herbst automne осінь осені осень осени"),
            (12, "winter hiver зима зими зимы"),
        )
        for word in said.split()
    }
)
BESIDE = frozenset(  # words that may stand between days and beside them
    word
    for words_beside in (
        "to until till through thru and bis до по au à jusqu from between on during for vom im am з із від",
        "с со от у в за du le en t z utc gmt pm eet cet est wc ending ended commencing beginning starting",
        "ab c e campaign сезон saison season",
    )
    for word in words_beside.split()
)


@lru_cache(4096)
def is_known(word: str) -> bool:
    """Whether a word may stand in a name of days."""
    low = word.casefold()
    known = low in PARTS or low in NUMBERS or low in SEASONS or low in BESIDE
    return known or month_of(low) > 0 or weekday_of(low) is not None
