"""`python -m quiz` is the command `quiz`."""

import sys

from quiz.host.cli import main

sys.exit(main())
