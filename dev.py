"""The one script of the house: python3 dev.py demo | test | check | bench | torture | contract | serve | lock. Standard library only.

Makes `.venv`, installs the locked list (with hashes) and runs the project's own commands in it. Uses uv when it is there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
STAMP = VENV / "installed"
OLDEST = (3, 11)
AS_FOUND = {"bad", "differential"}  # inputs to refuse, and shapes on which engines differed


class MissingError(Exception):
    """Something that the machine lacks, said in Chinese and in English."""


def lock(extent: str) -> Path:
    """The locked list of `core` (what users need) or `test` (what checks need too)."""
    return ROOT / "requirements" / f"{extent}.txt"


def fingerprint(extent: str) -> str:
    """What the stamp of a finished installation says: the extent and the hash of its list."""
    return f"{extent} {hashlib.sha256(lock(extent).read_bytes()).hexdigest()}"


def ready(extent: str) -> bool:
    """Whether `.venv` holds what is asked for; a test installation serves a demo too."""
    said = STAMP.read_text(encoding="utf-8") if STAMP.is_file() else ""
    return said in (fingerprint(extent), fingerprint("test"))


def check_python(version: tuple[int, int] = sys.version_info[:2]) -> None:
    """Raise MissingError where Python is too old."""
    if version < OLDEST:
        raise MissingError(
            f"需要 Python 3.11 或更新版本，现为 {version[0]}.{version[1]}。 / Python 3.11 or newer is needed."
        )


def make_venv() -> None:
    """A fresh `.venv`; a half-made one is thrown away."""
    shutil.rmtree(VENV, ignore_errors=True)
    if shutil.which("uv"):
        run(["uv", "venv", "--quiet", "--python", sys.executable, str(VENV)])
        return
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError as missing:
        raise MissingError(
            "缺少 venv 模块：在 Debian/Ubuntu 上请先执行 apt install python3-venv。\n"
            "The venv module is missing: on Debian/Ubuntu run: apt install python3-venv"
        ) from missing
    venv.create(VENV, with_pip=True)


def install(extent: str) -> None:
    """Make `.venv` hold the locked list of `extent`, and the command `clausegraph`."""
    if ready(extent):
        return
    check_python()
    print(f"安装依赖（{extent}）… / installing ({extent}) …", file=sys.stderr)
    make_venv()
    pip = ["uv", "pip", "install", "--quiet", "--python", str(BIN / "python")] if shutil.which("uv") else pip_command()
    try:
        run([*pip, "--require-hashes", "-r", str(lock(extent))])
    except subprocess.CalledProcessError as failed:
        raise MissingError(
            "依赖安装失败：请检查网络（或软件包镜像）与磁盘空间，然后重试。\n"
            "Installing failed: check the network (or package mirror) and the disk, then try again."
        ) from failed
    link_project()
    STAMP.write_text(fingerprint(extent), encoding="utf-8")


def pip_command() -> list[str]:
    """pip of `.venv`, quiet."""
    return [str(BIN / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]


def link_project() -> None:
    """Put this checkout on the path of `.venv` and its command beside the others."""
    found = run_text([str(BIN / "python"), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
    (Path(found.strip()) / "clausegraph.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    command = BIN / "clausegraph"
    command.write_text("#!/bin/sh\n" + f'exec "{BIN / "python"}" -m api.cli "$@"\n', encoding="utf-8")
    command.chmod(0o755)


def run(command: Sequence[str]) -> None:
    """Run a command in the project's folder; a failure raises."""
    subprocess.run(command, cwd=ROOT, check=True)


def run_text(command: Sequence[str]) -> str:
    """What a command prints."""
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def tool(name: str, *words: str) -> list[str]:
    """A tool of `.venv` as a command."""
    return [str(BIN / name), *words]


def turtle_files() -> list[str]:
    """Every Turtle file that is formatted: all but inputs that are kept as they were found (`AS_FOUND`)."""
    found = (path for folder in ("ontology", "shapes", "fixtures") for path in (ROOT / folder).rglob("*.ttl"))
    return sorted(str(path) for path in found if AS_FOUND.isdisjoint(path.relative_to(ROOT).parts))


