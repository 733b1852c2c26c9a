"""The tools of the handbook: read pages once, check them, build the site and what is made from it."""

__version__ = "0.1.0"
