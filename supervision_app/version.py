"""The version of the application, from its own package data."""

from importlib.metadata import version

VERSION = version("supervision-companion")
