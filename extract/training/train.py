"""The training loop: examples in, checkpoints out; it resumes where it was stopped and is done by a given time.

AdamW with warm-up and linear decay to zero; word embeddings frozen; an exponential moving average of the weights beside
them. The decay is kept as "remaining steps": each step takes its share of the rate that is left, so that a schedule
which is shortened by a deadline still ends at zero. bfloat16 autocast where the processor or GPU has it.
"""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is made of. `deadline` is in seconds since the epoch, 0 for none; times are in seconds.

    `factors` multiply the rate of parameters by the beginning of their names. `betas` forget faster than Adam's own,
    and a step whose gradient is longer than `wildest` is left out: late in training, when most losses are near
    nothing, one odd batch otherwise throws a head off for good.
    """

    out: Path
    epochs: float = 5
    rate: float = 2.5e-4
    factors: tuple[tuple[str, float], ...] = (("label.", 3.0), ("directed.", 3.0))
    warm_up: float = 0.06
    decay: float = 0.01
    rows: int = 8
    seed: int = 20161108
    deadline: float = 0.0
    save_every: float = 240.0
    average: float = 0.998
    betas: tuple[float, float] = (0.9, 0.98)
    wildest: float = 30.0
    frozen: tuple[str, ...] = ("encoder.words.",)
    device: str = "cpu"


@dataclass
class Progress:
    """Where a run stands: steps done, the share of the peak rate, mean seconds a step, seconds of training so far."""

    step: int = 0
    share: float = 0.0
    pace: float = 0.0
    seconds: float = 0.0
    done: bool = False


Loss = Callable[[nn.Module, object], tuple[Tensor, dict[str, float]]]
Evaluate = Callable[[nn.Module], dict[str, float]]


class Run:
    """One training run over `plan(epoch)` batches; `prepare` turns an entry of a plan into what `loss` takes."""

    def __init__(
        self,
        settings: Settings,
        model: nn.Module,
        plan: Callable[[int], list],
        prepare: Callable[[object, np.random.Generator], object],
        loss: Loss,
        evaluate: Evaluate,
    ) -> None:
        self.settings, self.model, self.loss, self.evaluate = settings, model.to(settings.device), loss, evaluate
        self.plan, self.prepare = plan, prepare
        for name, parameter in model.named_parameters():
            parameter.requires_grad_(not name.startswith(settings.frozen))
        self.optimizer = torch.optim.AdamW(self._groups(), lr=0.0, betas=settings.betas)
        self.average = {n: p.detach().clone() for n, p in model.named_parameters() if p.requires_grad}
        self.progress = Progress()
        self.per_epoch = [len(plan(e)) for e in range(int(np.ceil(settings.epochs)))]
        whole = int(settings.epochs)
        self.total = sum(self.per_epoch[:whole]) + int((settings.epochs - whole) * sum(self.per_epoch[whole:]))
        settings.out.mkdir(parents=True, exist_ok=True)

    def _groups(self) -> list[dict]:
        """Parameter groups: new heads may learn faster, biases and norms do not decay."""
        s, groups = self.settings, {}
        for name, parameter in self.model.named_parameters():
            if parameter.requires_grad:
                factor = next((f for prefix, f in s.factors if name.startswith(prefix)), 1.0)
                groups.setdefault((factor, parameter.ndim < 2), []).append(parameter)
        return [
            {"params": chosen, "peak": s.rate * factor, "weight_decay": 0.0 if flat else s.decay}
            for (factor, flat), chosen in groups.items()
        ]

    # ------------------------------------------------------------------ the loop

    def train(self) -> None:
        """Train until the last step or the deadline; resume from the checkpoint in `out` if there is one."""
        torch.manual_seed(self.settings.seed)
        self._resume()
        saved = shown = ended = time.time()
        sums: dict[str, list[float]] = {}
        for epoch, last, batch in self._batches():
            for name, value in self._step(batch).items():
                sums.setdefault(name, []).append(value)
            p, spent, ended = self.progress, time.time() - ended, time.time()  # evaluating and saving count too
            p.seconds += spent
            p.pace += max(0.01, 1 / p.step) * (spent - p.pace)
            if time.time() - shown > 30:
                self.log(epoch=round(epoch, 3), **{n: round(float(np.mean(v)), 4) for n, v in sums.items()})
                shown, sums = time.time(), {}
            if last or time.time() - saved > self.settings.save_every:
                self.save("checkpoint.pt")
                saved = time.time()
            if last:
                self.measure(round(epoch, 2))
            if self._remaining() < 1:
                break
        if not self.progress.done:
            self.progress.done = True
            self.save("checkpoint.pt")
        self.measure("last")
        self.write_weights("raw.pt", averaged=False)
        self.write_weights("averaged.pt", averaged=True)

    def _batches(self) -> Iterator[tuple[float, bool, object]]:
        """(epochs done after it, whether it ends an epoch, batch) from the current step on."""
        done = 0
        for epoch, size in enumerate(self.per_epoch):
            if self.progress.step < done + size:
                random = np.random.default_rng((self.settings.seed, epoch, self.progress.step))
                entries = self.plan(epoch)
                for at in range(self.progress.step - done, size):
                    yield epoch + (at + 1) / size, at + 1 == size, self.prepare(entries[at], random)
            done += size

    def _remaining(self) -> float:
        """Steps left: those planned, or those the time before the deadline allows."""
        left = float(self.total - self.progress.step)
        if self.settings.deadline and self.progress.pace:
            left = min(left, (self.settings.deadline - time.time()) / self.progress.pace)
        return left

    def _rate(self) -> float:
        """The share of the peak rate for the next step."""
        p, warm = self.progress, max(1, int(self.settings.warm_up * self.total))
        if p.step < warm:
            p.share = (p.step + 1) / warm
        else:
            p.share -= p.share / max(1.0, self._remaining())
        return max(p.share, 0.0)

    def _step(self, batch: object) -> dict[str, float]:
        """One update of weights and average; the parts of the loss."""
        self.model.train()
        share = self._rate()
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * share
        with torch.autocast(torch.device(self.settings.device).type, dtype=torch.bfloat16):
            loss, parts = self.loss(self.model, batch)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        length = float(nn.utils.clip_grad_norm_([p for p in self.model.parameters() if p.requires_grad], 1.0))
        if length < self.settings.wildest:  # also false where it is no number
            self.optimizer.step()
        else:
            self.log(left_out=length)
        self.progress.step += 1
        self._follow()
        return parts

    @torch.no_grad()
    def _follow(self) -> None:
        """Move the average towards the weights."""
        step = self.progress.step
        keep = min(self.settings.average, (1 + step) / (10 + step))
        weights = dict(self.model.named_parameters())
        torch._foreach_lerp_(list(self.average.values()), [weights[n].detach() for n in self.average], 1 - keep)

    # ------------------------------------------------------------------ keeping

    def measure(self, at: float | str) -> None:
        """Evaluate the averaged weights, and at the end the raw ones too; keep the averaged ones of each epoch."""
        weights = {n: p.detach().clone() for n, p in self.model.named_parameters() if n in self.average}
        if at == "last":
            self.log(at=at, weights="raw", **self.evaluate(self.model.eval()))
        self._put(self.average)
        self.log(at=at, weights="averaged", **self.evaluate(self.model.eval()))
        self._put(weights)
        if at != "last":
            self.write_weights(f"epoch-{at}.pt", averaged=True)

    @torch.no_grad()
    def _put(self, values: dict[str, Tensor]) -> None:
        named = dict(self.model.named_parameters())
        for name, value in values.items():
            named[name].copy_(value)

    def write_weights(self, name: str, *, averaged: bool) -> None:
        """Write the state dict, averaged or as it is, to `out`/name."""
        state = {n: v.detach().cpu() for n, v in self.model.state_dict().items()}
        if averaged:
            state |= {n: v.cpu() for n, v in self.average.items()}
        torch.save(state, self.settings.out / name)

    def save(self, name: str) -> None:
        """Everything a run needs to go on, written to a new file that then takes the old one's place."""
        kept = {
            "model": self.model.state_dict(),
            "average": self.average,
            "optimizer": self.optimizer.state_dict(),
            "progress": dataclasses.asdict(self.progress),
            "rng": torch.get_rng_state(),
        }
        path = self.settings.out / name
        torch.save(kept, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def _resume(self) -> None:
        path = self.settings.out / "checkpoint.pt"
        if not path.exists():
            return
        kept = torch.load(path, map_location=self.settings.device, weights_only=True)
        self.model.load_state_dict(kept["model"])
        self._put_average(kept["average"])
        self.optimizer.load_state_dict(kept["optimizer"])
        self.progress = Progress(**kept["progress"])
        torch.set_rng_state(kept["rng"].cpu())
        self.log(resumed=self.progress.step)

    def _put_average(self, values: dict[str, Tensor]) -> None:
        for name, value in values.items():
            self.average[name].copy_(value)

    def log(self, **values: object) -> None:
        """One progress line on stdout and in `out`/log.jsonl, with step, rate and the time it will take."""
        p, left = self.progress, self._remaining()
        row = {"clock": time.strftime("%H:%M:%S"), "step": p.step, "left": round(left), "share": round(p.share, 4)}
        row |= {"pace": round(p.pace, 3), "eta_minutes": round(left * p.pace / 60, 1)} | values
        line = json.dumps(row)
        print(line, flush=True)
        with (self.settings.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(line + "\n")
