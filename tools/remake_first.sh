set -e
mv models/migrations/versions/0002_append_only.py /tmp/; rm -f models/migrations/versions/0001*; .venv/bin/python tools/new_migration.py "The record" 0001 >/dev/null; mv /tmp/0002_append_only.py models/migrations/versions/
