"""`python -m quiz` is the command `quiz`."""

import sys

from quiz.cli import main

sys.exit(main())
