"""Figures from files: look at a file, plan what would come of it, apply that to a project, refresh it later.

Nothing is imported here: the process that reads workbooks loads this package too.
"""
