"""Where a number comes from, and what is shown of a cell."""
