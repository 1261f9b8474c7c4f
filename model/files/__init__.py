"""Files: the project file, strictly read and verifiably written; how any file is read, and how written."""

from model.files.project_file import (
    FIRST_SAMPLE,
    faults_of_rows,
    open_project,
    read_project,
    sample,
    sample_names,
    save_project,
    write_project,
)
from model.files.safe_read import open_file, read_file, read_standard_input, read_stream
from model.files.safe_write import clear_stale, write_file

__all__ = [
    "FIRST_SAMPLE",
    "clear_stale",
    "faults_of_rows",
    "open_file",
    "open_project",
    "read_file",
    "read_project",
    "read_standard_input",
    "read_stream",
    "sample",
    "sample_names",
    "save_project",
    "write_file",
    "write_project",
]
