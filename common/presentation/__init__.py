"""How things look on a page: small marks, dates, blocks, tables and form fields.

Each module holds a template library; `common.templatetags.ui` joins them, and the settings make
that one a builtin, so that templates need no `load`.
"""
