"""Measures what the site promises, beside its aims: `make bench`."""
