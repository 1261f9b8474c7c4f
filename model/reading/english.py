"""The words of English reports."""

from __future__ import annotations

from model.reading.vocabulary import Cue, Vocabulary
from model.text.figure_words import Qualifier

_PEOPLE = (
    r"(?:russian|ukrainian|british|german|french|israeli|allied|north\s+korean|enemy|own)?\s*"
    r"(?:soldiers?|men|servicem[ae]n|troops|personnel|people|persons|servicemembers|fighters|militants|members)"
)

ENGLISH_WORDS = Vocabulary(
    code="en",
    decimal=".",
    groups=",",
    cues={
        Cue.CASUALTIES: r"casualt(?:y|ies)|killed\s*(?:and|or|\+|&)\s*(?:wounded|injured)|killed,?\s+wounded"
        r"|killed,?\s+hurt\s+or|(?:dead|killed)\s+(?:and|or)\s+(?:wounded|injured)|(?:daily\s+)?losses"
        r"|(?:has|have|had)\s+lost|lost(?!\s+(?:ground|territory|control|speed|again|\d+\s+(?:aircraft|tanks)))"
        r"|losing|loses|fell\s+out|irrecoverable",
        Cue.KILLED: r"killed|dead\b|deaths?|died|fatalit(?:y|ies)|slain|fallen|fell\s+on|soldiers\s+who\s+fell"
        r"|lost\s+their\s+lives|toll",
        Cue.WOUNDED: r"wounded|injur(?:ed|ies)",
        Cue.CONFIRMED: r"by\s+name|names?\s+of|confirmed\s+(?:dead|deaths|killed)|names\s+had\s+been"
        r"|documented\s+the\s+deaths|identified|names\b(?!\s+of\s+units)",
        Cue.MISSING: r"(?:wounded|injured)\s+(?:or|and)\s+missing|missing",
        Cue.GAINED: r"gain(?:s|ed|ing)?|captur(?:e|es|ed|ing)|seiz(?:e|es|ed|ing)|took(?!\s+(?:back|prisoner|hold|place|part|over|off|effect))"
        r"|taken(?!\s+(?:prisoner|back))|overran|wrested|conquer(?:ed|ing)|occupied|advanc(?:e|es|ed|ing)"
        r"|changed\s+hands|moved\s+forward|of\s+ground|swallowed|over-?run|managed",
        Cue.LOST_GROUND: r"took\s+back|re(?:took|captured|gained|claimed)|liberat(?:e|ed|ing)|lost\s+ground",
        Cue.HELD: r"control(?:s|led)?|held|holds?|under\s+occupation|occupies|in\s+total",
        Cue.RECRUITS: r"recruit(?:s|ed|ing|ment)?|enlist(?:s|ed|ing)?|conscripts?|conscripted|hir(?:e|es|ed|ing)"
        r"|sign(?:ed|ing)(?:\s+(?:up|contracts?|a\s+contract))?|contract\s+(?:soldiers|servicemen)|joined"
        r"|volunteers?|mobili[sz](?:e|ed|es|ing)|intake|brings?\s+(?:them|in)|called\s+up",
        Cue.NEED: r"need(?:s|ed)?|requir(?:e|es|ed|ement)|necessary|would\s+have\s+to",
        Cue.PLAN: r"plan(?:s|ned)?|aim(?:s|ed)?|targets?|targeted|quotas?|goals?|set\s+out\s+to|intends?|provides?\s+for",
        Cue.DONE: r"managed|had\s+signed|found|achieved|fulfilled|so\s+far|reached|completed|only\s+got",
        Cue.REPLACES: r"make\s+good|made\s+good|replac(?:e|ed|es|ing)|offset|cover(?:ed|s)?",
        Cue.PEOPLE: _PEOPLE,
        Cue.EQUIPMENT: r"tanks?|drones?|shells?|aircraft|planes?|helicopters?|lorr(?:y|ies)|trucks?|vehicles?|missiles?"
        r"|guns?|howitzers?|artillery\s+(?:systems|pieces)|ships?|boats?|submarines?|rockets?|bombs?|rounds\b"
        r"|armou?red|ifvs?|apcs?|mlrs|uavs?|ammunition|machine\s+guns|tons?\b|tonnes?|kilogram",
        Cue.ATTACKS: r"attacks?|assaults?|strikes?|clashes|engagements|sorties|airstrikes|combat\s+actions",
        Cue.PRISONERS: r"taken\s+prisoner|prisoners?|captives?|pows?\b|inmates",
        Cue.BODIES: r"bodies|corpses|remains|graves",
        Cue.DISPLACED: r"displaced|refugees|evacuat(?:ed|ion|e)|fled|patients|civilians",
        Cue.VOTES: r"votes?|voters|polled|respondents|seats",
        Cue.STRENGTH: r"now\s+stand|stand(?:s|ing)?\s+in\s+the\s+country|strength|deployed|strong\b|left\s+their\s+trenches"
        r"|sent\s+to\s+help|garrison|number(?:s|ed)\s+(?:about|some)|troops\s+in|amassed|concentrated|reserves?\b",
        Cue.RANK: r"officers?|generals?\b|colonels?|majors\b|lieutenants?|captains?",
        Cue.TERRITORY: r"of\s+(?:ukraine|the\s+country|ukrainian\s+territory|the\s+territory|the\s+land|its\s+territory)",
        Cue.OTHER: r"likes|reposts|views|followers|shares\b|convoys|room\b|commercial|with\s+aid|debtors|sanctions"
        r"|settlements?|villages?|towns?|cities|hospitals?|companies|houses|buildings|children|women|games",
        Cue.FORECAST: r"will\b|(?-i:may)\b|might\b|could\b|expect(?:s|ed)?|forecasts?"
        r"|by\s+(?:spring|summer|autumn|winter)\?|before\s+(?:spring|summer|autumn|winter)|likely\s+stay|predict(?:s|ed)?",
        Cue.RECORD: r"first\s+time|record\b|in\s+a\s+single\s+day|one\s+day\s+high|daily\s+losses\s+passed",
        Cue.LESS: r"less\s+than|fewer\s+than|lower\s+than|less\b|fewer\b|smaller|down\s+by|fell\s+by|dropped\s+by|declined\s+by",
        Cue.MORE: r"more\s+than|higher\s+than|up\s+by|rose\s+by|grew\s+by|increased\s+by|larger",
        Cue.RISING: r"r[io]s(?:e|es|en|ing)|increas\w*|gr[eo]w\w*|climb\w*|went\s+up|upward\w*|up\b",
        Cue.FALLING: r"f[ae]ll\w*|declin\w*|decreas\w*|shr[aiu]nk\w*|drop\w*|went\s+down|downward\w*|lost\s+speed|slow\w*",
    },
    before={
        Qualifier.ABOUT: r"about|around|approximately|approx\.?|roughly|circa|c\.|nearly|almost|some|just\s+under"
        r"|close\s+to|an\s+estimated|estimated\s+at|estimated|in\s+the\s+region\s+of|in\s+the\s+order\s+of|or\s+so|~|≈|∼",
        Qualifier.OVER: r"more\s+than|just\s+over|well\s+over|over|above|exceed(?:ing|ed|s)|in\s+excess\s+of|upwards\s+of|upward\s+of"
        r"|pass(?:ed|es)|topp(?:ed|ing)|surpass(?:ed|es|ing)|beyond|north\s+of|>",
        Qualifier.AT_LEAST: r"at\s+least|no\s+fewer\s+than|no\s+less\s+than|not\s+(?:fewer|less)\s+than|a\s+minimum\s+of|≥|>=",
        Qualifier.UNDER: r"fewer\s+than|less\s+than|under|below|<",
        Qualifier.UP_TO: r"up\s+to|as\s+many\s+as|as\s+much\s+as|at\s+(?:the\s+)?most|no\s+more\s+than|not\s+more\s+than|a\s+maximum\s+of|≤|<=",
    },
    after={
        Qualifier.AT_LEAST: r"\+|or\s+more|at\s+least",
        Qualifier.UP_TO: r"or\s+(?:fewer|less)|at\s+most",
        Qualifier.ABOUT: r"or\s+so",
    },
    scales={r"hundred": 1e2, r"k|thousand": 1e3, r"m|mn|mln|million": 1e6, r"bn|billion": 1e9},
    words={
        "a|one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
        "eleven": 11,
        "twelve": 12,
        "thirteen": 13,
        "fourteen": 14,
        "fifteen": 15,
        "sixteen": 16,
        "seventeen": 17,
        "eighteen": 18,
        "nineteen": 19,
        "twenty": 20,
        "thirty": 30,
        "forty": 40,
        "fifty": 50,
        "sixty": 60,
        "seventy": 70,
        "eighty": 80,
        "ninety": 90,
        "half\\s+a": 0.5,
        "one\\s+and\\s+a\\s+half": 1.5,
        "first": 1,
        "second": 2,
        "third": 3,
        "fourth": 4,
        "fifth": 5,
        "sixth": 6,
        "seventh": 7,
        "eighth": 8,
        "ninth": 9,
        "tenth": 10,
        "eleventh": 11,
        "twelfth": 12,
    },
    ranges=((r"between", r"and"), (r"from", r"to"), ("", r"to"), ("", r"[-–—]")),
    units={
        "km2": r"sq(?:\.|uare)?\s*(?:km|kilomet(?:er|re)s?)\b|km²|km2|km\^2|square\s+kilomet(?:er|re)s?",
        "mi2": r"sq(?:\.|uare)?\s*miles?\b|sq\.?\s*mi\b|mi²|square\s+miles?",
        "ha": r"hectares?|ha\b",
    },
    percent=r"%|per\s?cent|percentage\s+points?",
    times=r"times\b|-?fold",
    money=r"ro?u?bles?|dollars?|euros?|pounds?|hryvnias?|usd|eur|rub|uah|cents?\b",
    distance=r"km\b|kilomet(?:er|re)s?|miles?\b|met(?:er|re)s?\b|m\b|feet\b|yards?|cm\b",
    duration=r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?)\b(?!\s+(?:in\s+a\s+row|running))",
    age_before=r"aged?|ages\s+of|age\s+of",
    age_after=r"[-\s]years?[-\s]olds?|(?:months?|years?)\s+old|years\s+of\s+age",
    unit_name=r"(?:separate\s+|guards\s+|motori[sz]ed\s+|mechani[sz]ed\s+|assault\s+|air\s+|marine\s+|combined\s+arms\s+|tank\s+)*"
    r"(?:brigade|battalion|regiment|division|army|corps|company|squadron|fleet)",
    average=r"on\s+average|an\s+average\s+of|average|averaging|mean",
    per={
        "day": r"(?:a|per|each|every)\s+day|daily|/\s?day",
        "month": r"(?:a|per|each|every|of\s+each)\s+month|monthly|/\s?month|a\s+month",
        "year": r"(?:a|per|each|every)\s+year|yearly|annually|/\s?year",
        "week": r"(?:a|per|each|every)\s+week|weekly",
    },
    per_area=r"(?:on\s+average\s+)?(?:per|for\s+(?:each|every)|for\s+one|a|each|every|to\s+the|/)\s*"
    r"(?:sq(?:\.|uare)?\s*(?:km\b|kilomet(?:er|re))|km²|km2|square\s+kilomet(?:er|re))|(?:per|for\s+(?:each|every)|a)\s+"
    r"(?:sq(?:\.|uare)?\s*mi(?:le)?\b|square\s+mile)",
    since=r"since",
    until=r"by|until|till|as\s+of|up\s+to|through|to",
    within=r"in|during|over|for|throughout|of|within|across",
    same=r"(?:over|in|for|during|of)?\s*(?:the|that|this)\s+(?:very\s+)?same\s+(?:period|time|span|days?|weeks?|months?|year|(?:\w+\s+)?(?:days|weeks|months))"
    r"|(?:in|over|for|during)\s+(?:that|this|these|those)\s+(?:period|time|month|span|(?:\w+\s+)?(?:days|weeks|months))|at\s+that\s+time|that\s+month|this\s+period",
    relative={
        "last_month": r"last\s+month|the\s+past\s+month|the\s+previous\s+month",
        "this_month": r"this\s+month|so\s+far\s+this\s+month",
        "this_year": r"this\s+year|so\s+far\s+this\s+year|the\s+current\s+year",
        "last_year": r"last\s+year|the\s+previous\s+year",
        "yesterday": r"yesterday|the\s+previous\s+day",
        "last_24h": r"(?:the\s+)?(?:past|last)\s+(?:24\s+hours|day)",
        "last_week": r"(?:the\s+)?(?:past|last)\s+week",
        "past_months": r"(?:the\s+)?(?:past|last)\s+(?P<count>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})\s+months",
        "war": r"since\s+the\s+(?:start|beginning|outbreak)\s+of\s+the\s+(?:war|full-scale\s+(?:war|invasion)|invasion)"
        r"|since\s+the\s+(?:war|(?:full-scale\s+)?invasion)\s+(?:started|began)|since\s+the\s+invasion|so\s+far\b|in\s+total",
    },
    seasons={"winter": 12, "spring": 3, "summer": 6, "autumn|fall": 9},
    first_months=r"(?<!\w)(?:the\s+)?first\s+(?P<count>two|three|four|five|six|seven|eight|nine|ten|eleven|\d{1,2})\s+months"
    r"(?:\s+of\s+(?:the\s+year|this\s+year|(?P<year>20\d\d)))?",
    early_late={
        "early": r"early",
        "mid": r"mid(?:dle\s+of)?-?",
        "late": r"late",
        "end": r"(?:the\s+)?end\s+of",
        "begin": r"(?:the\s+)?(?:beginning|start)\s+of",
    },
    through=r"to|through|until|till|[-–—]|and(?=\s+the\s+\d)",
    and_=r"and",
    for_price=r"for",
    for_each=r"per|each|every|for|a",
    compared_to=r"from|than|after|against|to|versus",
    quarter=r"(?:the\s+)?(?P<q>first|second|third|fourth)\s+quarter(?:\s+of)?|Q(?P<n>[1-4])",
    half_year=r"(?:the\s+)?(?P<q>first|second)\s+half(?:\s+of)?(?:\s+the\s+year)?|H(?P<n>[12])",
    part_of=r"weeks?|weekend|days?|half|quarter|part|third|fortnight|decade",
    hypothetical=r"would\s+(?:take|cost|need\s+\w+\s+years)|at\s+(?:the|this)\s+current\s+(?:rate|pace)|at\s+this\s+(?:rate|pace)|if\s+(?:the|this)\s+\w+\s+continues",
    or_=r"or",
    ordinal=r"st|nd|rd|th",
    between=r"between",
    by=r"by",
    beginning=r"beginning\s+of|start\s+of|early",
    filler=r"only|just|about|some|a\s+total\s+of",
    filler_days=r"the\s+",
    said=r"sa(?:id|ys)|according\s+to|report(?:s|ed)?|estimat(?:es|ed)|writes?|wrote|notes?|told|counts?|puts?|reckon(?:s|ing)?|claim(?:s|ed)?"
    r"|announced|boasted|adds?|calculat(?:es|ed)|shows?|give|gives|think|concede|admitted|find|found",
    by_whom=r"according\s+to|(?:reckoning|estimates?|calculations?|count|figures|analysis|study|numbers)\s+(?:of|by)|said|says|by|citing|reported\s+by|estimated\s+by|figures\s+from|data\s+from",
    for_all=r"figures|source|sources|data",
    by_whose=r"[Bb]y|reports\s+of|numbers\s+of|data\s+of|that|maps\s+of",
    relays=r"citing|relies\s+on|relying\s+on|quoted\s+by|quoting|told|by\s+the\s+reports\s+of|based\s+on|based\s+on\s+(?:data|figures|maps)\s+(?:of|from)",
    sources=(
        (r"London(?=\s+says|\s+said|'s\s+update)", "UK Ministry of Defence"),
        (r"Institute\s+for\s+the\s+Study\s+of\s+War|ISW", "Institute for the Study of War"),
        (
            r"(?:Ukrainian|Ukraine's|Kyiv's)\s+General\s+Staff|General\s+Staff(?:\s+in\s+Kyiv|\s+of\s+Ukraine)?",
            "Ukrainian General Staff",
        ),
        (
            r"(?:UK|British)\s+(?:Ministry\s+of\s+Defen[cs]e|defen[cs]e\s+ministry|MoD|Defence\s+Intelligence)|UK\s+MoD|DEFENCE\s+INTELLIGENCE|Defen[cs]e\s+Intelligence(?!\s+Agency)",
            "UK Ministry of Defence",
        ),
        (r"Ukrainian\s+military\s+intelligence|\bHUR\b|\bGUR\b", "Ukrainian military intelligence"),
        (r"Center\s+for\s+Strategic\s+and\s+International\s+Studies|CSIS", "CSIS"),
        (r"Agence\s+France-Presse|\bAFP\b", "AFP"),
        (r"National\s+Resistance\s+Cent(?:er|re)", "National Resistance Center"),
        (
            r"(?:the\s+)?BBC(?:'s)?(?:\s+Russian\s+service)?,?\s+(?:and|the\s+news\s+site|with)\s+Mediazona|Mediazona,?\s+(?:and|with)\s+the\s+BBC",
            "Mediazona and BBC",
        ),
        (r"Mediazona", "Mediazona"),
        (r"(?:the\s+)?BBC(?:\s+Russian\s+service)?", "BBC"),
        (r"DeepState", "DeepState"),
        (r"(?:[Uu]nnamed\s+)?U\.?S\.?\s+officials", "US officials"),
        (
            r"(?:the\s+)?(?:territory's|Gaza(?:'s)?|Hamas-run|Palestinian)\s+(?:health\s+ministry|ministry\s+of\s+health)|the\s+(?:health\s+)?ministry(?=,?\s+which|\s+said)",
            "Gaza health ministry",
        ),
        (
            r"Russian\s+(?:Ministry\s+of\s+Defen[cs]e|defen[cs]e\s+ministry)|Moscow\s+has\s+admitted",
            "Russian Ministry of Defence",
        ),
        (
            r"(?:Ukraine's\s+|Ukrainian\s+)(?:Ministry\s+of\s+Defen[cs]e|defen[cs]e\s+ministry)",
            "Ukrainian Ministry of Defence",
        ),
        (r"(?:Oleksandr\s+)?Syrskyi", "Oleksandr Syrskyi"),
        (r"(?:Volodymyr\s+)?Zelensk(?:yy|y|iy)", "Volodymyr Zelenskyy"),
        (r"(?:Vadym\s+)?Skibitskyi", "Vadym Skibitskyi"),
        (r"(?:Dmitry\s+)?Medvedev", "Dmitry Medvedev"),
        (r"NATO(?:\s+officials)?", "NATO"),
        (r"(?:The\s+)?Economist", "The Economist"),
        (r"Hamas(?=,|\s+(?:said|claimed))", "Hamas"),
        (r"Pentagon", "Pentagon"),
        (r"(?:[Ii]ndependent\s+)journalists", "independent journalists"),
        (r"(?:[Oo]ther\s+)historians", "other historians"),
        (r"(?:Kyiv|Kiev)(?=\s+(?:counts|says|said|puts|claims|reckons|estimates))", "Kyiv"),
        (r"Moscow(?=\s+(?:counts|says|said|puts|claims|admits))", "Russian Ministry of Defence"),
        (r"sources\s+in\s+Kyiv", "sources in Kyiv"),
        (r"[Mm]ilitary\s+experts", "military experts"),
    ),
    sides=(
        (r"Russia(?:ns?)?(?:'s)?|Moscow(?:'s)?|Kremlin|Putin", "Russia"),
        (
            r"Ukrain(?:e|ian|ians)(?:'s)?(?!\s+General\s+Staff)|Kyiv's(?=\s+(?:own\s+)?(?:forces|troops|army|soldiers|losses))",
            "Ukraine",
        ),
        (r"Brit(?:ish|ain)(?!\s+(?:defen[cs]e|Ministry|MoD))|British\s+Empire", "British Empire"),
        (r"French|France", "France"),
        (r"Germans?|Germany", "Germany"),
        (r"Allied|Allies", "Allies"),
        (r"Israelis?|Israel", "Israel"),
        (r"Gaza", "Gaza"),
    ),
    place_before=r"in|from|to|of|near|inside|across|at",
    office=r"General\s+Staff|officials?|colonel|Ministry|defen[cs]e|military\s+intelligence|soil|land|territory|website"
    r"|radio|president|commander|government|sources?|service|region|top\b",
    respectively=r"respectively",
    subregion=r"[Ii]n\s+the\s+[A-Z][\w-]+\s+(?:region|oblast|direction|sector|province)",
    clause=r"while|whereas|but|after|which|where|who|although|though|because|against|and\s+(?:has|have|had|their|its)",
    stops=frozenset(
        {
            "in",
            "and",
            "while",
            "but",
            "after",
            "from",
            "to",
            "during",
            "against",
            "than",
            "on",
            "at",
            "by",
            "between",
            "for",
        }
    ),
    trend_words=r"(?:consecutive|straight|successive)\s+(?:months?|quarters?|weeks?|monthly|decline|rise)"
    r"|(?:months?|quarters?)\s+(?:in\s+a\s+row|running|in\s+succession)"
    r"|monthly\s+(?:decline|rise|increase|fall|drop)s?(?:\s+in\s+(?:a\s+row|succession))?",
    daily=r"daily",
    each_month=r"(?:each|every)\s+month|monthly",
    compared=r"than|compared\s+(?:with|to)|against|year\s+on\s+year|over\s+the\s+previous|from\s+the\s+month\s+before",
    began=r"began|begun|started|opened|was\s+launched|launched",
    ended=r"ended|broken\s+off|was\s+over|called\s+off|lasted\s+until|finished|halted",
    since_event=r"since",
    on=r"on|in",
    never=r"not|never",
    that_year=r"of\s+(?:that|the\s+same)\s+year",
    per_person=r"(?:for|per)\s+(?:each|every|one)\s+(?:Ukrainian|Russian|soldier|defender|man)\b",
    added=r"(?:names\s+)?(?:had\s+been\s+|were\s+|have\s+been\s+)?(?:added|more\s+names)",
    total=r"as\s+of|reached|brings?|stood\s+at|total|altogether|in\s+all|already|so\s+far|now\b|had\s+been\s+killed|admitted",
    first_day=r"the\s+first\s+day|day\s+one|opening\s+day",
    whole=r"the\s+whole\s+(?:battle|war|campaign|operation|offensive)|at\s+the\s+end|in\s+all|altogether|other\s+historians|on\s+average",
    states=r"said|says|told|boasted|announced|admitted|wrote",
    office_again=r"the\s+(?:institute|cent(?:er|re)|ministry|agency|service|staff|project|newspaper|bureau)",
)
