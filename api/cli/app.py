"""The commands, in the order in which the help lists them."""

from __future__ import annotations

from collections.abc import Callable

import typer

from api.cli import appeals, assessments, ledger, previews, states, waivers
from api.cli.answers import assess, why
from api.cli.contrast import contrast
from api.cli.copies import backup, restore
from api.cli.editions import check
from api.cli.evidences import evidence
from api.cli.guides import demo, doctor, errors, record
from api.cli.impact import impact
from api.cli.improve import improve
from api.cli.keys import keys
from api.cli.query import query
from api.cli.rebuilding import rebuild
from api.cli.robustness import robustness
from api.cli.serve import serve
from api.cli.validations import plan, validate
from api.cli.verifying import verify
from api.cli.whynot import whynot

app = typer.Typer(
    name="clausegraph",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # panels cut what does not fit, and count Chinese wrongly
    help="按标准逐条评判证据并解释每一分。 Judge evidence against a standard clause by clause and explain every point.",
)
desk = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="账本：提交、采信、截止、评价。 Ledger: submit, accept, close, assess.",
)


def _add(group: typer.Typer, *commands: Callable[..., int]) -> None:
    """Put commands below a group, each by the name of its function; an underscore at its end keeps it from a word of Python."""
    for command in commands:
        group.command(command.__name__.rstrip("_").replace("_", "-"))(command)


_add(app, assess, why, whynot, impact, improve, contrast, robustness, check, validate, plan)
_add(app, verify, rebuild, query, serve, backup, restore, errors, doctor, demo, record)
_add(desk, previews.preview, previews.depends)
_add(desk, ledger.submit, ledger.accept, ledger.reject, ledger.withdraw, ledger.correct, ledger.judge)
_add(desk, ledger.reference, ledger.withdraw_reference, ledger.close, ledger.reopen, ledger.show, ledger.assess)
_add(desk, assessments.record, assessments.compare)
_add(desk, states.panel, states.publicise, states.object_, states.answer, states.finalise, states.annul, states.state)
_add(desk, appeals.appeal, appeals.appeals, appeals.answer_appeal, appeals.preview_appeal)
_add(desk, waivers.waive, waivers.withdraw_waiver, waivers.waivers)
app.add_typer(evidence, name="evidence")
app.add_typer(desk, name="ledger")
app.add_typer(keys, name="keys")
