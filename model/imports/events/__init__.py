"""Figures from tables of events that are larger than a spreadsheet: the engine that holds them counts.

Ibis and the engines are an optional part (`events` of the extras), and are imported when they are used.
"""
