"""Makes the chat model that the operator names. langchain and its providers are imported here, and only when one is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from knowledge.model.failure import ModelFailed

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

NO_KEY = "none"
"""A server of one's own needs no key, but its client does."""


@dataclass(frozen=True)
class Choice:
    """`name` is `provider:model`; `base_url` any server that speaks that provider's language. Seconds are per read."""

    name: str
    base_url: str = ""
    api_key: str = ""
    seconds: float = 25.0
    most_tokens: int = 1200


def build(choice: Choice) -> BaseChatModel:
    """The model. Raises `ModelFailed` when its package or key is missing; the reason names which."""
    from langchain.chat_models import init_chat_model  # noqa: PLC0415

    options: dict[str, Any] = {
        "temperature": 0.2, "timeout": choice.seconds, "max_retries": 0, "max_tokens": choice.most_tokens,
    }  # fmt: skip
    if choice.base_url:
        options |= {"base_url": choice.base_url, "api_key": choice.api_key or NO_KEY, "stream_usage": True}
    elif choice.api_key:
        options["api_key"] = choice.api_key
    try:
        model: BaseChatModel = init_chat_model(choice.name, **options)
    except ImportError as error:
        raise ModelFailed(f"package_missing: {error.name or choice.name.partition(':')[0]}") from None
    except Exception as error:
        raise ModelFailed(f"not_usable: {type(error).__name__}") from None
    return model
