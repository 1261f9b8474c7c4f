"""Salient, installed: what a checkout has at its top lies here (see `[tool.hatch]` in pyproject.toml)."""
