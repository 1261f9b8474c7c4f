"""Texts of files: plain text, HTML, DOCX, PDF. `open_article` of `article` reads any of them.

What others made is parsed in `document_process`, a program of its own within limits of memory and time.
"""
