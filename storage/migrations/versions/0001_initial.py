"""The first tables: chats, their turns, versions and outgoing messages."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_UNSENT = sa.text("sent_at IS NULL")


def _chat(*, primary_key: bool = False) -> sa.Column[str]:
    return sa.Column("chat", sa.Text, sa.ForeignKey("chats.id", ondelete="CASCADE"), primary_key=primary_key, nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    _create_chats()
    _create_turns()
    _create_versions()
    _create_outgoing()


def _create_chats() -> None:
    op.create_table(
        "chats",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("state", sa.LargeBinary, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        _moment("created_at"),
        _moment("updated_at"),
    )
    op.create_index("ix_chats_updated_at", "chats", ["updated_at"])


def _create_turns() -> None:
    op.create_table(
        "turns",
        sa.Column("id", sa.Integer, primary_key=True),
        _chat(),
        sa.Column("update", sa.Text, nullable=False),
        sa.Column("raw", sa.Text),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        _moment("created_at"),
        sa.UniqueConstraint("chat", "update", name="uq_turns_chat_update"),
        sqlite_autoincrement=True,
    )


def _create_versions() -> None:
    op.create_table(
        "versions",
        _chat(primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("parent", sa.Integer, nullable=False),
        sa.Column("state", sa.LargeBinary, nullable=False),
        _moment("created_at"),
    )


def _create_outgoing() -> None:
    op.create_table(
        "outgoing",
        sa.Column("id", sa.Integer, primary_key=True),
        _chat(),
        sa.Column("update", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        _moment("created_at"),
        _moment("sent_at", nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outgoing_chat", "outgoing", ["chat"])
    op.create_index("ix_outgoing_unsent", "outgoing", ["id"], sqlite_where=_UNSENT, postgresql_where=_UNSENT)


def downgrade() -> None:
    for table in ("outgoing", "versions", "turns", "chats"):
        op.drop_table(table)
