from __future__ import annotations

import pytest

# A child whose "models" do at a word what real ones might do on a bad day. All else in it is the real child.
ODD_CHILD = """
import sys; sys.path.append(sys.argv[1])
import os, time, types
from extract.records import Annotations, Run
from extract.errors import InputError, ModelError

def meet(source):
    # Wait until a second process is at work on the same folder.
    place = os.path.dirname(source) + ".met"
    os.makedirs(os.path.join(place, str(os.getpid())), exist_ok=True)
    for _ in range(3000):
        if len(os.listdir(place)) > 1:
            return
        time.sleep(0.01)

class Annotator:
    def __init__(self, config):
        if config == "no models":
            raise ModelError("no pipeline", hint="install one")
    def annotate_many(self, articles):
        for article in articles:
            yield self.annotate(article)
    def annotate(self, article):
        text = article.text
        print("a library that prints", flush=True)
        if "DIES" in text:
            os._exit(9)
        if "HANGS" in text:
            time.sleep(60)
        if "BREAKS" in text:
            raise KeyError("nothing there")
        if "MEETS" in text:
            meet(article.source)
        if "SLOW" in text:
            time.sleep(0.3)
        if "NICE" in text:
            return Annotations(article, run=Run("0", str(os.nice(0))))
        return Annotations(article, run=Run("0", "odd", config={"pid": os.getpid()}))

module = types.ModuleType("extract.annotate.annotator")
module.Annotator = Annotator
package = types.ModuleType("extract.annotate")
package.__path__ = []
sys.modules["extract.annotate"] = package
sys.modules["extract.annotate.annotator"] = module
from extract.bulk.child import main
main()
"""


@pytest.fixture
def odd_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.bulk.process._PROGRAM", ODD_CHILD)
