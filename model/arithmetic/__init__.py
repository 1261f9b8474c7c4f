"""Low, best and high: one value, whole columns of them, exact and running sums."""
