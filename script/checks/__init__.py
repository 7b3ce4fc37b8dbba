"""What script/check-numbers.py compares, a module a subject."""
