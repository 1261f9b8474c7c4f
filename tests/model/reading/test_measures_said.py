"""The claims of measures.md as sentences, in English and Ukrainian: what each is of, and how much."""

from __future__ import annotations

from datetime import date

import pytest

from model.project import ComparedBy, OtherDays, Trend
from model.reading.claim import read_claim
from model.text.days import Span, Step
from model.text.figures import Figure, Qualifier
from model.text.notation import ENGLISH, notation_for
from model.text.records import replace

ABOUT, UP_TO = Qualifier.ABOUT, Qualifier.UP_TO
A_QUARTER = Figure(0.25, qualifier=ABOUT)  # in words a part is about so much
ONE_IN_35 = Figure(35.0, unit="one_in")


def held_to(sentence: str, measure: str, stated: Figure) -> None:
    ukrainian = any("а" <= letter <= "я" for letter in sentence.lower())
    said = read_claim(sentence, notation_for("uk") if ukrainian else ENGLISH, 2025)
    assert (said.measure, said.stated, said.against) == (measure, stated, None)


@pytest.mark.parametrize(
    ("sentence", "measure", "stated"),
    [
        ("Russia loses two soldiers for every Ukrainian soldier lost.", "exchange", Figure(2.0)),
        ("Росія втрачає двох військових на кожного українського.", "exchange", Figure(2.0)),
        ("The two armies lose soldiers at a ratio of 2 to 1.", "exchange", Figure(2.0)),
        ("They lose 3 to 1.", "exchange", Figure(3.0)),
        ("Співвідношення поранених і загиблих — три до одного.", "wounded_per_killed", Figure(3.0)),
        ("For every Ukrainian killed Russia lost three men.", "exchange", Figure(3.0)),
        ("Both sides lost 1,800,000 people.", "both_sides", Figure(1_800_000.0)),
        ("The losses of Russia and Ukraine together come to 1.8 million.", "both_sides", Figure(1_800_000.0)),
        ("Втрати Росії та України разом — 1,8 млн осіб.", "both_sides", Figure(1_800_000.0)),
        ("Обидві армії разом втратили 1,8 млн.", "both_sides", Figure(1_800_000.0)),
        ("Обидві сторони втратили 1 800 000 людей.", "both_sides", Figure(1_800_000.0)),
        ("The actual number of dead is 1.7 times the number confirmed by name.", "undercount", Figure(1.7)),
        ("The names counted are 45–65 % of the dead.", "coverage", Figure(None, 0.45, 0.65)),
        ("Поіменно встановлено 45–65 % загиблих.", "coverage", Figure(None, 0.45, 0.65)),
        ("A quarter of the casualties were killed.", "killed_share", A_QUARTER),
        ("The killed make up a quarter of all losses.", "killed_share", A_QUARTER),
        ("About a third of all casualties in 2024 died.", "killed_share", replace(A_QUARTER, value=0.33)),
        ("Чверть втрат становили загиблі.", "killed_share", A_QUARTER),
        ("Половина втрат 2024 року — загиблі.", "killed_share", replace(A_QUARTER, value=0.5)),
    ],
)
def test_pairs_of_series(sentence: str, measure: str, stated: Figure) -> None:
    held_to(sentence, measure, stated)


