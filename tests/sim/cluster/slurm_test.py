"""A sweep on a real Slurm says the same as on one machine, though a task is killed in the middle.

Usage: slurm_test.py HEADROOM. Exit code 77: there can be no cluster here.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import time

from slurm_cluster import Cluster, DoesNotComeUp, why_impossible

POINTS = 12
TASKS = 4

# About half a second a point.
SCENARIO = {
    "name": "one-line",
    "run": {"duration": "40000s", "replications": 2, "seed": 5},
    "services": {"s": {"cores": 1, "operations": {"pay": [{"cpu": {"exponential": "60ms"}}]}}},
    "flows": {"pay": {"entry": "s.pay"}},
    "load": [{"flow": "pay", "rate": "10/s"}],
}


def check(condition, what):
    if not condition:
        sys.exit("FAILED: " + what)


def kill_a_task(cluster, store):
    """Waits for the first finished point, then cancels a task that still has work to do."""
    for _ in range(600):
        unfinished = cluster.run("squeue", "--noheader", "--array", "--format=%i").stdout.split()
        if list(store.glob("*.json")) and unfinished:
            cluster.run("scancel", unfinished[-1])
            return unfinished[-1]
        time.sleep(0.05)
    sys.exit("FAILED: no task to kill")


def skip(why):
    print("skipped:", why)
    sys.exit(77)


def compare(headroom, folder):
    with Cluster(folder) as cluster:
        scenario = folder / "it's a scenario.json"
        scenario.write_text(json.dumps(SCENARIO))
        store = folder / "store"
        command = [headroom, "sweep", str(scenario), "--vary", f"run.seed=1..{POINTS}:1",
                   "--set", "load.0.rate=11/s", "--format", "csv"]
        here = cluster.run(*command)
        check(here.returncode == 0, "the sweep on this machine: " + here.stderr)

        on_slurm = subprocess.Popen(
            command + ["--on", "slurm", "--tasks", str(TASKS), "--store", str(store)],
            env=cluster.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        killed = kill_a_task(cluster, store)
        output, errors = on_slurm.communicate(timeout=240)
        check(on_slurm.returncode == 0, "the sweep on Slurm: " + errors)
        check(errors.count("Slurm job") == 2, f"what {killed} left is submitted again: " + errors)
        check(output == here.stdout, "the same bytes from Slurm as from this machine")
        check(len(list(store.glob("*.json"))) == POINTS, "every point is kept once")

        again = cluster.run(*command, "--on", "slurm", "--store", str(store))
        check(again.stdout == here.stdout and not again.stderr, "nothing is computed twice")
        print(f"{POINTS} points in {TASKS} tasks, {killed} killed: the same {len(output)} bytes")


def main():
    why = why_impossible()
    if why:
        skip(why)
    with tempfile.TemporaryDirectory() as folder:
        try:
            compare(sys.argv[1], pathlib.Path(folder))
        except DoesNotComeUp as reason:
            skip(reason)


main()
