"""Asking an endpoint: the only module that touches the network, and only when it is called.

A question flows in; the text that the model wrote flows out. Time and size of an answer are bounded whatever the server does; a
busy or failing server is asked again after a growing wait; redirects, other content than JSON and compressed answers are refused.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from vedette.claims.model_reader.address import Address
from vedette.claims.model_reader.answers import (
    BROKEN_OFF,
    TOO_LATE,
    Answer,
    check_answer,
    is_worth_another_try,
    problem_of,
    wait_before,
)
from vedette.claims.model_reader.envelope import error_in, text_of_reply
from vedette.claims.model_reader.forms import Form, body_of, forms
from vedette.claims.model_reader.key import Key
from vedette.claims.model_reader.params import ModelReaderParams
from vedette.claims.model_reader.problems import NotTaken
from vedette.claims.model_reader.prompt import Question
from vedette.claims.model_reader.shown import one_line
from vedette.errors import ModelError

_CONNECT_S = 10.0  # a server that does not take the connection in this time is taken for absent
_REFUSES_FORM = frozenset({400, 422})


@dataclass
class Endpoint:
    """An OpenAI-compatible endpoint. It remembers the form of question that it took last."""

    address: Address
    key: Key
    params: ModelReaderParams
    wait: Callable[[float], None] = time.sleep
    _form: int = 0

    def ask(self, question: Question) -> str:
        """The text that the model wrote.

        Raises:
            ModelError: the endpoint cannot be asked, or refuses; asking about another piece would go no better.
            NotTaken: this one reply cannot be used.
        """
        known = forms()
        answer = self._ask_patiently(question, known[self._form])
        while answer.status in _REFUSES_FORM and self._form + 1 < len(known):
            self._form += 1
            answer = self._ask_patiently(question, known[self._form])
        if answer.status != 200:
            self._form = 0
            problem = problem_of(answer.status, question.model, self.key.variable, self.params)
            raise self._error(problem, error_in(answer.body, self.key.hide))
        return text_of_reply(answer.body, self.key.is_in)

    def _ask_patiently(self, question: Question, form: Form) -> Answer:
        """Ask until there is an answer that another try would not better."""
        answer = self._exchange(body_of(question, form))
        for attempt in range(1, self.params.max_tries):
            if not is_worth_another_try(answer.status):
                break
            self.wait(wait_before(attempt, answer, self.params))
            answer = self._exchange(body_of(question, form))
        return answer

    def _exchange(self, body: dict[str, object]) -> Answer:
        """One question, one answer; one with a status of our own where none came."""
        import httpx

        async def bounded() -> Answer:
            async with asyncio.timeout(self.params.timeout_s):
                return await self._send(body)

        try:
            return asyncio.run(bounded())
        except TimeoutError:
            return Answer(TOO_LATE, b"")
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise self._error("cannot be reached: is there a network, and does a server run there?", str(error)) from None
        except (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError) as error:
            return Answer(BROKEN_OFF, type(error).__name__.encode())
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise self._error(f"cannot be asked ({type(error).__name__}).", str(error)) from None

    async def _send(self, body: dict[str, object]) -> Answer:
        import httpx

        limits = httpx.Timeout(None, connect=min(_CONNECT_S, self.params.timeout_s))
        headers = {"Accept": "application/json", "Accept-Encoding": "identity", **self.key.headers()}
        client = httpx.AsyncClient(timeout=limits, follow_redirects=False, trust_env=not self.address.is_here)
        async with client, client.stream("POST", self.address.completions, json=body, headers=headers) as response:
            try:
                check_answer(response.status_code, response.headers)
            except ModelError as error:
                raise self._error(str(error)) from None
            content = bytearray()
            async for chunk in response.aiter_raw():
                content += chunk
                if len(content) > self.params.max_reply_bytes:
                    raise NotTaken("too_large", f"more than {self.params.max_reply_bytes:,} bytes")
            return Answer(response.status_code, bytes(content), response.headers.get("retry-after"))

    def _error(self, problem: str, said: str = "") -> ModelError:
        """An error that names the endpoint and gives nothing of the key away, even where the server repeats it."""
        said = one_line(self.key.hide(said), 200)
        return ModelError(self.key.hide(f"{self.address.base} {problem}") + (f" It says: {said}" if said else ""))
