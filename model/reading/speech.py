"""How each language tells who says something: the words around a speaker, as parts of regular expressions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct


class Speech(Struct, frozen=True):
    """The words by which a language tells who states something.

    `says` are verbs of stating, `behind` those whose subject may stand behind them; `ascribes` stands before who
    states it. `helpers` stand between a subject and its verb; with `passive` it is no subject. `links` join
    nouns to one phrase, `breaks` are never a part of one,
    those of `aside` begin words that go before the verb and are none of its subject, `articles` begin one. `nobody` are nouns of which a
    phrase states nothing by itself, `counts` what somebody has reckoned,
    `goes_on` tells that whoever spoke last still does,
    `now` are forms of these verbs that tell of no day in the past, `talk` tells behind one where it was said,
    and `done` forms of any verb that say behind
    a noun what was done to it: `sent`.
    """

    says: str
    behind: str
    ascribes: str
    helpers: str
    passive: str
    links: str
    breaks: str
    aside: str
    articles: str
    nobody: str
    counts: str
    goes_on: str
    now: str
    talk: str = r"(?!)"
    done: str = r"(?!)"


_ENGLISH = Speech(
    says=r"(?:was|were|is)\s+quoted\s+as\s+saying|says?|points?\s+out|pointed\s+out|said(?!\s+to\s+(?:have|be)\b)|reports|reported|report(?=\s+(?:that|\d|at\s+least|more|some|about|over))|estimates|(?<!\ban\s)(?<!\bthe\s)estimated|estimate(?=\s+(?:that|\d|as\s+many|up\s+to|at\s+least|more|some|about|over|between))|writes?|wrote|calculates?|calculated|reckons?|reckoned"
    r"|believes?|assess(?:es|ed)|admits?|admitted|claims?|claimed(?!\s+(?:the\s+lives\s+of|\D{0,12}\d[\d.,]*\s+(?:lives|dead|victims)))|pegs?|pegged|(?:puts?|place[sd]?|sets?)(?=[^.;\n]{0,80}\bat\b)|told|tells|noted|notes|concedes?|conceded|counts|counted(?!\s+on)|announce[sd]"
    r"|thinks?(?!\s+tank)|confirmed|confirms|documented|documents(?=\s+(?:the|how|that|over|more|at|\d))|recorded|records|registered|verified|tallied|spoke|speaks?(?=\s+of)|gives?(?!\s+(?:up|way|back))|gave(?!\s+(?:up|way|back))"
    r"|answered|denied|denies|finds(?=\s+(?:that|\d))|found(?=\s+(?:that|in\b)|[.,])|suggests?|indicates?|adds|added|(?-i:states)(?=\s*[,.:;“\"]|\s+that)|stated|put\s+out|issue[sd]|released|argues?|argued|insists?|insisted|published|publishes|posted"
    r"|acknowledge[sd]?|boast(?:s|ed)|bragged|lists|listed|arrive[sd]?(?=\s+at)|comes?(?=\s+to\s+\D{0,20}\d)|came(?=\s+to\s+\D{0,20}\d)|commemorates?|let\s+slip|shows?|showed|declared|(?:is|are)\s+right|explain(?:s|ed)|warn(?:s|ed)|asserts?|maintains?"
    r"|sees?(?=\s+(?:it|things))|goes?(?=\s+as\s+(?:high|far|low))|went(?=\s+as\s+(?:high|far|low))|identified|analy[sz]ed|revealed|declined|refused|updated(?=\s+(?:its|their)\b)",
    behind=r"says|said|writes|wrote|reports|reported|claims|claimed|reckons|adds|added|admits|according\s+to|estimates|notes|announced",
    ascribes=r"source\s*:|according\s+to|(?:estimated|put|reckoned)\s+at\s+[^.;,\n]{1,40}?\sby|(?:reported|estimated|published|released|issued|provided|announced|presented|measured|compiled|collected|verified|recorded|documented|cited|counted|kept|maintained)\s+(?:(?:on\s+)?\w+\s+)?by|citing|quoting"
    r"|(?:data|figures|numbers|estimates?|counts?|reckoning|tally|analys[ie]s|assessments?|reports?|survey|study|calculations?|maps|statistics)\s+(?:of|from|by|come\s+from|are\s+from)",
    helpers=r"has|have|had|do|does|did|also|once|later|now|still|only|already|then|never|not|itself|himself|herself|themselves|today|yesterday|\w+ly|first|since|just|again|further|meanwhile|alone|will|would|could|can|should|may|might|must|so|earlier|far|on|last|this|that|week|month|year",
    passive=r"is|are|was|were|be|been|being|get|gets|got",
    links=r"of|by|to|at|for|in|from|with|close|to|near",
    breaks=r"given|and|but|or|nor|that|which|who|whom|whose|as|while|when|where|if|because|than|so|though|although|whereas|after|before|until|till|what|how|why|on|per|during|over|between|about|into|against|under|since|within|throughout|out|far|up|down|off|away|back|too|very|much|more|less|went|came|ran"
    r"|is|are|was|were|be|been|had|has|have|lost|gained|took|killed|i|it|he|she|they|him|her(?=$)|them|we|(?-i:us)|you|there|here|whoever|nobody|neither|either|everyone|anyone|don.t|didn.t|doesn.t|everybody|each|every|all|none|no|any|\d[\d.,/)%]*|[^\w@’'\"&-]+|otherwise|unless|interviewed|asked|shared|presented|unveiled"
    r"|(?:last|next|past|previous|first|second|final|same)|days?|weeks?|months?|quarters?|years?|hours?|ago|today|yesterday|tomorrow|overnight|meanwhile|however|\w+where|\w+ly"
    r"|spring|summer|autumn|winter|fall|morning|evening|night",
    aside=r"on|per|during|over|between|about|into|against|under|since|within|throughout|after|before|until|to",
    articles=r"the|an?|its|their|his|her|our|my|this|these|those|one|two|three|several|some|many|another|other|both",
    nobody=r"according|despite|range|based|absence|difference|sides?|new|latest|recent|extrapolation|calculations?|analys[ie]s|assessments?|study|studies|obituar(?:y|ies)|cemeter(?:y|ies)|memorials|kilomet(?:er|re)s?|miles?|(?-i:force|Authorities)|statements?|casualt(?:y|ies)|loss(?:es)?|dead|deaths?|killed|wounded|injured|men|soldiers?|troops|people|persons|personnel|recruits?|volunteers?|conscripts?|numbers?|figures?|totals?|tolls?|rates?|gains?|advances?"
    r"|data|estimates?|reports?|counts?|claims?|lists?|names?|records?|notes?|maps?|statistics|result|tables?|charts?|columns?|rows?|area|ground|territory|land|bodies|contracts?|units?|shares?|ratio|average|war|battle|offensive|attack|fighting|same|latter|former|others?|question|answer|reader|increase|decrease|fall|rise|price|cost|bill|everything|nothing|that|this|first|second|third|(?-i:[a-z]{1,2})"
    r"|(?-i:north|south|east|west)|month|year|week|day|quarter|\w+day|advance|comparison"
    r"|(?:news\s+)?releases?|posts?|articles?|briefings?|bulletins?|announcements?|messages?|videos?|letters?|threads?|tweets?",
    counts=r"counts?|reckoning|estimates?|tally|tallies|figures?|numbers?|data|accounts?|calculations?|reading|math|maps?|update|measurements?|analys[ie]s|assessments?|statistics|records?|reports?|reporting|toll|list",
    goes_on=r"(?:he|she|it|they)\s+(?:\w+\s+)?(?:says?|said|adds?|added|claim(?:s|ed)|reports?|reported|counts?|counted|estimate[sd]?|reckon(?:s|ed)?|puts?|commemorates?|wrote|writes|gives?|gave|noted|told|spoke|recorded|registered|documented)"
    r"|(?:by|in|from|on|according\s+to)\s+(?:its|their|his|her)\s+(?:\w+\s+)?(?:count|reckoning|estimates?|tally|figures?|numbers?|data|accounts?|calculations?|reading|maps?|update|analysis|report)|(?:its|their|his)\s+own\s+(?:losses|dead|casualties|side)|according\s+to\s+(?:him|her|them)|same\s+(?:source|report|update|people|study|statement|account)s?",
    now=r"\w+s|say|estimate|believe|reckon|calculate|count|think|claim|admit",
    done=r"[a-z]+ed|sent",
)
_GERMAN = Speech(
    says=r"(?:hat|haben|hatten?)(?=(?:[^.,;\n]|[.,]\d){0,140}\b(?:beziffert|registriert|verzeichnet|gemeldet|geschätzt|bestätigt|erfasst|dokumentiert|angegeben|gezählt|genannt)\b)|nannten?|nennt|sagte?n?|schreibt|schrieb(?:en)?|meldete?n?|berichtete?n?|schätzte?n?|erklärte?n?|teilten?|ermittelte?n?|errechnete?n?|rechnete?n?|dokumentierte?n?|bestätigte?n?|beziffert\w*|zählte?n?|sprach(?:en)?|spricht|kommt\s+auf|kam\s+auf|kamen\s+auf|kommen\s+auf|gibt(?=\s+\D{0,20}\d)|gab(?=\s+\D{0,20}\d)|behauptete?|veröffentlichte?|räumte|heißt\s+es|gehen(?=[^.]{0,80}\saus\b)|geht(?=[^.]{0,80}\saus\b)|stützt\s+sich|mitteilten?|zufolge|betonte|angab",
    behind=r"sagte?|schreibt|schrieb|meldete?|berichtete?|teilte|rechnet|schätzt|erklärte|so(?=\s+(?:der|die|das))|heißt\s+es\s+(?:bei|beim|in|im|aus)",
    ascribes=r"quelle\s*:|laut|nach(?=\s+(?:\w+e[mnr]\s+){0,2}?\w+(?:ischen|er)\s+(?:Angaben|Erkenntnissen|Zahlen|Schätzungen|Berechnungen)\b)|nach\s+(?:\w+\s+)?(?:Angaben|Erkenntnissen|Einschätzung|Schätzung(?:en)?|Berechnung(?:en)?|Zählung|Zahlen|Darstellung|Informationen|Auswertung)\s+(?:des|der|von|aus|vom)|(?:Angaben|Zahlen|Daten|Karten|Schätzung(?:en)?|Auswertung)\s+(?:des|der|von|aus|vom)",
    helpers=r"hat|haben|hatte|hatten|auch|später|selbst|inzwischen|zuletzt|nun|noch|bereits|bisher|dagegen|wiederum",
    passive=r"wird|werden|wurde|wurden|worden|ist|sind|war|waren|sei|seien",
    links=r"von|aus|in|bei|der|des|für|vom|im|am",
    breaks=r"demnach|danach|damit|dabei|zudem|insgesamt|außerdem|und|aber|oder|dass|als|wie|während|wenn|weil|denn|doch|sondern|nach|seit|bis|mit|auf|um|über|zwischen|für\s+\d|er|sie|es|wir|man|ich|davon|damit|so|rund|etwa|\d[\d.,’]*|[^\w@’'&-]+"
    r"|(?:Tage?n?|Wochen?|Monate?n?|Quartal\w*|Jahr\w*|Stunden?)|heute|gestern|\w*winter|\w*sommer|herbst|frühling|verlor\w*|eroberte\w*",
    aside=r"nach|seit|bis|mit|auf|um|über|zwischen|unter",
    articles=r"der|die|das|den|dem|des|ein|eine|einer|eines|einem|sein|seine|ihr|ihre|dieser|diese|dieses|beide|zwei|mehrere|einige",
    nobody=r"information(?:en)?|verlust\w*|tote\w*|gefallene\w*|verwundete\w*|soldaten|männer|mann|menschen|zahl\w*|daten|schätzung\w*|angaben|summe|\w*gewinne?n?|gebiet|boden|rekruten|freiwillige\w*|krieg|schlacht|vergleich|woche|monat|jahr|tag|andere|insider|kilometer|quadratkilometer|liste|bilanz|[a-zäöü]{1,3}",
    counts=r"(?:aus)?zählung|zahlen|angaben|berechnung\w*|schätzung\w*|daten|karten",
    goes_on=r"(?:er|sie|es)\s+(?:\w+\s+)?(?:sagte?|schreibt|schrieb|meldete?|berichtete?|schätzte?|nannte|rechnet|zählte?)|so\s+(?:er|sie)|(?:nach|laut)\s+(?:seine[nr]|ihre[nr]|eigenen)\s+\w+|(?:seinen|ihren)\s+(?:Angaben|Zahlen)\s+zufolge|dieselbe\s+Quelle|dieselben\s+Zahlen",
    now=r"\w+t|gehen|kommen|schätzen|zählen|sagen",
    talk=r"\s+(?:etwa|auch|zuletzt|beispielsweise|zum\s+Beispiel)(?=\s)",
)
_UKRAINIAN = Speech(
    says=r"нарахува\w+|нараховує|повідоми\w+|повідомля\w+|каже|кажуть|сказа(?:в|ла|ли|ти)|заяви\w+|заявля\w+|пише|пишуть|написа\w+|зазнач\w+|оціню\w+|оцінив|оцінила|оцінили|вважа\w+|підрахува\w+|визна(?:є|в|ла|ли)|стверджу\w+|уточн\w+|розпові\w+|розповіда\w+|говорить|говорив|говорила|назива(?:є|в|ла|ли)|назва(?:в|ла|ли)|наводить|навів|навела|навели|озвучи\w+|додав|додала|додає|пояснив|пояснила|наголо\w+|опублікува\w+|зафіксува\w+|(?:підтверди|встанови)\w+|дає(?=\s+\D{0,20}\d)|відзвітува\w+|оприлюдни\w+|повідомив|обліковував|обліковує|передає|(?:по|про)?інформу\w+",
    behind=r"нарахува\w+|повідоми\w+|повідомля\w+|каже|кажуть|сказа(?:в|ла|ли|ти)|заяви\w+|заявля\w+|пише|пишуть|зазнач\w+|стверджу\w+|уточн\w+|розпові\w+|додав|додала|додає|пояснив|пояснила|оприлюдни\w+|навів|навела|свідчать\s+(?:щоденні\s+)?(?:зведення|дані)|передає|(?:по|про)?інформу\w+|вважа(?:є|ють)",
    ascribes=r"джерело\s*:|підрахунок\s+(?:\w+\s+){0,2}веду?ть?|список\s+веду?ть?|за\s+(?:\w+\s+)?(?:даними|словами|оцінк\w+|підрахунк\w+|інформацією|версією|зведенням\w*)|йдеться\s+(?:в|у)\s+\w+|реєстр\w*(?=\s+(?-i:[A-ZА-ЯІЇЄҐ«]))|на\s+думку|на\s+переконання|посилаючись\s+на|з\s+посиланням\s+на|(?:дані|даних|оцінк\w+|підрахунк\w+|зведення|огляд\w*|звіт\w*)(?=\s+(?-i:[А-ЯІЇЄҐ«A-Z]))",
    helpers=r"разом|вже|також|теж|раніше|згодом|тоді|тим\s+часом|часом|тим|лише|вперше|уперше|востаннє|окремо|нещодавно|сьогодні|вчора|учора|потім|ще|натомість|щойно|офіційно|журналістам",
    passive=r"було|буде|були|є",
    links=r"",
    breaks=r"та|і|й|а|але|що|щоби?|аби|як|який|яка|яке|які|коли|хоча|бо|адже|якщо|від|до|з|із|зі|за|на|після|проти|по|для|про|через|під|над|між|тобто|отже|спільно|він|вона|вони|ми|я|це|цей|той|ж|же|\d[\d.,\s]*|[^\w’'ʼ«»-]+"
    r"|р(?:ік|оку|оці)|місяц\w+|місяць|тиж\w+|доб\w+|день|дня|дні|квартал\w*|торік|навесні|влітку|восени|взимку|ворог\w*\s+втра\w+|втратил\w*|втратив|сво[їєю]\w*|такі|захопи\w+|лише",
    aside=r"на|з|із|зі|за|до|від|по|для|про|через|під|над|між|проти|після|без",
    articles=r"цей|ця|це|ці|той|та|ті|його|її|їхн\w+|наш\w*|інш\w+|один|одна|деякі",
    nobody=r"[\w-]*сторінк\w+|підрахунки|вдалося|як(?:ого|ої|их|ому|ий|а|і)|багато|напередодні|тому|мінімум|максимум|звіт\w*|джерел\w*|втрат\w*|загибл\w+|поранен\w+|військов\w+|солдат\w*|осіб|людей|бійц\w+|показник\w*|числ\w+|цифр\w*|дан(?:і|их)|оцінк\w+|темп\w*|територі\w+|росіян\w*|окупант\w*|ворог\w*|добровольц\w+|контрактник\w*|\w{1,2}",
    counts=r"підрахунк\w+|оцінк\w+|дан(?:і|ими|их)|карт\w+|звіт\w*|огляд\w*",
    goes_on=r"(?:за|на)\s+(?:його|її|їхн\w+)\s+(?:даними|словами|оцінк\w+|підрахунк\w+|думку)|(?:каже|кажуть|додав|додала|додає|сказав|сказала|уточнив|уточнила|пояснив|пояснила|зазначив|зазначила|повідомив)\s+(?:він|вона|вони)|(?:він|вона|вони)\s+(?:\w+\s+)?(?:каже|сказа\w+|додав\w*|оцін\w+|нарахува\w+|повідоми\w+)|т(?:им|ими)\s+(?:же|самим\w*)\s+\w+",
    now=r"\w+(?:є|ють|ять|ить|ать|уть|ше)",
    talk=r"\s+журналістам(?=\s)|\s+(?:в|у|під\s+час)\s+(?:розмові|інтерв[’'ʼ]?ю|коментарі|ефірі)(?:\s+(?:з|із|для|на|виданню))?(?:\s+[«„\"]?(?-i:[А-ЯІЇЄҐA-Z])[\w’'-]*[»“\"]?)?(?=\s)",
)
_RUSSIAN = Speech(
    says=r"насчита\w+|сообщи\w+|сообща\w+|сказа(?:л|ла|ли|ть)|заяви\w+|заявля\w+|пиш[еу]т|написа\w+|отмеча\w+|отметил\w*|указа(?:л|ла|ли)|оценива\w+|оценил\w*|счита(?:ет|ют)|подсчита\w+|призна[её]т|признал\w*|утвержда\w+|уточня\w+|уточнил\w*|рассказа\w+|говори(?:т|л\w*)|называ(?:ет|ют|л\w*)|назва(?:л|ла|ло|ли)|приводит|прив[её]л\w*|озвучи\w+|добавил\w*|добавля\w+|пояснил\w*|опубликова\w+|установи\w+|подтверди\w+|отчита\w+|отчитыва\w+|зафиксирова(?!н[аоы]?\b)\w+|переда[её]т|документирова\w+",
    behind=r"насчита\w+|сообщи\w+|сообща\w+|говорит|говорят|сказа(?:л|ла|ли)|заяви\w+|заявля\w+|пиш[еу]т|отмеча\w+|утвержда\w+|уточня\w+|уточнил\w*|рассказа\w+|добавил\w*|пояснил\w*|переда[её]т|следует\s+из\s+(?:сводок|данных)|таковы\s+(?:под|рас)сч[её]ты",
    ascribes=r"источник\s*:|(?:под|рас)сч[её]т\s+(?:\w+\s+){0,2}вед(?:ут|[её]т)|список\s+вед(?:ут|[её]т)|по\s+(?:\w+\s+)?(?:данным|словам|оценк\w+|подсч[её]т\w+|информации|версии|сведениям)|(?:говорится|идёт\s+речь)\s+в\s+\w+|реестр\w*(?=\s+(?-i:[A-ZА-Я«]))|по\s+мнению|ссылаясь\s+на|со\s+ссылкой\s+на|(?:данные|данных|оценк\w+|подсч[её]т\w+|сводк\w+)(?=\s+(?-i:[А-ЯЁ«A-Z]))",
    helpers=r"вместе|уже|также|тоже|ранее|позже|тогда|лишь|впервые|недавно|сегодня|вчера|потом|ещ[её]|официально|журналистам",
    passive=r"было|будет|были|есть",
    links=r"",
    breaks=r"и|а|но|что|чтобы|как|который|которая|которые|которых|когда|хотя|если|от|до|с|со|из|за|на|после|против|по|для|о|об|через|под|над|между|то|есть|итого|совместно|он|она|они|мы|я|это|этот|тот|же|\d[\d.,\s]*|[^\w’'«»-]+"
    r"|год\w*|месяц\w*|недел\w+|сутки|день|дня|дней|квартал\w*|весной|летом|осенью|зимой|потерял\w*|сво[ийею]\w*|такие|оно|захватил\w*|лишь",
    aside=r"на|с|со|за|до|от|по|для|о|об|через|под|над|между|против|после|без|из",
    articles=r"этот|эта|это|эти|тот|та|те|его|е[её]|их|наш\w*|друг\w+|один|одна|некоторые",
    nobody=r"[\w-]*страниц\w+|удалось|котор\w+|много|накануне|назад|минимум|максимум|потер\w+|погибш\w+|ранен\w+|военн\w+|солдат\w*|человек|людей|бойц\w+|показател\w+|числ\w+|цифр\w*|данн\w+|оценк\w+|темп\w*|территори\w+|россиян\w*|доброволь\w+|контрактник\w*|список|раза?|\w{1,2}",
    counts=r"подсч[её]т\w*|оценк\w+|данн\w+|карт\w+|сводк\w+",
    goes_on=r"по\s+(?:его|её|ее|их)\s+(?:данным|словам|оценк\w+|подсч[её]т\w+|мнению)|(?:говорит|говорят|добавил\w*|сказал\w*|уточнил\w*|пояснил\w*|отметил\w*|считает|считают)\s+(?:он|она|они)|(?:он|она|они)\s+(?:\w+\s+)?(?:говор\w+|сказа\w+|добав\w+|оцен\w+|насчита\w+|сообщ\w+|счита\w+)|тем\s+же\s+\w+",
    now=r"\w+(?:ет|ют|ит|ят|ут|ёт)",
    talk=r"\s+журналистам(?=\s)|\s+(?:в|во\s+время)\s+(?:разговоре|интервью|комментарии|эфире)(?:\s+(?:с|для|на|изданию))?(?:\s+[«„\"]?(?-i:[А-ЯЁA-Z])[\w-]*[»“\"]?)?(?=\s)",
)

SPEECH: Mapping[str, Speech] = MappingProxyType(
    {"en": _ENGLISH, "de": _GERMAN, "uk": _UKRAINIAN, "ru": _RUSSIAN}
)
