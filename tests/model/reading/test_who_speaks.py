"""Who states a number, though nobody listed them: the kinds of speakers, all sentences invented."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from model.reading.doubts_of_people import WHOSE
from model.reading.report import read_report
from tests.model.reading import sentences

taken = partial(sentences.taken, published=date(2025, 11, 10))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The army lost 31,000 men in October, the ministry in Harbour states.", "ministry in Harbour"),
        (
            "In a release published today, Harbour Watch placed the army's losses in October at 31,000.",
            "Harbour Watch",
        ),
        (
            "The army lost 31,000 men in October, says the defence ministry of Oldland.",
            "defence ministry of Oldland",
        ),
        (
            "A team at Hill University, which reads obituaries, arrives at 31,000 men lost in October.",
            "team at Hill University",
        ),
        (
            "The governor of Lowland, who sides with neither, speaks of 31,000 dead in October.",
            "governor of Lowland",
        ),
        ("Ada Moor, on the same day, wrote of 31,000 men lost in October.", "Ada Moor"),
        ("The army lost 31,000 men in October, opposition sources claim.", "opposition sources"),
        ("The Highland Army (HA) says it lost 31,000 men in October.", "Highland Army"),
        (
            "Lowland's health ministry published a list: 31,000 men lost in October.",
            "Lowland's health ministry",
        ),
        ("In October, by Lowlander account, the army lost 31,000 men.", "Lowlander"),
        ("In October, according to the army's own chronicle, 31,000 men were lost.", "army's own chronicle"),
        ("An assessment of the Hill Office gives 31,000 men lost in October.", "Hill Office"),
        (
            "An official of the Hill-led alliance put the dead of October at 31,000.",
            "official of the Hill-led alliance",
        ),
        ("31,000 men were lost in October, @adamoor estimates from obituaries.", "@adamoor"),
    ],
)  # fmt: skip - one case a line reads as a table
def test_any_noun_phrase_before_a_verb_of_saying_speaks(text: str, source: str) -> None:
    assert [p.source for p in taken(text)] == [source]


@pytest.mark.parametrize(
    ("text", "language", "source"),
    [
        ("У жовтні армія втратила 31 000 осіб, пише «Маяк».", "uk", "Маяк"),
        ("У жовтні, пише Оксана Мур, армія втратила 31 000 осіб.", "uk", "Оксана Мур"),
        (
            "У жовтні армія втратила 31 000 осіб, розповів журналістам речник Сил підтримки.",
            "uk",
            "речник Сил підтримки",
        ),
        (
            "На думку естонських аналітиків, у жовтні армія втратила 31 000 осіб.",
            "uk",
            "естонських аналітиків",
        ),
        (
            "Полковник Іван Роженко на умовах таємниці сказав, що в жовтні втрачено 31 000 осіб.",
            "uk",
            "Іван Роженко",
        ),
        (
            "По данным исследователя списков, в октябре армия потеряла 31 000 человек.",
            "ru",
            "исследователя списков",
        ),
        ("В октябре армия потеряла 31 000 человек, утверждает Анна Мур.", "ru", "Анна Мур"),
        ("Дослідники Гавані встановили імена 31 000 солдатів, загиблих у жовтні.", "uk", "Дослідники Гавані"),
        ("Хочу зазначити, що в жовтні армія втратила 31 000 осіб.", "uk", ""),
        ("Следует отметить, что в октябре армия потеряла 31 000 человек.", "ru", ""),
        ("Гавань востаннє називала втрати у жовтні: загинули 31 000 осіб.", "uk", "Гавань"),
        (
            "Nach den seltenen Kiewer Angaben verlor die Armee im Oktober 31.000 Soldaten.",
            "de",
            "Kiewer Angaben",
        ),
        (
            "So sagte etwa die Hafenwacht, dass die Armee im Oktober 31.000 Soldaten verlor.",
            "de",
            "Hafenwacht",
        ),
        (
            "Die Dienste der Hafenwacht sprachen im Oktober von 31.000 Gefallenen.",
            "de",
            "Hafenwacht",
        ),
        ("Nach der neuen Information verlor die Armee im Oktober 31.000 Soldaten.", "de", ""),
        ("Im Oktober verlor die Armee 31.000 Soldaten, heißt es bei Hafenwacht.", "de", "Hafenwacht"),
        (
            "Die Hafenwacht hat die Verluste der Armee im Oktober auf 31.000 Soldaten beziffert.",
            "de",
            "Hafenwacht",
        ),
        (
            "Im Oktober verlor die Armee laut Hafenwacht langsamer, nämlich 31.000 Soldaten.",
            "de",
            "Hafenwacht",
        ),
    ],
)  # fmt: skip - one case a line reads as a table
def test_who_speaks_in_other_languages(text: str, language: str, source: str) -> None:
    assert [p.source for p in taken(text, language)] == [source]


@pytest.mark.parametrize(
    "text",
    [
        "Losses reported in October came to 31,000 men.",
        "An estimated 31,000 men were lost in October.",
        "In October losses were put at 31,000 men.",
        "The battle of October claimed 31,000 lives.",
        "Data show that 31,000 men were lost in October.",
        "Nobody claims that 31,000 men were lost in October.",
        "A release published on 2 November said the army lost 31,000 men in October.",
    ],
)
def test_what_is_told_does_not_speak(text: str) -> None:
    assert {p.source for p in taken(text)} <= {""}


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        (
            "The Highland Observatory (HO) counted 300 dead in August 2025. By HO figures 400 died in September 2025.",
            ["Highland Observatory"] * 2,
        ),
        (
            "Ada Moor counted 300 dead in August 2025. NATO counted 310 in August 2025. Moor gave 400 dead for September 2025.",
            ["Ada Moor", "NATO", "Ada Moor"],
        ),
        (
            "The ministry in Harbour counted 300 dead in August 2025. In September 2025, the ministry said, 400 died.",
            ["ministry in Harbour"] * 2,
        ),
        (
            "The Hill group Watch Bird counted 300 dead in August 2025. It added that 400 died in September 2025.",
            ["Watch Bird"] * 2,
        ),
        (
            "NATO counted 300 dead in August 2025. The Watch Bird Office says it is more. By its count 400 died in August 2025.",
            ["NATO", "Watch Bird Office"],
        ),
    ],
)  # fmt: skip - one case a line reads as a table
def test_one_name_in_two_forms_is_one_source(text: str, sources: list[str]) -> None:
    assert [p.source for p in taken(text)] == sources


def test_a_common_name_of_another_country_is_no_office_of_this_one() -> None:
    text = "The Turkish General Staff published 31,000 casualties of its army in October 1915."
    assert [p.source for p in taken(text)] == ["Turkish General Staff"]
    text = "Генштаб ВС РФ сообщил, что в октябре украинская армия потеряла 31 000 человек."
    assert "ВСУ" not in taken(text, "ru")[0].source
    text = "The Ministry of Health in Harbour counted 31,000 dead in October."
    assert [p.source for p in taken(text)] == ["Ministry of Health in Harbour"]


def test_a_sentence_above_says_who_counts_what() -> None:
    text = (
        "The table sets Russian losses, as reported by the General Staff, against the ground Russia took, "
        "as measured by DeepState.\n\n| 2025 | losses | km² |\n| May | 31,000 | 270 |\n| June | 32,000 | 280 |"
    )
    assert [p.source for p in taken(text)] == ["Ukrainian General Staff", "DeepState"] * 2


def test_who_publishes_states_what_a_new_paragraph_ascribes_to_nobody() -> None:
    text = (
        "Harbour Institute, policy note\n\nThe General Staff counted 31,000 Russian casualties in May 2025.\n\n"
        "In June 2025 Russia took 270 sq km. In June 2025 it lost 32,000 men."
    )
    assert [p.source for p in taken(text)] == [
        "Ukrainian General Staff",
        "Harbour Institute",
        "Harbour Institute",
    ]


def test_each_number_of_a_sentence_has_who_is_told_with_it() -> None:
    text = "ISW counted 319 sq km gained by Russia in May 2025, while DeepState – 245 sq km."
    assert [p.source for p in taken(text)] == ["Institute for the Study of War", "DeepState"]
    text = "Russia lost 319 sq km in May 2025, the governor said, and 245 sq km, according to DeepState."
    assert [p.source for p in taken(text)] == ["governor", "DeepState"]


def test_what_two_state_alike_is_not_one_said_again() -> None:
    found = taken(
        "ISW counted 505 sq km gained by Russia in May 2025. DeepState counted 505 sq km in May 2025."
    )
    assert [(p.source, p.same_as) for p in found] == [
        ("Institute for the Study of War", None),
        ("DeepState", None),
    ]


def test_a_number_that_is_not_taken_tells_who_states_it() -> None:
    found = sentences.read("The mill had 300 customers, Ada Moor said.")
    assert [(p.kind, p.source) for p in found] == [(None, "Ada Moor")]


@pytest.mark.parametrize(
    ("text", "language", "sources"),
    [
        # a quotation ends what the one named in it has said
        (
            "“In May 2025, Ada Moor said, 300 died.”\n\nIn June 2025 they took 270 sq km.",
            "en",
            ["Ada Moor", ""],
        ),
        # whom a contract is signed with states nothing
        ("In May 2025 300 men signed contracts with the Ministry of Defence in Kyiv.", "en", [""]),
        # the country is of the office, the occupation is no name
        ("Міністр оборони РФ Іван Мур сказав, що в травні 2025 року втрачено 300 осіб.", "uk", ["Іван Мур"]),
        (
            "Laut dem Forscher Jens Moor vom Haus am Hafen verlor die Armee im Mai 2025 300 Soldaten.",
            "de",
            ["Jens Moor"],
        ),
        ("UK Defence Minister Ada Moor said 300 men were lost in May 2025.", "en", ["Ada Moor"]),
        (
            "Ada Moor counted 300 dead in May 2025. According to her, 310 died in June 2025.",
            "en",
            ["Ada Moor", "Ada Moor"],
        ),
        (
            "300 men were lost in May 2025, according to assessments from Hill officials.",
            "en",
            ["Hill officials"],
        ),
        (
            "A Defence Ministry official said 300 men were lost in May 2025.",
            "en",
            ["Defence Ministry official"],
        ),
        (
            "Журналисты «Медиазоны» насчитали 300 погибших в мае 2025 года. Журналисты отмечают, что в июне 2025 года погибли 310 солдат.",
            "ru",
            ["Медиазона", "Медиазона"],
        ),
        # a country is not its people
        (
            "Ukrainian commanders counted 300 Russian dead in May 2025. According to Ukraine, 310 died in May 2025.",
            "en",
            ["Ukrainian commanders", "Ukraine"],
        ),
        (
            "ISW counted 270 sq km in May 2025, while data from the General Staff show 300 Russian dead.",
            "en",
            ["Institute for the Study of War", "Ukrainian General Staff"],
        ),
        ("У травні 2025 року втрачено 300 осіб, пише Ада Мур.", "uk", ["Ада Мур"]),
        ("«Маяк» пише, що в травні 2025 року втрачено 300 осіб.", "uk", ["Маяк"]),
    ],
)
def test_whose_words_they_are(text: str, language: str, sources: list[str]) -> None:
    assert [p.source for p in taken(text, language)] == sources


def test_who_he_is_that_states_it_is_asked() -> None:
    (found,) = taken("Він поінформував, що в травні 2025 року росіяни втратили 31 000 осіб.", "uk")
    assert (found.source, found.ticked, found.question) == ("", False, "Who states this?")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Hill Watch, however, assessed that verified losses of October came to 31,000 men.", "Hill Watch"),
        ("The Harbour ministry has published lists with 31,000 men dead in October.", "Harbour ministry"),
        (
            "Hill Watch (HW), a Harbour-based think tank, independently put the dead of October at 31,000.",
            "Hill Watch",
        ),
        ("In October 31,000 men died, according to data collected by Hill Watch.", "Hill Watch"),
        ("According to the figures released today by Hill Watch, 31,000 men died in October.", "Hill Watch"),
        (
            "Hill Watch has released its survey, Harbour Mail reported. It said 31,000 men died in October.",
            "Hill Watch",
        ),
        (
            "The Ministry of Harbours and Rivers reported 31,000 dead in October.",
            "Ministry of Harbours and Rivers",
        ),
        ("Now Oldland says that it lost 31,000 men in October.", "Oldland"),
        ("Hill Watch further said that 31,000 men died in October.", "Hill Watch"),
        ("Hill Watch last updated its toll in October, to 31,000 dead.", "Hill Watch"),
        ("Along with an estimated 31,000 men lost in October, many are missing.", ""),
        ("The office is based in the United States. 31,000 men were lost in October.", ""),
        ("Oldland strives to maintain its hold. 31,000 men were lost in October.", ""),
        ("It rests on obituaries and local media reports. 31,000 men were lost in October.", ""),
        ("31,000 men were lost in October, local media reports.", "local media"),
        ("Oldland is said to have the larger army. 31,000 men were lost in October.", ""),
        ("31,000 men were lost in October, citing stolen army documents.", "stolen army documents"),
    ],
)  # fmt: skip - one case a line reads as a table
def test_a_verb_or_noun_that_only_looks_like_saying_names_nobody(text: str, source: str) -> None:
    assert [p.source for p in taken(text)] == [source]


def test_what_is_estimated_estimates_nothing() -> None:
    (found,) = taken("Загальні втрати Росії в жовтні оцінюються в 31 000 осіб.", "uk")
    assert found.source == ""


@pytest.mark.parametrize(
    ("text", "source"),
    [
        # a line below that names a source, which may be passed on, is for all that names none
        (
            "In October the army lost 31,000 men.\n\nSource: ISW on its site, as reported by AFP",
            "Institute for the Study of War",
        ),
        ("In October the army lost 31,000 men.\n\nSource: AFP, citing CSIS", "CSIS"),
        ("In October the army lost 31,000 men, said Ada Moor.\n\nSource: Hill Watch", "Ada Moor"),
        # people who speak are no such line
        (
            "Hill Watch told of 31,000 men lost in October.\n\nSources at Moor Hospital said a house was hit.",
            "Hill Watch",
        ),
    ],
)  # fmt: skip - one case a line reads as a table
def test_a_line_that_names_the_source_of_all_is_told_from_people_who_speak(text: str, source: str) -> None:
    assert [p.source for p in taken(text)] == [source]


@pytest.mark.parametrize(
    ("text", "language", "source"),
    [
        (
            "The Hill ministry said 60 men were killed in May and 34 hurt, Moor Radio reported.",
            "en",
            "Hill ministry",
        ),
        (
            "According to Hill Watch 31 men died in May, according to a new note by Moor Radio.",
            "en",
            "Hill Watch",
        ),
        ("Despite claims of victory, 31 men died in May.", "en", "Moor Post"),
        ("These calculations suggest that 31 men died in May.", "en", "Moor Post"),
        ("Finnish Defense Minister Ada Moor said 31 men died in May.", "en", "Ada Moor"),
        (
            "Minister Ada Moor spoke as she shared Halden’s latest estimates. The official said 31 men died in May.",
            "en",
            "Ada Moor",
        ),
        (
            "Researchers at Hill University estimate as many as 3,100 men died in May.",
            "en",
            "Researchers at Hill University",
        ),
        ("Demnach verlor die Armee im Mai 3100 Soldaten.", "de", "Moor Post"),
        ("Потери за май составили 3100 военных. Об этом заявила министр Анна Мур.", "ru", "Анна Мур"),
        (
            "Президент Адам Мур сказав це вчора. За даними президента, у травні загинули 3100 осіб.",
            "uk",
            "Адам Мур",
        ),
        ("Генерал Адам Мур сказав це вчора. У травні загинули 3100 осіб, заявив головком.", "uk", "Адам Мур"),
        ("За травень загинула 31 особа. Про це Ада Мур 6 червня написала у Telegram.", "uk", "Ада Мур"),
    ],
)  # fmt: skip - one case a line reads as a table
def test_who_states_it_is_told_from_who_passes_it_on_and_from_what_only_looks_like_somebody(
    text: str, language: str, source: str
) -> None:
    found = read_report(text, date(2025, 6, 10), language, source="Moor Post").proposals
    assert {p.source for p in found if p.kind is not None} == {source}


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("In November 2024 Ukraine lost 3,000 men and Russia 45,690.", ["Ukraine", "Russia"]),
        (
            "Russian forces lost 45,690 men in November 2024; Ukrainian forces lost 12,000 men in November 2024.",
            ["Russia", "Ukraine"],
        ),
        ("In November 2024 Russian forces attacked, and 45,690 soldiers were killed or wounded.", ["Russia"]),
    ],
)
def test_a_number_is_of_the_side_that_its_clause_names_or_that_alone_is_named(
    text: str, sides: list[str]
) -> None:
    found = taken(text, published=date(2024, 12, 5))
    assert [(one.side, one.ticked) for one in found] == [(side, True) for side in sides]


def test_a_side_in_a_clause_between_is_not_taken_for_that_of_the_number() -> None:
    text = "Russian forces, which Ukraine fights, lost 45,690 soldiers in November 2024."
    (found,) = taken(text, published=date(2024, 12, 5))
    assert (found.ticked, found.question) == (False, WHOSE)


def test_a_source_goes_on_to_the_end_of_its_line() -> None:
    first = "DeepState says that Russian forces gained 700 square kilometers in October 2024.\n"
    second = "ISW said that Russian forces lost 45,690 men in November 2024.{}In October 2024 they lost 41,980 men."
    same, next_line = (
        taken(first + second.format(between), published=date(2024, 12, 5))[-1] for between in (" ", "\n")
    )
    assert (same.source, same.ticked) == ("Institute for the Study of War", True)
    assert not next_line.ticked


def test_journalists_who_count_are_not_those_who_were_killed() -> None:
    text = (
        "By the end of October 2025 journalists had confirmed the deaths of 31,000 Russian soldiers by name."
    )
    (found,) = taken(text)
    assert "what the number says" not in found.question


def test_a_verb_behind_a_number_is_no_noun_of_others() -> None:
    text = "Planned were 9,000 conscripts in 2025; by the end of October 2025 4,000 had been found, Hill Watch says."
    assert [p.question for p in taken(text)][-1] == ""