def checks() -> dict[str, list[str]]:
    """The checks of `dev.py check` in their order."""
    return {
        "format": tool("ruff", "format", "--check", "."),
        "lint": tool("ruff", "check", "."),
        "types": tool("mypy", "--strict", "engine", "api", "dev.py"),
        "imports": tool("lint-imports"),
        "turtle": tool("turtlefmt", "--check", *turtle_files()),
        "edition": tool("clausegraph", "check", "--reasoner", "none"),
        "structure": tool("python", "-m", "pytest", "-q", "tests/architecture", "tests/ontology"),
    }


def demo(words: Sequence[str]) -> int:
    """Grade the cases in `fixtures/` and print grades and lost points."""
    install("core")
    return subprocess.run(tool("clausegraph", "demo", *words), cwd=ROOT, check=False).returncode


def test(words: Sequence[str]) -> int:
    """Run every test."""
    install("test")
    return subprocess.run(tool("python", "-m", "pytest", "-n", "auto", *words), cwd=ROOT, check=False).returncode


def check(words: Sequence[str]) -> int:
    """Run every check, all of them even where one fails, and say in a line each how it went."""
    install("test")
    said = [timed(name, command) for name, command in checks().items() if not words or name in words]
    print("\n".join(f"{'ok    ' if code == 0 else 'FAILED'} {name} {seconds:.1f} s" for name, code, seconds in said))
    return int(any(code for _, code, _ in said))


def timed(name: str, command: Sequence[str]) -> tuple[str, int, float]:
    """Run one check: its name, exit code and seconds."""
    start = time.monotonic()
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    return name, code, time.monotonic() - start


def bench(words: Sequence[str]) -> int:
    """Print the benchmarks: figures and their ratios to a baseline of the same run."""
    install("test")
    return subprocess.run(tool("python", "-m", "tests.bench", *words), cwd=ROOT, check=False).returncode


def torture(words: Sequence[str]) -> int:
    """Kill, cut the power, fill the disk, flip bits: [MODEL …] [--times N] [--seed N]; 1 where the store lost anything."""
    install("test")
    return subprocess.run(tool("python", "-m", "tests.torture", *words), cwd=ROOT, check=False).returncode


def contract(words: Sequence[str]) -> int:
    """Ask every operation of the API as every kind of caller: [--examples N] [--seed N]; 1 where it is not as documented."""
    install("test")
    return subprocess.run(tool("python", "-m", "tests.contract", *words), cwd=ROOT, check=False).returncode


def serve(words: Sequence[str]) -> int:
    """Serve HTTP on this machine until stopped; nothing has to be set up."""
    install("core")
    command = tool("clausegraph", "serve", *words)
    os.execv(command[0], command)  # noqa: S606  # in place of this process, so that signals reach the service itself


def relock(words: Sequence[str]) -> int:
    """Make the locked lists anew from pyproject.toml (needs uv)."""
    for extent, more in {"core": [], "test": ["--extra", "owl", "--extra", "oidc", "--group", "dev"]}.items():
        options = ["--generate-hashes", "--no-header", "--no-annotate", "--python-version", "3.11", "-q"]
        run(["uv", "pip", "compile", "pyproject.toml", *more, *options, "-o", str(lock(extent))])
    return 0


COMMANDS = {
    "demo": demo,
    "test": test,
    "check": check,
    "bench": bench,
    "torture": torture,
    "contract": contract,
    "serve": serve,
    "lock": relock,
}


def main(words: Sequence[str]) -> int:
    """Run one command; without a known one say which there are (exit 2)."""
    if not words or words[0] not in COMMANDS:
        print("python3 dev.py " + " | ".join(COMMANDS), file=sys.stderr)
        for name, command in COMMANDS.items():
            print(f"  {name:8} {(command.__doc__ or '').splitlines()[0]}", file=sys.stderr)
        return 2
    try:
        return COMMANDS[words[0]](words[1:])
    except MissingError as missing:
        print(missing, file=sys.stderr)
        return 5
    except KeyboardInterrupt:
        print("已中断；再次运行即可继续。 / Interrupted; run it again to go on.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
