"""One module a group of endpoints: parameters in, views out. No facts in here."""
