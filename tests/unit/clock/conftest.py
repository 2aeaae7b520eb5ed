"""The cases and properties of the clocks share the slow model, and its instants, with the other unit tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
