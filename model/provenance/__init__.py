"""Where a number comes from: the cells it was made of, the sources it rests on, what other sources say."""
