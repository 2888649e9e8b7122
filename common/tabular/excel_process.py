"""A program of its own: reads a workbook from standard input, writes its texts as JSON.

`common/apart` starts it and sets its limits. It imports nothing of ours, to start in hundredths
of a second.
"""

import datetime as dt
import io
import json
import sys

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum


def main() -> None:
    """Arguments: the most rows, columns and characters that are wanted."""
    most_rows, most_columns, most_characters = map(int, sys.argv[1:])
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    sheets, characters = [], 0
    for about in workbook.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(about.name)
        height, width = (last + 1 for last in sheet.end or (-1, -1))
        is_read = height <= most_rows and width <= most_columns
        rows = [
            [as_seen(value) for value in row]
            for row in (sheet.to_python(skip_empty_area=False) if is_read else ())
        ]
        characters += sum(len(text) for row in rows for text in row)
        if characters > most_characters:
            raise SystemExit(1)
        sheets.append(
            {
                "name": about.name,
                "hidden": about.visible != SheetVisibleEnum.Visible,
                "height": height,
                "width": width,
                "rows": rows,
            }
        )
    json.dump(sheets, sys.stdout)


def as_seen(value: object) -> str:
    """A cell as the person sees it: 1 for 1.0, dates as 2026-03-02, no error values."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    return str(value)


if __name__ == "__main__":
    main()
