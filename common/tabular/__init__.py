"""Lists that people send in and take home: Excel workbooks and CSV files.

`read` refuses a file as a whole with a `RuleViolation`, and tells of everything else with a
`Problem` per row and column. No text from here ever repeats what a file holds.
"""

from common.tabular.reading import read
from common.tabular.table import Column, Problem, Row, Table
from common.tabular.writing import write_csv, write_xlsx

__all__ = ["Column", "Problem", "Row", "Table", "read", "write_csv", "write_xlsx"]
