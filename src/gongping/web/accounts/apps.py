"""The app of people and bodies."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "gongping.web.accounts"
    label = "accounts"

    def ready(self) -> None:
        # Who may do what stands in roles.py; Django's own table of permissions stays empty.
        post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
