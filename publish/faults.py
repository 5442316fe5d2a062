"""What can go wrong between an input and the finished database, one class per stage.

SijillError         shown by the command as one line, exit status 1
├── InputFault      an input that cannot be read; becomes a row of `rejected`
├── StrictStop      the first such input, where the user asked to stop at it
├── RecordsFault    a folder of extracted records that is missing, foreign or half written
├── CorrectionsFault a file of corrections with a wrong entry
└── LoadFault       a finished database that fails its checks; the old one stays
"""


class SijillError(Exception):
    """A fault that a user can mend; its text says where, what and what to do."""


class InputFault(SijillError):
    """An input that cannot be read, with one of the fixed `reason`s and what to do about it."""

    def __init__(self, reason: str, detail: str, line: int | None = None) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
        self.line = line


class StrictStop(SijillError):
    """The first rejected input of a strict run."""


class RecordsFault(SijillError):
    """A folder of records that cannot be used as it is."""


class CorrectionsFault(SijillError):
    """A correction that cannot be read or applied; its text names the file and the entry."""


class LoadFault(SijillError):
    """A database that may not be published; its text says which checks fail."""
