"""`python -m dashboard.cli`: the `hiring` command."""

import sys

from dashboard.cli import main

sys.exit(main())
