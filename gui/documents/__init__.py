"""Opening, saving, keeping and exporting projects."""
