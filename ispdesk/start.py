"""Where the `ispdesk` command begins: nothing that is imported is garbage, so it is not searched for meanwhile."""

import gc
import sys


def main() -> None:
    """Import the command line and run it; Ctrl-C while it loads ends it as quietly as later."""
    gc.disable()  # a twelfth of the time until the first page
    try:
        from ispdesk.cli import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    gc.freeze()
    gc.enable()
    run()
