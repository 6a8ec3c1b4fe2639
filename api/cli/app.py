"""The commands, in the order in which the help lists them."""

from __future__ import annotations

import typer

from api.cli import appeals as _appeals  # noqa: F401  # its commands stand below `ledger`
from api.cli import states as _states  # noqa: F401  # its commands stand below `ledger`
from api.cli import waivers as _waivers  # noqa: F401  # as those
from api.cli.answers import assess, why
from api.cli.contrast import contrast
from api.cli.copies import backup, restore
from api.cli.editions import check
from api.cli.evidences import evidence
from api.cli.guides import demo, doctor, errors, record
from api.cli.impact import impact
from api.cli.improve import improve
from api.cli.keys import keys
from api.cli.ledger import ledger
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
app.add_typer(evidence, name="evidence")
app.add_typer(ledger, name="ledger")
app.add_typer(keys, name="keys")
for command in (
    *(assess, why, whynot, impact, improve, contrast, robustness),
    *(check, validate, plan),
    *(verify, rebuild, query, serve, backup, restore),
    *(errors, doctor, demo, record),
):
    app.command()(command)
