"""Files: the project file, strictly read and verifiably written, and the one routine that writes any file."""

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
from model.files.safe_write import clear_stale, read_file, write_file

__all__ = [
    "FIRST_SAMPLE",
    "clear_stale",
    "faults_of_rows",
    "open_project",
    "read_file",
    "read_project",
    "sample",
    "sample_names",
    "save_project",
    "write_file",
    "write_project",
]
