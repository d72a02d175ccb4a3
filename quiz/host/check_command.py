"""`quiz check` in a checkout: all that a team has laid over the site, and what does not fit it."""

from quiz.definition import Definition
from quiz.host.colours import alike, report_style_of
from quiz.host.contents import read_contents
from quiz.host.fit import Fit
from quiz.host.team import read_settings, team_folder
from quiz.host.yaml_file import ROOT, told


def of_team() -> tuple[str, Definition] | None:
    """Look at all of a team's site; return its folder and its definition, None without a team.

    Raises InputError with all that is wrong.
    """
    folder = team_folder()
    return (told(folder), read_contents().definition) if folder else None


def unfit(definition: Definition) -> list[str]:
    """Say what else of the site does not fit its questions, and which of its colours look alike.

    Nothing where there is no site.
    """
    if not (ROOT / "docs").is_dir():
        return []
    return [*Fit(definition).told(), *alike(read_settings(team_folder()).colours)]


def team_colours() -> str:
    """Return what gives a printed report the colours of a team; empty without any."""
    return report_style_of(read_settings(team_folder()).colours)
