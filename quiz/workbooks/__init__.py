"""Workbooks, read and written: a part of the engine that is fetched for them."""
