"""How `import` writes its report, whether a plan is new, or changed by a table or a workbook."""

from enum import StrEnum


class ImportFormat(StrEnum):
    """How the report is written."""

    TEXT = "text"
    JSON = "json"
