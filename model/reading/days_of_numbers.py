"""Which days a number is said of: those of its clause, its sentence, its list, else those said before."""

from __future__ import annotations

import re
from datetime import date, timedelta

from model.project import ComparedBy
from model.reading.attached_days import AttachedDays
from model.reading.calendar_days import is_year, whole_months, year_of
from model.reading.comparing import ComparedDays
from model.reading.cues import LOST, Cues
from model.reading.days_found import WAR_BEGAN, DaysFound
from model.reading.days_of_lengths import days_averaged
from model.reading.days_of_sentences import PLANNED, DaysOfSentences
from model.reading.days_of_sums import DaysOfSums
from model.reading.days_of_tables import DaysOfTables
from model.reading.days_of_telling import DaysOfTelling
from model.reading.earlier_days import EarlierDays, is_span
from model.reading.figures_before import Meaning
from model.reading.layout import Placed, Sentence, TableCell, is_head, line_start
from model.reading.number_found import NumberFound
from model.reading.patterns import any_case, bounded, ends_with
from model.reading.pointed_days import MANY, NO_YEAR, PointedDays, is_start
from model.reading.proposal import DaysSaid, ProposedKind
from model.reading.relative_days import names_this_war
from model.reading.unread_time import UnreadTime
from model.reading.vocabulary import Cue, Vocabulary
from model.text.records import replace

_REACHED = (ProposedKind.MILESTONE, ProposedKind.LEVEL)
_HEADS = re.compile(r"\s*[:–—]\s")  # behind the label of an entry
_GREW = re.compile(r"\s*\(\+\d")  # behind a total that is counted on: `1,067,100 (+980)`
_BESIDE = 6  # letters between what points at days and others behind it: `the same period of May`
_NEAR = 30  # letters between days that are told by the ones behind them: `the same quarter of 2024`


