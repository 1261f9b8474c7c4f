"""What the commands do without a window: report, check, plot, import."""
