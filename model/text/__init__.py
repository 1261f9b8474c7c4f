"""Words, numbers, units, days, figures, outcomes: from text to value and back."""
