"""What script/check-page.py checks, a module a subject.

A check is a function of a page and the tools at hand. It yields a sentence for each problem, and
returns what it found in a few words. It raises `Skipped` where it lacks something.
"""


class Skipped(Exception):
    """A check cannot be made here; says what is missing."""
