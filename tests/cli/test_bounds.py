"""An option and the setting of its name take the same numbers."""

from __future__ import annotations

import sys

import pytest

from ocrfix.cli.app import build_command
from ocrfix.messages import Phrases
from ocrfix.settings import SETTINGS, Kind, Setting

NUMBERS = [setting for setting in SETTINGS if setting.kind in (Kind.INTEGER, Kind.NUMBER)]


@pytest.mark.parametrize("setting", NUMBERS, ids=lambda setting: setting.name)
def test_the_bounds_of_a_setting_are_those_of_its_option(setting: Setting) -> None:
    command = build_command(Phrases("en"), "fix").commands["fix"]
    parser = next(each for each in command.params if each.name == setting.option).type
    assert setting.least == (-sys.float_info.max if parser.min is None else parser.min)
    assert setting.most == (sys.float_info.max if parser.max is None else parser.max)
