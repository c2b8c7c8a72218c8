"""`flask demo`: example businesses to look at."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from cardshop.lib import clock
from cardshop.web import site

demo = AppGroup("demo", help="Example businesses to look at.")


@demo.command("load")
def load() -> None:
    """Make a complete example business for each look, once, and say where to see them."""
    # Loaded when it is asked for: web servers and workers have no use for the examples.
    from cardshop.demo import loading
    from cardshop.demo.example import PASSWORD

    loading.load(at=clock.now())
    first, *others = loading.EXAMPLES
    click.echo(f"Demo card   {site.absolute('/' + first.slug)}")
    click.echo("Also        " + "  ".join(f"/{example.slug}" for example in others))
    click.echo(f"Sign in     {site.absolute('/account/sign-in')}")
    click.echo(f"            {first.email}  {PASSWORD}")
