"""What alembic runs: the steps, on the connection that `upgrade` hands over and inside its transaction."""

from alembic import context
from sqlmodel import SQLModel

from storage import tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    compare_type=True,
    user_module_prefix=f"{tables.__name__}.",
)
context.run_migrations()
