"""A permission is never scored."""

from dataclasses import replace

import pytest

from engine.check.rules.permission import problems
from engine.model.edition import ProvisionType
from tests.engine.check.made_up import EDITION, checked, said


@pytest.mark.parametrize("kind", ProvisionType)
def test_only_a_permission_may_not_be_rested_on(kind: ProvisionType) -> None:
    provisions = {**EDITION.provisions, "rate": replace(EDITION.provisions["rate"], type=kind)}
    found = said(problems(checked(replace(EDITION, provisions=provisions))))
    assert found == ([("rate", "rate")] if kind is ProvisionType.PERMISSION else [])


def test_a_provision_that_is_not_there_is_no_permission() -> None:
    assert said(problems(checked(replace(EDITION, provisions={})))) == []
