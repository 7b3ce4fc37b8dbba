"""What checks found, as lines for a person."""

from .page import Skipped


class Report:
    """A line a check, and the problems below it."""

    def __init__(self, require_all):
        self.failed = False
        self.require_all = require_all

    def run(self, number, name, function, *arguments):
        problems = []
        steps = function(*arguments)
        try:
            while True:
                problems.append(next(steps))
        except StopIteration as stop:
            if not problems:
                print(f"{number}  ok       {name}: {stop.value}", flush=True)
        except Skipped as reason:
            self.failed = self.failed or self.require_all
            print(f"{number}  skipped  {name}: {reason}", flush=True)
        except Exception as error:
            # A page can be so wrong that a check cannot look at it; the other checks go on.
            problems.append(f"{type(error).__name__}: {str(error).splitlines()[:1]}")
        if problems:
            self.failed = True
            print(f"{number}  FAILED   {name}", flush=True)
            for problem in problems[:8]:
                print(f"             {problem}")
            if len(problems) > 8:
                print(f"             and {len(problems) - 8} more")
