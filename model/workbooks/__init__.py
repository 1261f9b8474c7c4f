"""Workbooks, examined and read in a process of their own; nothing here imports the rest of the model."""
