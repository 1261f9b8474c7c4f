"""Nothing lost: journals, earlier versions, locks, and files that another program changed."""

from model.files.safety.disk import Disk, HeldElsewhere, changed_at, holder_words
from model.files.safety.fingerprint import ChangedOnDisk, Fingerprint, State
from model.files.safety.journal import Drafts, Journal
from model.files.safety.journal_writer import JournalWriter
from model.files.safety.locks import Holder
from model.files.safety.recovery import Damaged, LeftBehind, Recoverable, find_recoverable
from model.files.safety.versions import Version, Versions, kept, read_version

__all__ = [
    "ChangedOnDisk",
    "Damaged",
    "Disk",
    "Drafts",
    "Fingerprint",
    "HeldElsewhere",
    "Holder",
    "Journal",
    "JournalWriter",
    "LeftBehind",
    "Recoverable",
    "State",
    "Version",
    "Versions",
    "changed_at",
    "find_recoverable",
    "holder_words",
    "kept",
    "read_version",
]
