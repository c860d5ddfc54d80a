"""What is measured: contests between sides, and what ours must reach in each."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from . import models
from .sides import NARROW, Ours, Peer

SECONDS = 1.5
"""Of our warm-up, of our window, and about of one call of a peer."""

Side = Ours | Peer


@dataclass(frozen=True)
class Target:
    """The rate of one side is to be at least (or, for a limit, at most) so many times the rate of another; without another, rows/s."""

    what: str
    side: str
    other: str = ""
    least: float = 0.0
    most: float = 0.0


@dataclass(frozen=True)
class Contest:
    """Sides that do the same work in turns, so that what disturbs the machine disturbs all of them."""

    name: str
    title: str
    sides: dict[str, Callable[[], Side]]
    targets: list[Target] = field(default_factory=list)
    rounds: int = 3
    once: tuple[str, ...] = ()
    """Sides too slow to take part in more than the first round."""


class Files:
    """A model's files for one library."""

    def __init__(self, name: str, library: str = "xgboost") -> None:
        self.folder: Path = models.folder(name, library)
        self.model = self.folder / ("model.ubj" if library == "xgboost" else "model.txt")
        self.rows = self.folder / "rows.npy"

    def ours(self, *flags: object, rows: str = "rows", threads: int = 1, jvm: str = "") -> Callable[[], Side]:
        return lambda: Ours(self.model, self.folder / f"{rows}.npy", SECONDS, flags, threads, jvm)

    def peer(self, library: str, kind: str = "path", **how: object) -> Callable[[], Side]:
        return lambda: Peer(library, kind, self.folder, SECONDS, **how)

    def background(self, rows: int) -> tuple:
        return ("--method", "interventional", "--background", self.folder / f"background-{rows}.npy")


def path(name: str, least: float, narrow: float = 0, double: float = 0, others: bool = False, rows: str = "rows") -> Contest:
    files = Files(name)
    sides = {"float": files.ours(rows=rows), "xgboost": files.peer("xgboost")}
    targets = [Target("float", "float", "xgboost", least)]
    if narrow:
        sides["float, 256 bit"] = files.ours(rows=rows, jvm=NARROW)
        targets.append(Target("float, 256 bit", "float, 256 bit", "xgboost", narrow))
    if double:
        sides["double"] = files.ours("--precision", "double", rows=rows)
        targets.append(Target("double", "double", "xgboost", double))
    if others:
        sides |= {"shap": files.peer("shap"), "woodelf": files.peer("woodelf", rows=models.ROWS)}
        targets += [Target("float", "float", "woodelf", 30), Target("float", "float", "shap", 150)]
    return Contest(f"path-{name}", f"Path-dependent: {models.SHAPES[name]}", sides, targets, once=("woodelf",))


def deep(name: str) -> Contest:
    """A tile of rows is some seconds of work here."""
    return replace(path(name, 20, rows="rows-500"), rounds=2)


def threads(name: str) -> Contest:
    files = Files(name)
    sides = {"one thread": files.ours(), "two threads": files.ours(threads=2)}
    targets = [Target("two threads", "two threads", "one thread", 1.8)]
    return Contest(f"threads-{name}", f"Two threads: {models.SHAPES[name]}", sides, targets, rounds=2)


def lightgbm(name: str) -> Contest:
    files = Files(name, "lightgbm")
    sides = {"float": files.ours(), "double": files.ours("--precision", "double"), "lightgbm": files.peer("lightgbm")}
    title = f"Path-dependent, LightGBM's model: {models.SHAPES[name]}"
    return Contest(f"lightgbm-{name}", title, sides, [Target("double", "double", "lightgbm")], rounds=2)


def interventional(name: str, peers: bool) -> Contest:
    files = Files(name)
    sides = {"path": files.ours()} | {f"M = {m}": files.ours(*files.background(m)) for m in models.BACKGROUNDS}
    targets = [
        Target("time of M = 1000, in times of path", "path", "M = 1000", most=1.2),
        Target("time of M = 10000, in times of M = 100", "M = 100", "M = 10000", most=1.1),
    ]
    if peers:
        sides |= {f"shap, M = {m}": files.peer("shap", "interventional", background=str(m)) for m in (100, 1000)}
        sides["woodelf, M = 1000"] = files.peer("woodelf", "interventional", rows=models.ROWS, background="1000")
        targets += [Target("M = 1000", "M = 1000", peer) for peer in ("shap, M = 1000", "woodelf, M = 1000")]
    title = f"Interventional, M background rows: {models.SHAPES[name]}"
    return Contest(f"interventional-{name}", title, sides, targets, rounds=2, once=("woodelf, M = 1000",))


def interactions(name: str, others: bool) -> Contest:
    files = Files(name)
    sides = {"path": files.ours(), "interactions": files.ours("--interactions"), "xgboost": files.peer("xgboost", "interactions")}
    targets = [
        Target("time, in times of path", "path", "interactions", most=5),
        Target("interactions", "interactions", "xgboost", 40),
    ]
    if others:
        sides["woodelf"] = files.peer("woodelf", "interactions", rows=models.ROWS)
        targets.append(Target("interactions", "interactions", "woodelf"))
    title = f"Interaction values: {models.SHAPES[name]}"
    return Contest(f"interactions-{name}", title, sides, targets, rounds=2, once=("woodelf",))


def one_row(name: str, microseconds: float = 0) -> Contest:
    files = Files(name)
    sides = {"one row": files.ours(rows="row-1"), "xgboost": files.peer("xgboost", rows=1, repeats=300)}
    targets = [Target("one row", "one row", "xgboost", 5)]
    if microseconds:
        targets.append(Target(f"at most {microseconds:g} µs", "one row", least=1e6 / microseconds))
    return Contest(f"row-{name}", f"One row, warm: {models.SHAPES[name]}", sides, targets)


def smoke() -> list[Contest]:
    files = Files("cal_med")
    sides = {"float": files.ours(), "xgboost": files.peer("xgboost")}
    title = f"Path-dependent: {models.SHAPES['cal_med']}"
    return [Contest("path-cal_med", title, sides, [Target("float", "float", "xgboost", 10)], rounds=1)]


def full() -> list[Contest]:
    return [
        path("cal_med", 80, narrow=35, double=20, others=True),
        path("adult_med", 60, narrow=35, double=20, others=True),
        path("cal_large", 80, narrow=35),
        path("adult_large", 60, narrow=35, others=True),
        replace(path("cal_small", 15), rounds=2),
        replace(path("adult_small", 15), rounds=2),
        deep("cal_deep"),
        deep("adult_deep"),
        threads("cal_med"),
        lightgbm("cal_med"),
        lightgbm("adult_med"),
        interventional("cal_med", peers=True),
        interventional("adult_med", peers=False),
        interactions("cal_d6", others=True),
        interactions("adult_med", others=False),
        one_row("cal_med"),
        one_row("cal_d6", microseconds=50),
    ]
