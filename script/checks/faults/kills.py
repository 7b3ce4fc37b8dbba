"""SIGKILL at random moments; then the same command again."""

import collections
import os
import signal
import subprocess


def killed(shop, jobs, delay):
    """Kills a build after `delay` seconds; where it had come to, nothing where it was faster."""
    process = shop.start(shop.command(jobs))
    try:
        process.communicate(timeout=delay)
        return None
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return shop.phase()


def kills(shop, count, generator):
    """Of `count` killed builds, how many end as undisturbed: each is gone on with to its end, a third
    after a second kill. Moments are spread evenly over the time that a build takes."""
    shop.learn(1, 2)
    phases, again, done, missed = collections.Counter(), 0, 0, 0
    while done < count:
        jobs = 1 + done % 2
        shop.clear()
        share = (done + generator.random()) / count
        phase = killed(shop, jobs, share * shop.seconds[jobs])
        if phase is None:
            # The machine is faster than it was.
            missed += 1
            if missed > 20 + count:
                yield "builds end before they can be killed"
                return None
            shop.seconds[jobs] *= 0.97
            continue
        done += 1
        phases[phase] += 1
        problems = shop.invalid()
        if generator.random() < 1 / 3 and killed(shop, jobs, generator.random() * shop.seconds[jobs]):
            again += 1
            problems += shop.invalid()
        status, said = shop.build(jobs)
        problems += [f"exits {status}: {said.strip()[-200:]}"] if status else []
        problems += shop.differences()
        if problems:
            yield f"kill {done}, {jobs} jobs, {phase}: {'; '.join(problems[:3])}"
    where = ", ".join(f"{phase} {phases[phase]}" for phase in
                      ["start", "training", "judge", "evaluation", "drawing", "site", "end"]
                      if phases[phase])
    return f"{count} of {count} killed builds end as undisturbed ({where}; {again} killed twice)"
