"""What `browser.py` answers: one module for the check, one for practice, one for the prospects."""
