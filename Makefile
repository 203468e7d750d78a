# make demo · make test · make check · make bench — each sets itself up in .venv.
# Needs: git, make, and python3.11 (or 3.12) with venv, or uv. Nothing else is installed outside .venv.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test check bench offline docs spark lock clean ruff mypy walls sizes

py := .venv/bin/python

# The programs in .venv know where they live. In a checkout that was moved they are installed anew.
ifneq ($(shell cat .venv/.place 2>/dev/null),$(CURDIR))
$(shell rm -f .venv/.base .venv/.dev .venv/.spark .venv/.bench)
endif

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1: /p' Makefile

demo: .venv/.base ## score a made-up city, show the rankings, serve its site (Ctrl+C stops)
	@.venv/bin/gongping demo

test: .venv/.dev ## all tests, in random order, without network; lists what was skipped
	@$(py) -m pytest $(PYTEST)

check: .venv/.dev ## style, types, walls between packages, sizes of files
	@$(MAKE) --no-print-directory --keep-going ruff mypy walls sizes

bench: .venv/.dev .venv/.bench ## measure against peers and print the ratios
	@$(py) -m benchmarks

docs: .venv/.dev ## write the pages of docs/ that are made from the code
	@$(py) -m tools.generate_docs

offline: .venv/.base .venv/.bench ## build ./offline/gongping: the program with its own interpreter, for a PC without Python
	@$(py) -m tools.offline.build

spark: .venv/.dev .venv/.spark ## add the Spark engine to .venv (large; needs Java 17 or 21)

lock: ## write requirements/*.txt anew from *.in (needs uv)
	@cd requirements && for list in base dev spark bench; do \
	  uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
	    --custom-compile-command 'make lock' $$list.in -o $$list.txt || exit 1; done

clean: ## remove .venv and everything the commands made
	@rm -rf .venv build dist out demo offline .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache
	@rm -rf src/*.egg-info && find src tests benchmarks tools -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

ruff:
	@$(py) -m ruff check .
	@$(py) -m ruff format --check .

mypy:
	@$(py) -m mypy

walls:
	@.venv/bin/lint-imports --no-logo

sizes:
	@$(py) tools/size_report.py

.venv/.base .venv/.dev .venv/.spark .venv/.bench: .venv/.%: requirements/%.txt pyproject.toml tools/setup
	@tools/setup $*
