"""Figures from files: the assistant that reads one, the refresh that reads them again, and their way in."""
