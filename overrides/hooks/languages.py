"""What the other hooks need to know of the site's languages."""

from typing import cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs_static_i18n.plugin import I18n


def languages(config: MkDocsConfig) -> list[str]:
    """Return the codes of the languages that the site is built in."""
    return list(_plugin(config).build_languages)


def home_of(language: str, config: MkDocsConfig) -> str:
    """Return the folder of a language in the site: nothing for the default, else `en/`."""
    return "" if language == _plugin(config).default_language else f"{language}/"


def still_building(config: MkDocsConfig) -> bool:
    """Say whether this is the build of a further language, within the build of the site."""
    return bool(_plugin(config).building)


def _plugin(config: MkDocsConfig) -> I18n:
    return cast(I18n, config.plugins["i18n"])
