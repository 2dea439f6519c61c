#!/usr/bin/env python3
"""Run the commands of tests/cli/*.case and hold stdout, stderr and exit status to what stands there.

usage: run_cases.py BUILD [--update]

    === a title
    $ a shell command; `dulati` is the build's, the working folder a fresh one with the examples in it
    stdout as it is; a line of `...` stands for any number of lines
    ! a line of stderr
    ? 2                the exit status, when it is not 0

Output is TAP. --update rewrites the files from what the commands printed (look at the diff).
"""
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def read_cases(path):
    cases, case = [], None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("=== "):
            case = {"title": line[4:], "command": None, "expect": [], "notes": []}
            cases.append(case)
        elif case is None or (case["command"] is None and not line.startswith("$ ")):
            continue
        elif case["command"] is None:
            case["command"] = line[2:]
        else:
            case["expect"].append(line)
    for case in cases:
        while case["expect"] and not case["expect"][-1]:
            case["expect"].pop()
    return cases


def run(command, build):
    with tempfile.TemporaryDirectory() as folder:
        for example in (HERE.parent.parent / "examples").glob("*.jsonl"):
            shutil.copy(example, folder)
        env = dict(os.environ, PATH="%s:%s" % (build, os.environ["PATH"]), LC_ALL="C.UTF-8", DULATI_DATA="")
        done = subprocess.run(["bash", "-c", command], cwd=folder, env=env, capture_output=True, timeout=120)
    text = done.stdout.decode("utf-8", "replace").splitlines()
    text += ["! " + line for line in done.stderr.decode("utf-8", "replace").replace(str(build), "BUILD").splitlines()]
    text += ["? %d" % done.returncode] if done.returncode else []
    while text and not text[-1]:
        text.pop()
    return text


def matches(expect, got):
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n" for line in expect)
    return re.fullmatch(pattern, "".join(line + "\n" for line in got)) is not None


def main():
    build, update = pathlib.Path(sys.argv[1]).resolve(), "--update" in sys.argv
    number = failed = 0
    for path in sorted(HERE.glob("*.case")):
        written = []
        for case in read_cases(path):
            number += 1
            got = run(case["command"], build)
            good = matches(case["expect"], got)
            failed += not good
            print("%sok %d - %s: %s" % ("" if good else "not ", number, path.stem, case["title"]))
            if not good:
                print("\n".join("#   " + line for line in difflib.unified_diff(case["expect"], got, "expected", "got", lineterm="", n=1)))
            written += ["=== " + case["title"], "$ " + case["command"], *(case["expect"] if good else got), ""]
        if update:
            path.write_text("\n".join(written), encoding="utf-8")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
