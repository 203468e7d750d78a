"""The database's own refusal to change the journal."""

from __future__ import annotations

from django.db import migrations

from gongping.web.journal import triggers


class Migration(migrations.Migration):
    dependencies = (("journal", "0001_initial"),)
    operations = (migrations.RunPython(triggers.install, elidable=False),)
