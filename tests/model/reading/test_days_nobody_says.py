"""Numbers of which a text does not say the days get none rather than those of something else: all invented."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from tests.model.reading import sentences

PUBLISHED = date(2025, 11, 10)
taken = partial(sentences.taken, published=PUBLISHED)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        # a time that was not read as days
        ("In 2024 they hired 430,000 men. Just weeks ago the colonel had named 45,000 volunteers.", "en"),
        ("In October they took 270 sq km. On the first day of the storm 1,240 soldiers were killed.", "en"),
        ("Im Oktober verloren sie 31.000 Mann. Nach wenigen Tagen waren 1.240 Soldaten gefallen.", "de"),
        # a single day, or days since one, of another paragraph
        ("On 3 October they lost 1,240 soldiers.\n\nThe staff puts their losses at 61,000 soldiers.", "en"),
        ("Since 3 October Russia advances.\n\nThe army has taken 130 sq km near the river.", "en"),
        ("3 жовтня загинув 81 солдат.\n\nАналітики оцінюють втрати Росії у 61 000 осіб.", "uk"),
        # people lost: of no span of another paragraph, so many of no single day; rates that go on
        ("In October they took 270 sq km.\n\nThe enemy has admitted 6,140 dead.", "en"),
        ("Im Oktober nahmen sie 270 km².\n\nDie Gegner räumten 6.140 Tote ein.", "de"),
        ("On 3 October they fired at a bridge. Their own dead are put at 61,000 soldiers.", "en"),
        ("In October they took 270 sq km.\n\nThe army advances by 31 sq km a day.", "en"),
        # those of another war: no side of the one that goes on is named, or a time is told behind the number
        ("Since February 2022 Russia has lost 1.1 million men.\n\nAzeria lost 57,100 men in Arda.", "en"),
        (
            "Since May the army fights. The war in Arda cost the lives of 57,100 soldiers over nine years.",
            "en",
        ),
        # since a war whose first day nobody says, whatever else began or was fought before
        (
            "They fight in a storm that began on 3 May. They lost 741 men since the war in Arda began a year ago.",
            "en",
        ),
        ("The bloodiest month of any conflict fought here since 1973 cost 312 soldiers.", "en"),
        # a part of a year
        ("In early 2025 Russia took 480 sq km.", "en"),
        ("На початку 2025 року Росія захоплювала від 310 до 420 кв. км на місяць.", "uk"),
        # when it was said, published or shown
        ("At least 61,000 of its soldiers died, a study published Friday found.", "en"),
        ("The army has lost 741 soldiers, figures released on Thursday show.", "en"),
        ("Speaking on Tuesday, the general revealed that losses to date are 6,140 dead.", "en"),
        ("The defence ministry last updated its toll in September, to under 4,100 killed.", "en"),
        ("In 2024, the governor claimed that 310,000 men had signed contracts.", "en"),
        ("In January the colonel told a paper that the army recruits 29,000 men a month.", "en"),
        ("Генерал зазначив у травні, що армія щомісяця втрачає від 24 до 29 тисяч солдатів.", "uk"),
        ("Полковник рассказал в январе, что армия ежемесячно теряет около 29 тысяч солдат.", "ru"),
        ("Im Februar sagte der Minister, dass 3.100 Soldaten gefallen seien.", "de"),
        # some days of a month, a season or month that names an attack
        ("They lost 310 soldiers over three days in late October.", "en"),
        ("In 2025 they fought since 3 October. On the same day 81 soldiers were killed.", "en"),
        ("For five days of October it came to 270 soldiers killed.", "en"),
        ("During the summer offensive the army lost 29,000 soldiers.", "en"),
        ("Russia lost 570 sq km of it, seized during an August invasion.", "en"),
        # by now: not in the days named before
        ("Von 1991 bis 1999 starben dort 175.000 Menschen. Bislang sind 4.210 Soldaten gefallen.", "de"),
        ("In 2024 they lost 418,000 men. Currently they lose between 1,040 and 1,130 men every day.", "en"),
        ("У 2024 році втрачено 418 000 осіб. Наразі щодня гине близько 1 080 військових.", "uk"),
        ("In 2024 they took 4,100 sq km. Over the past year they took 5,300 sq km.", "en"),
        # a part of another month, of the one spoken of last
        ("October was slow. In the last nine days of the month they took 81 sq km.", "en"),
        ("Жовтень минув. За останні дев’ять днів місяця взято 81 кв. км.", "uk"),
        (
            "They took 131 sq km in the first half of October. In the same period of June it was 255 sq km.",
            "en",
        ),
        # with which they are compared, a year in which a war was begun
        ("In all 1,040 soldiers died there, more than in September.", "en"),
        (
            "It launched its whole invasion of Arda in 2022 and found a war that has left 41,000 soldiers dead.",
            "en",
        ),
        # on which something began, or was told behind an opening word; when it was told, in another paragraph
        ("Der Vorstoß, der am 1. Mai begann, hat rund 3.140 Soldaten das Leben gekostet.", "de"),
        ("В частности, генерал Мур 30 августа сообщал, что погибли 3140 солдат.", "ru"),
        ("В мае 2025 года погибли 310 солдат.\n\nТогда было заявлено о гибели 3140 солдат.", "ru"),
        # what those of a day bring a toll to
        ("In the past day 26 men died and 280 were wounded, bringing the toll to 1,940 dead.", "en"),
        # in which month a war began
        ("They fight in a war that began two years ago in April. So many died: 1,540 soldiers.", "en"),
        ("Some 39,000 men signed up for the campaign, which began in February 2022.", "en"),
        (
            "Azeria said last month it had counted 2,410 of its dead.\n\nThat brings it to over 5,100 soldiers.",
            "en",
        ),
        ("In October the minister spoke of new units. Recently 37,000 men signed up, he said.", "en"),
        ("Востаннє кількість називали у вересні 2022 року — тоді заявляли про 4 940 загиблих.", "uk"),
        ("Der Minister hatte im Oktober bekannt gegeben, dass 4.500 Soldaten gefallen seien.", "de"),
        # since then: not since it was told
        ("Speaking on Friday the minister named no towns. Since then they have lost 9,100 soldiers.", "en"),
    ],
)
def test_days_of_something_else_are_not_carried_on(text: str, language: str) -> None:
    found = taken(text, language)
    assert (found[-1].first, found[-1].last) == (None, None)


@pytest.mark.parametrize(
    ("text", "language", "first", "last"),
    [
        # a length that is that of the days named before
        (
            "From August to October they took 810 sq km. In all three months 90,200 soldiers fell.",
            "en",
            date(2025, 8, 1),
            date(2025, 10, 31),
        ),
        (
            "Von August bis Oktober nahmen sie 810 km². In diesen drei Monaten fielen 90.200 Soldaten.",
            "de",
            date(2025, 8, 1),
            date(2025, 10, 31),
        ),
        ("By mid-2025 Russia had lost 960,000 men.", "en", date(2022, 2, 24), date(2025, 6, 30)),
        # up to when it was said
        (
            "They bear out a claim made by Ivanov on May 28 that Russia hired 174,000 men since the start of the year.",
            "en",
            date(2025, 1, 1),
            date(2025, 5, 28),
        ),
        # in which month it was, though a word of telling stands before
        ("The institute puts losses in May 2025 at 32,100.", "en", date(2025, 5, 1), date(2025, 5, 31)),
        ("In May, officials said, the army lost 32,100 soldiers.", "en", date(2025, 5, 1), date(2025, 5, 31)),
        # a year that was not over when it was told
        (
            "On 11 July he told them the army lost 236,000 men in 2025.",
            "en",
            date(2025, 1, 1),
            date(2025, 7, 11),
        ),
        # from the first day of a war
        (
            "They lost 325,000 men between the start of the full-scale invasion in February 2022 and June 2025.",
            "en",
            date(2022, 2, 24),
            date(2025, 6, 30),
        ),
        # months go on in the year of their sentence; a number in a bracket is of the days of the one before it
        (
            "The worst were 4,310 dead in March 2022 and 590 in May.",
            "en",
            date(2022, 5, 1),
            date(2022, 5, 31),
        ),
        (
            "It saw 4,310 dead (and over 3,100 wounded) in March 2022.",
            "en",
            date(2022, 3, 1),
            date(2022, 3, 31),
        ),
        (
            "It saw 430 dead (310 killed by fire and 120 killed by frost) in May 2022.",
            "en",
            date(2022, 5, 1),
            date(2022, 5, 31),
        ),
        # what a share is held against
        (
            "They fought from July to September. The 1,170 deaths are a 42 percent rise over the same time last year.",
            "en",
            date(2025, 7, 1),
            date(2025, 9, 30),
        ),
        (
            "Throughout the summer they took 1,540 sq km. In the same timeframe in 2024 they took 650 sq km.",
            "en",
            date(2024, 6, 1),
            date(2024, 8, 31),
        ),
        # since then: the day of which it was told last
        ("As of 3 November they held it. Since then they took 78 sq km.", "en", date(2025, 11, 3), PUBLISHED),
        # an aside between dashes, a clause of its own behind what the days that open a sentence are said of
        (
            "They said 1,040 were killed – more than double August’s toll – in attacks between 7 September and 6 October.",
            "en",
            date(2025, 9, 7),
            date(2025, 10, 6),
        ),
        (
            "У липні загинуло 44 солдати, а 1 040 зазнали поранень, що перевищило показник червня 2025 року.",
            "uk",
            date(2025, 7, 1),
            date(2025, 7, 31),
        ),
        # each its own weekday; what a toll passed on one
        (
            "Six soldiers died on Thursday and another four died on Friday.",
            "en",
            date(2025, 11, 7),
            date(2025, 11, 7),
        ),
        ("The dead of Russia broke the 61,000 mark on Saturday.", "en", date(2022, 2, 24), date(2025, 11, 8)),
        # no superlative, no season; a year of another war in a text of today
        (
            "Russland kämpft. Die Separatisten haben ihre Verluste seit dem Beginn der Invasion auf 2.140 Tote beziffert.",
            "de",
            date(2022, 2, 24),
            PUBLISHED,
        ),
        ("On Friday, in spring-like weather, 24 soldiers died.", "en", date(2025, 11, 7), date(2025, 11, 7)),
        (
            "A war cost much in 2006 and 2007.\n\nIn May 1,040 soldiers died.",
            "en",
            date(2025, 5, 1),
            date(2025, 5, 31),
        ),
        # the month that cost most since; a mission with rights, and no month since; among, and no Wednesday
        (
            "Russland erlebte im Oktober den verlustreichsten Monat seit Kriegsbeginn. Demnach verlor es 31.000 Soldaten.",
            "de",
            date(2025, 10, 1),
            date(2025, 10, 31),
        ),
        (
            "Місія з прав людини зафіксувала в 2024 році 279 жертв серед військових.",
            "uk",
            date(2024, 1, 1),
            date(2024, 12, 31),
        ),
        (
            "С начала вооружённого вторжения погибли 61 000 российских солдат.",
            "ru",
            date(2022, 2, 24),
            PUBLISHED,
        ),
        # told by many; this year
        (
            "Dienste sprachen im Juni von 61.000 gefallenen russischen Soldaten.",
            "de",
            date(2022, 2, 24),
            date(2025, 6, 30),
        ),
        ("В текущем году армия потеряла 61 000 солдат.", "ru", date(2025, 1, 1), PUBLISHED),
        ("У поточному році армія втратила 61 000 солдатів.", "uk", date(2025, 1, 1), PUBLISHED),
        # ground and recruits of another paragraph
        (
            "In October they fought on.\n\nThe army took 270 sq km.",
            "en",
            date(2025, 10, 1),
            date(2025, 10, 31),
        ),
        (
            "Since February 2022 they fight.\n\nThe dead of Russia are put at 61,000 to 70,000 soldiers.",
            "en",
            date(2022, 2, 24),
            PUBLISHED,
        ),
        # what was announced and went on
        (
            "In a draft, announced on 21 September 2022 and continued until 31 October, 317,000 men were mobilised.",
            "en",
            date(2022, 9, 21),
            date(2022, 10, 31),
        ),
        # a war called by its name
        (
            "Від початку російського широкомасштабного вторгнення загинули 240 тисяч російських військових.",
            "uk",
            date(2022, 2, 24),
            PUBLISHED,
        ),
        (
            "Since the launch of Moscow’s unprovoked invasion Russia has lost 1.1 million men.",
            "en",
            date(2022, 2, 24),
            PUBLISHED,
        ),
        (
            "С начала специальной военной операции потери российских войск превысили 1,1 миллиона человек.",
            "ru",
            date(2022, 2, 24),
            PUBLISHED,
        ),
        (
            "Russian forces have lost 1.1 million men since the start of the special military operation.",
            "en",
            date(2022, 2, 24),
            PUBLISHED,
        ),
        # a war told with where it is fought
        (
            "The war in Arda broke out on 3 May 2025. They have lost 741 soldiers since the war in Arda began.",
            "en",
            date(2025, 5, 3),
            PUBLISHED,
        ),
    ],
)
def test_days_that_a_sentence_goes_on_with(text: str, language: str, first: date, last: date) -> None:
    found = [p for p in taken(text, language) if p.compared is None][-1]
    assert (found.first, found.last) == (first, last)
