"""Readers of files: of each its table, as an `OpenedFile`. What is packed or marked up is read in a child.

Nothing is imported here: the processes that read workbooks, Parquet and markup load this package too.
"""
