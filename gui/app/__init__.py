"""The application around the window: theme, faults, messages, background work, settings."""
