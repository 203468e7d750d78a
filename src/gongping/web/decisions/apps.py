"""The app of collective decisions."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "gongping.web.decisions"
    label = "decisions"

    def ready(self) -> None:
        from gongping.web.decisions import waiting  # noqa: PLC0415 - needs the apps to be loaded
        from gongping.web.notices import providers  # noqa: PLC0415

        providers.register(waiting.for_person)
        providers.suggest(waiting.next_steps)
