"""Invented articles from whose figures a project is made."""

from __future__ import annotations

AUTUMN = """\
How autumn was paid for

Between 1 September and 30 November 2024 Russian forces lost more than 125,000 men to gain 2,356 square \
kilometers (910 square miles), the Institute for the Study of War calculates. It is about 53 casualties \
for each square kilometer.

For September and October the institute counts 80,110 casualties and 1,517 square kilometers (586 square \
miles). In November Russian forces suffered 45,690 casualties, an average of 1,523 a day, and seized 839 \
square kilometers (324 square miles), some 28 square kilometers (10.8 square miles) a day. November was \
the fifth month in a row in which Russian casualties rose.

From September to November 2024 Russia recruited between 25,000 and 30,000 men a month, U.S. officials \
said. To make good its losses it would have needed to recruit 50,000 to 52,000 men a month from September \
to November 2024, they added.

In the occupied territories 10,000 conscripts were planned for 2024; by the end of November 4,000 had \
been found, according to the National Resistance Center.

On 28 November 2024 more than 2,000 Russian soldiers were lost in a single day for the first time. By the \
end of November 2024 journalists had confirmed the deaths of 80,000 Russian soldiers by name.
"""

FOUR_MONTHS = """\
The price of four months

Month by month, the Institute for the Study of War counts for Russia in 2025:

- May: 499.28 sq. km, 35,370 casualties (about 70 per sq. km)
- June: 465.8 sq. km, 32,680 casualties (about 70 per sq. km)
- July: 445.88 sq. km, 33,230 casualties (about 75 per sq. km)
- August: 499.43 sq. km, 28,880 casualties (about 68 per sq. km)
"""