@pytest.mark.parametrize(
    ("sentence", "measure", "stated"),
    [
        ("9,000 more lost than recruited.", "shortfall", Figure(9_000.0)),
        ("Losses exceeded recruitment by 12,000 in 2025.", "shortfall", Figure(12_000.0)),
        ("Recruits exceed losses by 3,000.", "shortfall", Figure(-3_000.0)),
        ("Втрати перевищили набір на 12 000 у 2025 році.", "shortfall", Figure(12_000.0)),
        ("Net losses after recruitment were 12,000 in 2025.", "shortfall", Figure(12_000.0)),
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
        ("На добу втрачають 2 на 1000.", "losses_of_people_per_day", Figure(2.0, unit="per_1000/day")),
        (
            "Every day 3 per 10,000 of the force are lost.",
            *("losses_of_people_per_day", Figure(3.0, unit="per_10000/day")),
        ),
        (
            "For every kilometre of front 28 soldiers were lost in December.",
            *("losses_per_front", Figure(28.0)),
        ),
        ("На кілометр фронту припадало 28 втрат.", "losses_per_front", Figure(28.0)),
        ("Щомісяця армія втрачає 6 % чисельності.", "losses_of_people_per_month", Figure(6.0)),
        ("A tank was lost for every 116 soldiers.", "people_per_item", Figure(116.0)),
        ("Every 35th soldier was lost.", "losses_of_people", ONE_IN_35),
        (
            "Every 20th soldier of the army was killed in 2024.",
            "losses_of_people",
            replace(ONE_IN_35, value=20.0),
        ),
        ("Загинув кожен 35-й.", "losses_of_people", ONE_IN_35),
        ("Кожен 50-й мешканець загинув.", "losses_of_people", replace(ONE_IN_35, value=50.0)),
        ("In September it was 0.04 % of Ukraine.", "gains_of_area", Figure(0.0004)),
        ("In May 2025 that was 0.07 % of the country.", "gains_of_area", Figure(0.0007)),
        ("У травні 2025 року це 0,07 % України.", "gains_of_area", Figure(0.0007)),
        ("У вересні 2025 року захоплено 0,04 % України.", "gains_of_area", Figure(0.0004)),
        ("Якби темп тривав, решта коштувала б 50 млн втрат.", "losses_to", Figure(50_000_000.0)),
        ("У такому темпі решту захоплюватимуть 91,7 року.", "years_to", Figure(91.7)),
        ("За нинішнього темпу решта триватиме 91,7 року.", "years_to", Figure(91.7)),
        ("Лишилося захопити 485 704 км².", "remaining", Figure(485_704.0)),
        ("The rest of Ukraine is 485,704 km².", "remaining", Figure(485_704.0)),
        ("One soldier in 20 died.", "losses_of_people", replace(ONE_IN_35, value=20.0)),
        (
            "The rest would cost 36.9 million soldiers at the current cost.",
            *("losses_to", Figure(36_900_000.0)),
        ),
        (
            "Решта коштувала б 36,9 млн військових за нинішньої ціни.",
            *("losses_to", Figure(36_900_000.0)),
        ),
        ("In December each kilometre of the front cost 28 soldiers.", "losses_per_front", Figure(28.0)),
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
        "За таких темпів решту захоплять навесні 2117 року.",
        "За таких темпів Росія захопить решту України до квітня 2117 року.",
        "If the 2024 pace continues, Russia will capture 4,000 km² in 2025.",
        "At this rate the war would end by 2117.",
        "At this rate the rest would be taken between 2117–2120.",
    ],
)
def test_a_year_that_is_not_surely_that_of_the_rest_is_no_claim(sentence: str) -> None:
    assert read_claim(sentence, ENGLISH, 2025).measure not in ("date_to", "years_to")


