"""The same figures looked at in another way: series or projects compared, what moves a result, what if."""
