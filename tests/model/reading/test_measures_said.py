"""The claims of measures.md as sentences, in English and Ukrainian: what each is of, and how much."""

from __future__ import annotations

import pytest

from model.reading.claim import read_claim
from model.text.figures import Figure, Qualifier
from model.text.notation import ENGLISH, notation_for

ABOUT, UP_TO = Qualifier.ABOUT, Qualifier.UP_TO


def held_to(sentence: str, measure: str, stated: Figure) -> None:
    ukrainian = any("а" <= letter <= "я" for letter in sentence.lower())
    said = read_claim(sentence, notation_for("uk") if ukrainian else ENGLISH, 2025)
    assert (said.measure, said.stated, said.against) == (measure, stated, None)


@pytest.mark.parametrize(
    ("sentence", "measure", "stated"),
    [
        ("Russia loses two soldiers for every Ukrainian soldier lost.", "exchange", Figure(2.0)),
        ("Росія втрачає двох військових на кожного українського.", "exchange", Figure(2.0)),
        ("Both sides lost 1,800,000 people.", "both_sides", Figure(1_800_000.0)),
        ("Обидві сторони втратили 1 800 000 людей.", "both_sides", Figure(1_800_000.0)),
        ("The actual number of dead is 1.7 times the number confirmed by name.", "undercount", Figure(1.7)),
        ("The names counted are 45–65 % of the dead.", "coverage", Figure(None, 0.45, 0.65)),
        ("Поіменно встановлено 45–65 % загиблих.", "coverage", Figure(None, 0.45, 0.65)),
    ],
)
def test_pairs_of_series(sentence: str, measure: str, stated: Figure) -> None:
    held_to(sentence, measure, stated)


@pytest.mark.parametrize(
    ("sentence", "measure", "stated"),
    [
        ("9,000 more lost than recruited.", "shortfall", Figure(9_000.0)),
        ("The army lost 9,000 more than it recruited.", "shortfall", Figure(9_000.0)),
        ("The army lost 12,000 more people than it took in.", "shortfall", Figure(12_000.0)),
        ("The army recruited 4,000 more than it lost in May 2025.", "shortfall", Figure(-4_000.0)),
        ("The army recruited 4,000 fewer than it lost in May 2025.", "shortfall", Figure(4_000.0)),
        ("У листопаді втрачено на 9000 осіб більше, ніж набрано.", "shortfall", Figure(9_000.0)),
        ("Армія втратила на 9000 людей більше, ніж набрала.", "shortfall", Figure(9_000.0)),
        ("The net change of the force was −1,056 in November 2024.", "net_change", Figure(-1_056.0)),
        (
            "Армія щомісяця скорочується на 8000–10 000 осіб.",
            *("net_change_per_month", Figure(None, -10_000.0, -8_000.0)),
        ),
        ("Recruits made up for 97 % of the losses of the year.", "replaced", Figure(0.97)),
        ("У 2025 році поповнення покрило 97,1 % втрат.", "replaced", Figure(0.971)),
        ("The losses used up 103 % of the recruits of 2025.", "used_up", Figure(1.03)),
        ("103 % of the recruits were used up by losses in 2025.", "used_up", Figure(1.03)),
        ("Втрати поглинули 103 % набору 2025 року.", "used_up", Figure(1.03)),
        ("90 % набраних лише замінюють втрати.", "used_up", Figure(0.9)),
    ],
)
def test_the_net_change_of_a_force(sentence: str, measure: str, stated: Figure) -> None:
    held_to(sentence, measure, stated)


@pytest.mark.parametrize(
    ("sentence", "measure", "stated"),
    [
        (
            "At this rate Russia would take the rest of Ukraine by 2117.",
            *("date_to", Figure(2117.0, qualifier=UP_TO)),
        ),
        ("At this pace the rest of the country would be captured in 2117.", "date_to", Figure(2117.0)),
        (
            "At the current rate, it would take until 2156 to seize the rest of Ukraine.",
            *("date_to", Figure(2156.0)),
        ),
        (
            "За таких темпів Росія захопить решту України до 2117 року.",
            *("date_to", Figure(2117.0, qualifier=UP_TO)),
        ),
        (
            "At the rate of those 30 days the rest of the country would take 91.7 years.",
            *("years_to", Figure(91.7)),
        ),
        (
            "Taking the rest at this rate would cost 50 million casualties.",
            *("losses_to", Figure(50_000_000.0)),
        ),
        ("On 9 July 2025 Russia held 117,845.85 km².", "held", Figure(117_845.85)),
        ("Станом на 9 липня 2025 року Росія утримує 117 845,85 км².", "held", Figure(117_845.85)),
        ("485,704 km² remain.", "remaining", Figure(485_704.0)),
        ("Залишається 485 704 км².", "remaining", Figure(485_704.0)),
    ],
)
def test_stocks_and_if_it_went_on(sentence: str, measure: str, stated: Figure) -> None:
    held_to(sentence, measure, stated)


@pytest.mark.parametrize(
    "sentence",
    [
        "At this rate it would take until April 2117 to capture the rest.",
        "If the 2024 pace continues, Russia will capture 4,000 km² in 2025.",
        "At this rate the war would end by 2117.",
        "At this rate the rest would be taken between 2117–2120.",
    ],
)
def test_a_year_that_is_not_surely_that_of_the_rest_is_no_claim(sentence: str) -> None:
    assert read_claim(sentence, ENGLISH, 2025).measure != "date_to"


@pytest.mark.parametrize(
    ("sentence", "measure", "stated"),
    [
        ("July 2025 cost 46.6 losses per km² taken.", "losses_per_taken", Figure(46.6)),
        ("It cost 46.6 per km² taken in July 2025.", "losses_per_taken", Figure(46.6)),
        ("52.4 casualties per km² of net gains in July 2025.", "losses_per_net", Figure(52.4)),
        ("46,6 втрат на квадратний кілометр захопленої території.", "losses_per_taken", Figure(46.6)),
        (
            "У липні 2025 року на кожен захоплений км² припадало 46,6 втрат.",
            *("losses_per_taken", Figure(46.6)),
        ),
        ("In July 713 km² were taken and 79 lost again: 634 on balance.", "ground_net", Figure(634.0)),
        (
            "Близько 40 втрат на кожну квадратну милю.",
            "losses_per_gain",
            Figure(40.0, qualifier=ABOUT, unit="people/mi2"),
        ),
        ("The 233.94 km² of the month are 0.39 % of the country.", "gains_of_area", Figure(0.0039)),
    ],
)
def test_ground_taken_lost_and_net(sentence: str, measure: str, stated: Figure) -> None:
    held_to(sentence, measure, stated)


@pytest.mark.parametrize(
    ("sentence", "count"),
    [("Tank losses were 1,816 in 2025.", 1_816), ("Втрати танків у 2025 році становили 1 816.", 1_816)],
)
def test_things_that_are_lost_are_no_people(sentence: str, count: float) -> None:
    held_to(sentence, "items", Figure(count))


@pytest.mark.parametrize(
    "sentence",
    [
        "Of the 4,168 square kilometres of the year, 65.5 % were taken between September and November.",
        "The toll was raised from 37,877 to 64,260, which is 40 % higher.",
        "The 425 square kilometres of May are more than three times the 149 of March.",
        "Із 4168 квадратних кілометрів року 65,5 % захоплено між вереснем і листопадом.",
    ],
)
def test_a_number_is_not_taken_for_the_claim_of_which_another_says_how_much(sentence: str) -> None:
    """What is claimed is the share or the factor, and of what it is one is not read: it is asked."""
    assert read_claim(sentence, ENGLISH, 2025).measure == ""
