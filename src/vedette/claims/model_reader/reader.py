"""The page to read first: reports flow in; claims that a model returned and that stand in the text flow out, with the rest as rows.

For each report: pieces, and for each piece a question, its reply from the cache or the endpoint, the claims in the reply, and each
of them set on the ground of the text. The rows have the shape of the claims table, with `model:` and the model's name as reader,
and go beside the deterministic reading: nothing in the pipeline takes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from vedette.claims.english.scene import Finders
from vedette.claims.model_reader.cache import ReplyCache
from vedette.claims.model_reader.ground import Ground, lay_ground
from vedette.claims.model_reader.grounding import ModelClaim, ground_claim
from vedette.claims.model_reader.params import ModelReaderParams
from vedette.claims.model_reader.pieces import cut_pieces
from vedette.claims.model_reader.problems import NotTaken, Rejection
from vedette.claims.model_reader.prompt import Question, ask_about
from vedette.claims.model_reader.reply import ReturnedClaim, check_items, read_items, show
from vedette.claims.model_reader.words import Span
from vedette.claims.rows import ReportText
from vedette.errors import ModelError
from vedette.registry.register import Register

Ask = Callable[[Question], str]
_MOST_IN_A_ROW = 3  # replies that cannot be used: then it is the model or the endpoint, not the text


@dataclass
class ModelReading:
    """What a model's reading of some reports gave. `n_asked` counts questions that went to the endpoint."""

    reader: str
    claims: list[ModelClaim] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    unread: list[Rejection] = field(default_factory=list)
    n_pieces: int = 0
    n_asked: int = 0
    suspicious: dict[str, tuple[Span, ...]] = field(default_factory=dict)


class ModelReader:
    """One model, asked about report after report."""

    def __init__(
        self, model: str, register: Register, finders: Finders, cache: ReplyCache, params: ModelReaderParams, ask: Ask | None
    ) -> None:
        """`ask` is None where nothing may be asked and the cache alone answers."""
        self._model, self._register, self._finders = model, register, finders
        self._cache, self._params, self._ask = cache, params, ask
        self._failed_in_a_row = 0
        self.reading = ModelReading(f"model:{model}")

    def read(self, report: ReportText, on_progress: Callable[[float], None] = lambda _share: None) -> None:
        """Add the claims of a report to the reading; `on_progress` is told the share of the report that is done.

        Raises:
            ModelError: the endpoint cannot be asked, or nothing that it says can be used.
        """
        params, reading = self._params, self.reading
        spans = cut_pieces(report.text, params.piece_chars, params.overlap_chars)
        if len(spans) > params.max_pieces:
            left = (spans[params.max_pieces][0], len(report.text))
            reading.unread.append(_rejection(NotTaken("too_long_a_text"), report, left))
            spans = spans[: params.max_pieces]
        if not spans:
            return
        ground = lay_ground(report, self._finders, self._register, params.near_chars, spans[-1][1])
        reading.suspicious[report.report_id] = ground.suspicious
        taken: dict[tuple[str, str, int], ModelClaim] = {}
        for i, span in enumerate(spans):
            on_progress(i / len(spans))
            reading.n_pieces += 1
            self._read_piece(span, ground, taken)
        reading.claims += sorted(taken.values(), key=lambda c: (c.row["start"], c.row["end"], c.row["kind"], c.row["claim_id"]))

    def _read_piece(self, span: Span, ground: Ground, taken: dict[tuple[str, str, int], ModelClaim]) -> None:
        try:
            items = list(self._items(ground.text[slice(*span)]))
        except NotTaken as problem:
            self.reading.unread.append(_rejection(problem, ground.report, span))
            self._count_failure(problem)
            return
        self._failed_in_a_row = 0
        earlier = dict(taken)
        for item in items:
            try:
                self._take(item, span, ground, taken, earlier)
            except NotTaken as problem:
                self.reading.rejected.append(_rejection(problem, ground.report, span))

    def _items(self, piece: str) -> Iterator[ReturnedClaim | NotTaken]:
        """The claims of the reply about a piece.

        Raises:
            NotTaken: the reply cannot be had or used.
        """
        question = ask_about(piece, self._model, seed=self._params.seed, max_tokens=self._params.max_tokens)
        content = self._cache.recall(question)
        if content is not None:
            return check_items(read_items(content), self._params.max_claims)
        if self._ask is None:
            raise NotTaken("not_asked")
        self.reading.n_asked += 1
        content = self._ask(question)
        items = read_items(content)
        self._cache.keep(question, content)
        return check_items(items, self._params.max_claims)

    def _take(
        self,
        item: ReturnedClaim | NotTaken,
        span: Span,
        ground: Ground,
        taken: dict[tuple[str, str, int], ModelClaim],
        earlier: dict[tuple[str, str, int], ModelClaim],
    ) -> None:
        """Add one claim. The same claim from the piece before, which overlaps, is no fault; anything else said twice is.

        Raises:
            NotTaken: the claim is not taken.
        """
        if isinstance(item, NotTaken):
            raise item
        try:
            found = ground_claim(item, span, ground, self.reading.reader)
        except NotTaken as problem:
            raise NotTaken(problem.reason, problem.detail, show(item.model_dump())) from None
        same = taken.setdefault(found.spot, found)
        if same is not found and not (found.spot in earlier and same.row == found.row):
            raise NotTaken("duplicate", returned=show(item.model_dump()))

    def _count_failure(self, problem: NotTaken) -> None:
        """Stop where one reply after the other cannot be used.

        Raises:
            ModelError: so it is.
        """
        if problem.reason == "not_asked":
            return
        self._failed_in_a_row += 1
        if self._failed_in_a_row >= _MOST_IN_A_ROW:
            raise ModelError(
                f"{self._failed_in_a_row} replies in a row could not be used, the last because {problem.message}. "
                f"The reply: {problem.returned or '(nothing)'}."
            )


def read_reports(
    reader: ModelReader, reports: Sequence[ReportText], on_progress: Callable[[str, float | None], None]
) -> ModelReading:
    """Read reports one after the other, telling how far it is.

    Raises:
        ModelError: the endpoint cannot be asked, or nothing that it says can be used; what it answered before is kept.
    """
    for i, report in enumerate(reports):

        def tell(share: float, i: int = i) -> None:
            on_progress(f"asking about text {i + 1} of {len(reports)}", (i + share) / len(reports))

        try:
            reader.read(report, tell)
        except ModelError as error:
            if reader.reading.n_asked > 1:
                raise ModelError(f"{error} What was answered before is kept: run it again to go on.") from None
            raise
    return reader.reading


def _rejection(problem: NotTaken, report: ReportText, span: Span) -> Rejection:
    return Rejection(report.report_id, *span, problem.reason, problem.message, problem.returned)