class DaysOfNumbers:
    """Which days a number is said of."""

    def __init__(
        self,
        text: str,
        words: Vocabulary,
        days: list[DaysFound],
        published: date | None,
        cues: Cues,
        parts: list[Sentence],
    ) -> None:
        self._text, self._words, self.published = text, words, published
        self._cues = cues
        self.days = Placed(days)
        self._others = ComparedDays(text, words, self.days, cues)
        self.telling = DaysOfTelling(text, words, cues)
        attached = AttachedDays(text, words, self.days, self.telling, self._others)
        self._tables = DaysOfTables(text, words, self.days)
        self.unread = UnreadTime(text, words, self.days)
        # days named only to compare with, or as those on which something began
        self.compared = {d.start for d in days if self.telling.is_of_beginning(d)}
        for part in parts:
            here = self.days.between(part.start, part.end)
            self.compared.update(d.start for d in here if self.telling.is_told(d, part))
        self._named_in = DaysOfSentences(
            text, words, self.days, attached, self.telling, self._others, self.compared
        )
        self._sums = DaysOfSums()
        self._before = EarlierDays(text, words, self.days, parts, self.compared, published)
        self._pointed = PointedDays(text, words, self.days, self._others, self.compared, published)
        self._last: tuple[int, DaysFound] | None = None
        self._losses: list[tuple[date, date]] = []  # days of losses, against which a need is held
        self._reckoned: tuple[int, tuple[date, date]] | None = None
        self.summed = False  # the last figure is the sum of those of its days
        self.reckoned = False  # the days of the last figure follow from those of the one before

    def _of_line(self, sentence: Sentence) -> DaysFound | None:
        """Return the days of the last figure of a paragraph."""
        return self._last[1] if self._last is not None and self._last[0] == sentence.line else None

    def _assigned(self, sentence: Sentence) -> DaysFound | None:
        """Return the days of the last figure of the paragraph, unless others are named since."""
        days = self._of_line(sentence)
        if days is None:
            return None
        between = self.days.between(days.end, sentence.start)
        since = [
            d
            for d in between
            if d.end <= sentence.start and is_span(d) and d.role != "since" and d.start not in self.compared
        ]
        return None if since else days

    def of(
        self, number: NumberFound, sentence: Sentence, meaning: Meaning, cell: TableCell | None
    ) -> tuple[tuple[date | None, date | None], DaysSaid]:
        """Return first and last day, and where they come from."""
        days, said = self._of(number, sentence, meaning, cell)
        over = days_averaged(self._text[sentence.start : number.start], self._words)
        if over and days[1] and days[0] == days[1] and meaning.measure.endswith("_per_day"):
            days = days[1] - timedelta(days=over - 1), days[1]
        self._sums.remember(number, meaning, days)
        return days, said

    def _of(
        self, number: NumberFound, sentence: Sentence, meaning: Meaning, cell: TableCell | None
    ) -> tuple[tuple[date | None, date | None], DaysSaid]:
        self.reckoned = False
        summed = self._sums.of(number, meaning)
        self.summed = summed is not None
        if summed is not None:  # whatever its sentence names, that is what it is the sum of
            self._last = (sentence.line, DaysFound(number.start, number.core[1], *summed))
            return self._as_reckoned(summed, sentence)
        headed = None if cell is None else self._tables.of(cell)
        self.headed = headed is not None
        if headed is not None:
            self._pointed.remember(headed)
            said = DaysSaid.EARLIER if headed.last else DaysSaid.UNKNOWN
            return self._meant(headed, number, sentence, meaning), said
        days = self._named_in.days_of(number, sentence, meaning)
        reckoned = self._pointed.right_before(number, sentence, days) if meaning.compared is None else None
        if days is not None and reckoned is None and self._last is not None:
            reckoned = self._pointed.of_another_year(days, self._last[1])
        if reckoned is not None:
            near = () if days is None else self.days.between(days.start, days.end + _NEAR)
            self.compared.update(d.start for d in near if d.start >= number.start)
            return self._as_reckoned(reckoned, sentence)
        if days is None or days.role == "same":
            return self._pointed_at(number, sentence, meaning, days)
        return self._named(days, number, sentence, meaning)

    def _named(
        self, days: DaysFound, number: NumberFound, sentence: Sentence, meaning: Meaning
    ) -> tuple[tuple[date | None, date | None], DaysSaid]:
        """Return the days of a number for which its sentence names some."""
        recruits = meaning.kind is ProposedKind.INTAKE and "/" in meaning.unit
        if self._losses and recruits and self.telling.is_told(days, sentence):
            return self._of_losses(), DaysSaid.EARLIER
        if days.role == "open" and days.first is not None:
            return (days.first, None), DaysSaid.SENTENCE
        if days.role == "open" and meaning.kind in _REACHED:
            return self._pointed_at(number, sentence, meaning, None)
        if self._is_toll(days, number, sentence, meaning):
            war = self._pointed.of_the_war(number, sentence, going_on=False)
            return (war.first, war.last) if war else (
                None,
                None,
            ), DaysSaid.EARLIER if war else DaysSaid.UNKNOWN
        if self._is_unknown(days, number, sentence, meaning):
            return (None, None), DaysSaid.UNKNOWN
        if self._beside(number, sentence, meaning, days):
            self.compared.add(days.start)
            self._pointed.remember(days)
        elif meaning.compared is ComparedBy.SHARE:  # what follows goes on with the whole
            self.compared.add(days.start)
        elif is_span(days) and meaning.kind is not ProposedKind.MILESTONE:
            self._keep(sentence, days)
            lost = meaning.kind is ProposedKind.LOSSES or meaning.measure.startswith("losses")
            if lost and days.role == "span" and days.first and days.last:
                self._losses.append((days.first, days.last))
        said = DaysSaid.DATELINE if days.dateline else DaysSaid.SENTENCE
        return self._meant(days, number, sentence, meaning), said

    def _is_unknown(self, days: DaysFound, number: NumberFound, sentence: Sentence, meaning: Meaning) -> bool:
        """Whether nobody says which days are meant by those that a sentence names."""
        before = self.days.before(days.start, 1)
        pointed = any(d.role == "same" and days.start - d.end < _BESIDE for d in before)
        if days.role == "open" or pointed or self._pointed.is_of_another_year(days):
            return True  # of which days it was the same, as in `the same period of May`
        if self.telling.is_only_told(days, number, sentence):
            return not self._is_total(days, number, sentence, meaning)
        plain = days.plain or (None, None)
        part = days.partly and days.first == plain[0]  # `for five days of May`, `in late May`
        rough = bounded("|".join(self._words.early_late.values())).search(self._text, days.start, days.end)
        return part and (days.dateline or rough is not None or whole_months(*plain) > 0)

    def _is_toll(self, days: DaysFound, number: NumberFound, sentence: Sentence, meaning: Meaning) -> bool:
        """Whether a number is what those of a day bring a total to: `27 died today, bringing it to 1,965`."""
        if meaning.kind is not ProposedKind.LOSSES or days.first != days.last:
            return False
        total = bounded(self._words.total).search(self._text, sentence.start, number.start)
        return total is not None and self._cues.counted.count(sentence.start, total.start()) > 0

    def _as_reckoned(
        self, days: tuple[date, date], sentence: Sentence
    ) -> tuple[tuple[date | None, date | None], DaysSaid]:
        """Return days that follow from others; what the sentence goes on with is of them too."""
        self.reckoned, self._reckoned = True, (sentence.start, days)
        self._pointed.remember(DaysFound(sentence.start, sentence.start, *days))
        return days, DaysSaid.EARLIER

    def _keep(self, sentence: Sentence, days: DaysFound) -> None:
        self._last = (sentence.line, days)
        self._pointed.remember(days)

    def _pointed_at(
        self, number: NumberFound, sentence: Sentence, meaning: Meaning, same: DaysFound | None
    ) -> tuple[tuple[date | None, date | None], DaysSaid]:
        """Return the days of a number whose sentence names none, or points at days named before."""
        shifted = self._pointed.shifted(number, sentence, self._last[1] if self._last is not None else None)
        if shifted is not None and meaning.compared is None:
            return self._as_reckoned(shifted, sentence)
        if same is None and self._reckoned is not None and self._reckoned[0] == sentence.start:
            return self._as_reckoned(self._reckoned[1], sentence)
        if same is None and (known := self._without_days(sentence, meaning)) is not None:
            return known
        if same is not None:
            return self._same_days(number, sentence, meaning, same)
        earlier = self._of_all(number, sentence, meaning)
        if earlier is None:
            earlier = self._told_before(sentence, same=False)
            if earlier is None or not self._goes_on(earlier, number, sentence, meaning):
                return (None, None), DaysSaid.UNKNOWN
        self._last = (sentence.line, replace(earlier, start=number.start, end=number.core[1]))
        return self._meant(earlier, number, sentence, meaning), DaysSaid.EARLIER

    def _same_days(
        self, number: NumberFound, sentence: Sentence, meaning: Meaning, same: DaysFound
    ) -> tuple[tuple[date | None, date | None], DaysSaid]:
        """Return the days of a number whose sentence points at some: `in the same months`."""
        if self.telling.tells_at(same.end) or [d.role for d in self.days.before(same.start, 1)] == ["open"]:
            return (None, None), DaysSaid.UNKNOWN  # when it was told, or since nobody knows when
        earlier = self._pointed.meant_by(same)
        if earlier is None and (months := self._pointed.months_told(same)) > 1:
            # never the days of one of these months; `the plan for the year` is that of this one
            now = self.published if months == 12 and meaning.kind is ProposedKind.TARGET else None
            return year_of(now), DaysSaid.DATELINE if now else DaysSaid.UNKNOWN
        earlier = earlier or self._of_line(sentence)
        earlier = earlier or self._told_before(sentence, same=True)
        if earlier is None or not self._pointed.is_as_long(same, earlier):
            return (None, None), DaysSaid.UNKNOWN
        self._keep(sentence, earlier)
        return self._meant(earlier, number, sentence, meaning), DaysSaid.EARLIER

    def _told_before(self, sentence: Sentence, *, same: bool) -> DaysFound | None:
        """Return the days of what a sentence goes on with: a battle, its paragraph, what was named before."""
        earlier = self._before.of_event(sentence.start, sentence)
        if earlier is None and (assigned := self._assigned(sentence)) is not None:
            return assigned
        return earlier or self._before.before(sentence, same, self._last)

    def _goes_on(self, days: DaysFound, number: NumberFound, sentence: Sentence, meaning: Meaning) -> bool:
        """Whether a number can be of the days that a sentence before it named.

        Of another paragraph only ground and recruits are of a span; people lost, whom nobody counts by spans
        alone, and who may be those of another war, only of the one that goes on, where a side of it is named.
        None is of a part of days, nor so many people of one day; and none whose own sentence tells a time
        that was not read.
        """
        line = line_start(self._text, sentence.start)
        elsewhere = days.start < line and not (sentence.bullet or is_head(self._text, days.start))
        lost = meaning.kind is ProposedKind.LOSSES
        if elsewhere and days.role != "event":
            said = self._text[sentence.start : sentence.end]
            war = is_start(days.first) and names_this_war(said, self._words)
            rate = meaning.unit.endswith(("/day", "/month", "/year"))
            if rate or not (war if lost or days.role == "since" else days.first != days.last):
                return False
        many = lost and max(number.value or 0, number.high or 0) >= MANY
        if days.partly or (many and days.first == days.last and days.role != "event"):
            return False
        own = number.unit_end or number.core[1]
        now = bounded(self._words.by_now).search(
            self._text, sentence.start, number.unit_end or number.core[1]
        )
        today = self.published or days.last
        so_far = days.role == "since" or is_year(days.first, days.last)
        if now and days.last and today and (not so_far or days.last < today - timedelta(days=1)):
            return False  # `so far 4,200 have died`, after those of a month
        parted = any_case(rf"[,;:()—]|\s(?:{self._words.and_})\s").search(self._text, own, sentence.end)
        end = sentence.end if parted is None else parted.start()
        return not self.unread.between(sentence.start, end, number.core, (days.first, days.last))

    def _without_days(
        self, sentence: Sentence, meaning: Meaning
    ) -> tuple[tuple[date | None, date | None], DaysSaid] | None:
        """Return the days of what takes none from the sentences before: counts up to now, plans, needs."""
        now = self.published
        if meaning.kind in _REACHED:
            return (now, now), DaysSaid.DATELINE
        if meaning.kind is ProposedKind.REQUIREMENT and self._losses and self._is_of_losses(sentence):
            return self._of_losses(), DaysSaid.EARLIER
        annual = bounded(self._words.annual).search(self._text, sentence.start, sentence.end)
        if meaning.kind is ProposedKind.TARGET and annual is not None and now is not None:
            return year_of(now), DaysSaid.DATELINE
        return ((None, None), DaysSaid.UNKNOWN) if self._is_general(sentence, meaning) else None

    def _is_of_losses(self, sentence: Sentence) -> bool:
        """Whether recruits are needed to make good losses that the paragraph tells: others are needed now."""
        line = line_start(self._text, sentence.start)
        return any(c.cue in (*LOST, Cue.REPLACES) for c in self._cues.all.between(line, sentence.end))

    def _of_losses(self) -> tuple[date, date]:
        """Return the days of the losses against which recruits are held: the most that end with the last."""
        return max(self._losses, key=lambda days: (days[1], -days[0].toordinal()))

    def _is_general(self, sentence: Sentence, meaning: Meaning) -> bool:
        """Whether a rate of recruits is said of no days: one that is needed, or that goes on."""
        said = self._text[sentence.start : sentence.end]
        if meaning.kind is ProposedKind.REQUIREMENT:
            return True
        rate = meaning.kind is ProposedKind.INTAKE and "/" in meaning.unit
        rate = rate or meaning.measure.startswith("net_change")
        said = re.sub(rf"^\W*(?:{self._words.average})\W+", "", said, flags=re.IGNORECASE)
        return rate and any_case(self._words.anaphor).search(said) is None

    def _of_all(self, number: NumberFound, sentence: Sentence, meaning: Meaning) -> DaysFound | None:
        """Return the days of losses that are those of the whole war, or of the side not spoken of so far."""
        if meaning.kind is not ProposedKind.LOSSES:
            return None
        said = self._text[sentence.start : number.start]
        if bounded(self._words.other_side).search(said) is not None:
            return self._of_line(sentence) or self._pointed.first
        if _GREW.match(self._text, number.unit_end) is not None:
            return self._pointed.of_the_war_so_far(number)
        last = None if self._last is None else self._last[1].first
        return self._pointed.of_the_war(number, sentence, going_on=is_start(last))

    def against(
        self, number: NumberFound, sentence: Sentence, meaning: Meaning, own: tuple[date | None, date | None]
    ) -> tuple[date, date] | None:
        """Return first and last of the days with which a number compares its own; None for none."""
        if meaning.compared is None:
            return None
        named = self._others.named(number, sentence, meaning.compared)
        if named is not None and named.first is not None and named.last is not None:
            return named.first, named.last
        first, last = own
        return (
            None if first is None or last is None else self._others.reckoned(number, sentence, (first, last))
        )

    def _beside(self, number: NumberFound, sentence: Sentence, meaning: Meaning, days: DaysFound) -> bool:
        """Whether a number is only there to compare with: `after 449 in May`, `up from 450`, in brackets.

        So is what goes on with a number of later days: `594 in August, 634 in July`. `In June it was 600.`
        """
        before = self._text[max(0, number.start - 14) : number.start]
        compared = ends_with(self._words.compared_to, before)
        last = self._of_line(sentence)
        early, late = days.last, None if last is None else last.first
        later = early is not None and late is not None and late > early
        goes_on = meaning.inherited or meaning.goes_on
        return (goes_on and later) or compared is not None or before.endswith("(")

    def is_long(self, number: NumberFound, sentence: Sentence, meaning: Meaning) -> bool:
        """Whether a sentence says a number of more than one day: then it is no record of a day."""
        days = self._named_in.days_of(number, sentence, meaning)
        if not meaning.record:  # `In May 900 were confirmed killed`, not `153,000 names by the end of May`
            lead = "" if days is None else self._text[max(sentence.start, days.start - 20) : days.start]
            within = ends_with(self._words.within, lead)
            return within is not None and days is not None and days.role == "span" and not days.dateline
        said = self._text[sentence.start : sentence.end]
        if (days is None or days.role == "same") and not bounded(self._words.counted_spans["day"]).search(
            said
        ):
            days = self._assigned(sentence)  # `At the same time 7,100 casualties, a record`
        return days is not None and days.role == "span" and days.first is not None and days.first != days.last

    def partly(self, number: NumberFound, sentence: Sentence, meaning: Meaning) -> bool:
        """Whether only a part of the days that are said is meant: `in the third week of June`."""
        days = self._named_in.days_of(number, sentence, meaning)
        return days is not None and days.partly

    def _meant(
        self, days: DaysFound, number: NumberFound, sentence: Sentence, meaning: Meaning
    ) -> tuple[date | None, date | None]:
        planned = meaning.kind in PLANNED and not self._cues.near(number, sentence, 60, Cue.DONE)
        counted = days.role == "span" and not planned
        first, last = days.first, days.last
        if counted or days.role == "since":
            last = self._last_told(days, number, sentence)
        if self._is_total(days, number, sentence, meaning):
            first = self._pointed.war_of(last)
        if meaning.trend is not None:
            return None, last
        if meaning.kind in _REACHED:
            return self._reached(days, last, meaning)
        up_to = (ProposedKind.ACHIEVED, ProposedKind.INTAKE, ProposedKind.LOSSES)
        if days.role == "until" and (meaning.kind in up_to or meaning.measure == "attained"):
            if last is None or meaning.kind is ProposedKind.LOSSES:
                return self._pointed.begun(sentence, last) or self._pointed.war_of(last), last
            return self._pointed.since_in(sentence, last) or date(last.year, 1, 1), last
        if days.role == "until" and meaning.kind is ProposedKind.GAINS:
            first = self._pointed.begun(sentence, last)
        if first and last and counted:
            last = self._until_now(first, last)
        annual = bounded(self._words.annual).search(self._text, sentence.start, sentence.end)
        if meaning.kind is ProposedKind.TARGET and annual is not None and last is not None:
            return date(last.year, 1, 1), date(last.year, 12, 31)
        return first, last

    def _reached(
        self, days: DaysFound, last: date | None, meaning: Meaning
    ) -> tuple[date | None, date | None]:
        """Return the day on which a count was reached; that of the text for `in the past 15 months`."""
        if days.role == "until" and days.plain:
            last = days.plain[1]  # `by 1 May`: on that day
        ends = rf"(?<!\w)(?:{self._words.early_late['end']})\s+$"  # `as of the end of last week`
        ended = any_case(ends).search(self._text[max(0, days.start - 20) : days.start])
        past = days.dateline and days.role == "span" and ended is None and not meaning.record
        return (self.published, self.published) if past or days.role == "since" else (last, last)

    def _until_now(self, first: date, last: date) -> date:
        """Return the last day that can have been counted: that of the text, of a year that is not over."""
        now = self.published
        return now if now is not None and first <= now < last else last

    def _last_told(self, days: DaysFound, number: NumberFound, sentence: Sentence) -> date | None:
        """Return the last of days, or the one among them on which was told of them.

        `told NBC in May that … since …`, `On 11 July X said that 236,000 died in 2025`.
        """
        for other in self.days.between(sentence.start, sentence.end):
            last = other.last
            if last is None or other.start == days.start or last < (days.first or last):
                continue
            told = self.telling.is_told(other, sentence) or self.telling.is_only_told(other, number, sentence)
            label = other.role == "day" and other.end <= number.start and _HEADS.match(self._text, other.end)
            of_span = days.role == "span" and (other.role != "day" or last > (days.last or last))
            if (other.role == "until" or told or label) and not of_span:  # `4 July: 186,000 since January`
                return last
        return days.last

    def _is_total(self, days: DaysFound, number: NumberFound, sentence: Sentence, meaning: Meaning) -> bool:
        """Whether losses said on a day are all up to it: many, and said to be reached, admitted, in all."""
        if meaning.kind is not ProposedKind.LOSSES or max(number.value or 0, number.high or 0) < MANY:
            return False
        if days.last is None or days.joined:
            return False
        if self.telling.is_only_told(days, number, sentence):
            return True  # `spoke in February of 31,000`
        if days.last < WAR_BEGAN:
            return False
        before = self._text[max(sentence.start, days.start - 40) : days.start]
        if ends_with(self._words.last_told, before) is not None:
            return True
        words, said = self._words, self._text[sentence.start : sentence.end]
        of_no_month = max(number.value or 0, number.high or 0) >= NO_YEAR  # nor of a year
        month = whole_months(days.first, days.last) == 1
        if days.first != days.last and days.role != "until" and not (month and of_no_month):
            return False
        return bounded(rf"{words.total}|{words.states}|{words.passed}").search(said) is not None