@pytest.mark.parametrize(
    ("sentence", "measure", "stated"),
    [
        ("July 2025 cost 46.6 losses per km² taken.", "losses_per_taken", Figure(46.6)),
        ("It cost 46.6 per km² taken in July 2025.", "losses_per_taken", Figure(46.6)),
        ("52.4 casualties per km² of net gains in July 2025.", "losses_per_net", Figure(52.4)),
        ("Ground lost again in July 2025: 79 km².", "ground_lost", Figure(79.0)),
        ("У липні 2025 року знову втрачено 79 км².", "ground_lost", Figure(79.0)),
        ("Each net km² cost 52.4.", "losses_per_net", Figure(52.4)),
        ("Each km² of net gain cost 61.2 casualties.", "losses_per_net", Figure(61.2)),
        ("Every net square mile cost 136 people.", "losses_per_net", Figure(136.0, unit="people/mi2")),
        ("Each km² taken cost 46.6 casualties.", "losses_per_taken", Figure(46.6)),
        ("Кожен чистий км² коштував 52,4.", "losses_per_net", Figure(52.4)),
        ("Кожен захоплений км² коштував 50 військових.", "losses_per_taken", Figure(50.0)),
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


@pytest.mark.parametrize(
    "sentence",
    [
        "Losses were above 1,000 a day for the sixth month.",
        "Втрати понад 1000 на добу вже шостий місяць.",
        "Втрати понад 1000 на добу шостий місяць поспіль.",
    ],
)
def test_a_streak_beyond_a_number(sentence: str) -> None:
    said = read_claim(sentence, ENGLISH, 2025)
    assert (said.measure, said.stated) == ("losses_per_day", Figure(1_000.0))
    assert (said.trend, said.count, said.step) == (Trend.ABOVE, 6, Step.MONTH)


@pytest.mark.parametrize(
    "sentence", ["Every 3rd day they lost 1,000 men.", "In May losses were 0.5 % of Ukraine's population."]
)
def test_what_a_share_is_of_is_not_guessed(sentence: str) -> None:
    assert read_claim(sentence, ENGLISH, 2025).measure in ("", "losses")


SEVEN_DAYS = Span(date(2024, 12, 19), date(2024, 12, 25))


@pytest.mark.parametrize(
    ("sentence", "mean", "span"),
    [
        ("Average losses over the 7 days to 25 December 2024 were 1,805.7 a day.", 1_805.7, SEVEN_DAYS),
        ("Over the last 14 days losses averaged 1,100.3 a day.", 1_100.3, None),
        (
            "За 7 днів до 25 грудня 2024 року втрати становили в середньому 1805,7 на добу.",
            *(1_805.7, SEVEN_DAYS),
        ),
        ("Середні втрати за останні 7 днів — 1100,3.", 1_100.3, None),
    ],
)
def test_a_mean_over_so_many_days(sentence: str, mean: float, span: Span | None) -> None:
    held_to(sentence, "losses_per_day", Figure(mean))
    notation = notation_for("uk") if sentence[0] > "z" else ENGLISH
    assert read_claim(sentence, notation, 2025).span == span


@pytest.mark.parametrize(
    ("sentence", "bounds"),
    [
        ("The total of the losses is 351,817 ± 4,254.", (347_563.0, 351_817.0, 356_071.0)),
        ("Losses of 12,000 +/- 500 were recorded.", (11_500.0, 12_000.0, 12_500.0)),
        ("Кількість загиблих: 45 100 ± 1 900.", (43_200.0, 45_100.0, 47_000.0)),
    ],
)
def test_what_a_number_may_be_more_or_less(sentence: str, bounds: tuple[float, float, float]) -> None:
    low, best, high = bounds
    held_to(sentence, "losses", Figure(best, low, high))


@pytest.mark.parametrize(
    ("sentence", "measure", "change", "before"),
    [
        ("Tank losses fell by 50.8 % in 2025 from 2024.", "items", -0.508, 2024),
        ("Vehicle losses fell by 31 % in 2025 from 2023.", "items", -0.31, 2023),
        ("Losses rose by 12 % in 2025 from 2024.", "losses", 0.12, 2024),
        ("Втрати танків у 2025 році впали на 50,8 % порівняно з 2024 роком.", "items", -0.508, 2024),
        ("Втрати у 2025 році зросли на 12 % порівняно з 2024 роком.", "losses", 0.12, 2024),
    ],
)
def test_a_change_from_a_year_named_behind(sentence: str, measure: str, change: float, before: int) -> None:
    said = read_claim(sentence, notation_for("uk") if "," in sentence else ENGLISH, 2025)
    assert (said.measure, said.stated) == (measure, Figure(change, unit="share"))
    assert said.span == Span(date(2025, 1, 1), date(2025, 12, 31))
    against = OtherDays(date(before, 1, 1), date(before, 12, 31), ComparedBy.CHANGE)
    assert said.against == against


@pytest.mark.parametrize(
    "sentence",
    [
        "A recruit lasted 9 months.",  # a strength or the losses of which days, nobody says
        "Новобранець тримався 9 місяців.",
        "A contract soldier survived 5 months.",
        "Losses fell by 14 % and then 12 %.",  # two changes, and of which days
        "Втрати впали на 14 %, а потім ще на 12 %.",
        "Gains fell by 30 % and then rose by 15 %.",
        "The ratio of the two armies is 2 to 1.",  # strengths are not exchanged
        "Співвідношення двох армій — 2 до 1.",
        "In 2014 it was 7 % of Ukraine.",  # what was held, or gained
        "Every 4th man killed was an officer.",
        "Кожен 4-й загиблий був офіцером.",
        "One in four of the casualties was killed.",
        "Every fourth casualty was killed.",
        "For every kilometre 28 soldiers were lost.",
        "Losses are known to within ± 50,000.",
        "Losses were 300 ± 500.",
        "Ukraine has an area of 603,550 km².",
        "Площа України — 603 550 км².",
        "The army had 600,000 soldiers in April 2025.",
        "Армія мала 600 000 військових у квітні 2025 року.",
        "In 2024 2,356 of 4,168 km² were taken between September and November.",
        "Восени захоплено 2356 із 4168 км².",
        "Every 2nd soldier was wounded.",
        "In May 0.5 % of Ukraine was flooded.",
        "It was 0.5 % of Ukraine's population.",
        "Two fifths of the year were quiet.",
    ],
)
def test_what_is_not_said_is_asked(sentence: str) -> None:
    said = read_claim(sentence, notation_for("uk"), 2025)
    assert (said.measure, said.stated) == ("", None)


@pytest.mark.parametrize(
    ("sentence", "cost"),
    [
        ("Each km² cost 8 million rubles.", Figure(8_000_000.0)),
        ("Every square mile cost 20 million rubles.", Figure(20_000_000.0, unit="money/mi2")),
        ("Кожен км² коштував 8 млн рублів.", Figure(8_000_000.0)),
    ],
)
def test_money_for_each_area(sentence: str, cost: Figure) -> None:
    held_to(sentence, "money_per_km2", cost)
