"""Builds the site of the frozen content, into build/frozen/site."""

import sys

from tests.frozen import build

sys.exit(build())
