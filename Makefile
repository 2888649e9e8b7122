# Two commands to know: `make run` and `make test`. Everything they do is Python, in lms/startup/
# and tests/__main__.py; they need nothing but Python 3.11 or newer and, the first time, the network.
PYTHON ?= python3
LOCK = .venv/bin/uv pip compile --quiet --generate-hashes --no-emit-index-url --universal --python-version 3.11

run: python ## start the platform (PORT=8000, DEMO=0 starts empty)
	@$(PYTHON) lms/startup/bootstrap.py run

test: python ## lint, contracts, unit, integration and browser tests
	@$(PYTHON) lms/startup/bootstrap.py test

bench: python ## measure every page of the path and the set-wise selectors
	@$(PYTHON) lms/startup/bootstrap.py bench

messages: ## bring new sentences into the Swedish catalogue
	@.venv/bin/python manage.py messages

lock: ## write the lock files anew from requirements/*.in (after make test)
	$(LOCK) requirements/installer.in -o requirements/installer.lock
	$(LOCK) requirements/runtime.in -o requirements/runtime.lock
	$(LOCK) requirements/dev.in -c requirements/runtime.lock -o requirements/dev.lock

clean: ## remove the environment and everything the platform made, the database too
	rm -rf .venv var .pytest_cache .ruff_cache .import_linter_cache .hypothesis

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' $(MAKEFILE_LIST)

python:
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here: install Python 3.11 or newer, and start again."; exit 1; }

.PHONY: run test bench messages lock clean help python
