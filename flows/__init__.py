"""Prefect: one thin flow a file, each calling one round of `ispdesk.rounds` and then showing it."""
