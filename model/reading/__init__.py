"""From an article to its figures: every number of a text, what it says, and of which days and whose.

`read_report` of `report` reads a text and gives proposals; nothing enters a project before a person says so.
"""
