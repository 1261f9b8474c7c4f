"""Everything computed of a project: `derive` makes `Results` of it, one column for each measure."""
