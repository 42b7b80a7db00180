"""What needs torch (extra `train`) is collected only where torch is installed."""

from __future__ import annotations

from importlib.util import find_spec

_NEED_TORCH = ["test_recipe.py", "test_stance_recipe.py", "test_pronoun_recipe.py", "test_sureness_recipe.py"]
collect_ignore = [] if find_spec("torch") and find_spec("onnx") else _NEED_TORCH
