"""What differs between systems: how a pipe ends, the libraries that Qt loads on Linux, why installing failed.

Standard library only.
"""

from __future__ import annotations

import errno
import os
import sys

# What Qt loads on Linux, and the package it comes in with each of MANAGERS.
QT_LIBRARIES = {
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2", "glib2", "libglib-2_0-0"),
    "libGL.so.1": ("libgl1", "libglvnd-glx", "libglvnd", "Mesa-libGL1"),
    "libEGL.so.1": ("libegl1", "libglvnd-egl", "libglvnd", "Mesa-libEGL1"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon", "libxkbcommon", "libxkbcommon0"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs", "dbus", "libdbus-1-3"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig", "fontconfig", "fontconfig"),
}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor", "libxcb-cursor0"),
    "libxkbcommon-x11.so.0": (
        "libxkbcommon-x11-0",
        "libxkbcommon-x11",
        "libxkbcommon-x11",
        "libxkbcommon-x11-0",
    ),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm", "libxcb-icccm4"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms", "libxcb-keysyms1"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb", "libxcb", "libxcb-shape0"),
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": ("libwayland-client0", "libwayland-client", "wayland", "libwayland-client0"),
    "libwayland-cursor.so.0": ("libwayland-cursor0", "libwayland-cursor", "wayland", "libwayland-cursor0"),
    "libwayland-egl.so.1": ("libwayland-egl1", "libwayland-egl", "wayland", "libwayland-egl1"),
}
# What venv, pip and apt-get say, in the order of how much it tells, and what that means.
_CAUSES = {
    "No space left on device": "the disk is full.",
    "CERTIFICATE_VERIFY_FAILED": "the certificate of the package index is not trusted here; pip takes "
    "another from PIP_CERT.",
    "ProxyError": "the proxy does not let it through; it is set by HTTPS_PROXY.",
    "DO NOT MATCH THE HASHES": "what the package index gave is not what is locked, and was not installed.",
    "NameResolutionError": "no package index can be reached; is this machine online?",
    "NewConnectionError": "no package index can be reached; is this machine online?",
    "Temporary failure resolving": "no archive of packages can be reached; is this machine online?",
    "Unable to connect to": "the archive of packages, or the proxy before it, does not answer.",
    "Could not get lock": "another program is installing packages; wait until it is done.",
    "No matching distribution": "there is no package for this Python and system, or no index can be "
    "reached; is this machine online? Linux needs glibc 2.34 (2.39 on ARM) and no musl, a Mac macOS 13 (14 "
    "with Apple silicon).",
}
MANAGERS = {
    "apt-get": "sudo apt-get update && sudo apt-get install",
    "dnf": "sudo dnf install",
    "pacman": "sudo pacman -S",
    "zypper": "sudo zypper install",
}


def reader_left(fault: OSError) -> bool:
    """Whether something could not be written because who reads the pipe has read enough."""
    of_windows = sys.platform == "win32" and fault.errno == errno.EINVAL and fault.filename is None
    return isinstance(fault, BrokenPipeError) or of_windows


def of_window() -> set[str]:
    """Return which libraries a window on this display needs."""
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] not in ("", "xcb", "wayland"):
        return {"qt"}  # drawn into memory, or by what the person knows better
    if os.environ.get("WAYLAND_DISPLAY") and not os.environ.get("DISPLAY"):
        return {"qt", "wayland"}
    return {"qt", "x11"} if os.environ.get("DISPLAY") else {"qt"}


def lacking(libraries: set[str]) -> str:
    """Return what Qt would not find on this system, and how to get it; "" where all is there."""
    lacks = missing(libraries)
    return told(lacks) if lacks else ""


def told(lacks: list[tuple[str, tuple[str, ...]]]) -> str:
    """Return the sentences that say what the system lacks and how it is installed there, all at once."""
    said = f"the system lacks {', '.join(name for name, _ in lacks)}."
    for place, (program, line) in enumerate(MANAGERS.items()):
        if has(program):
            return f"{said} Run: {line} {' '.join(dict.fromkeys(names[place] for _, names in lacks))}"
    return f"{said} Debian has it as {' '.join(dict.fromkeys(names[0] for _, names in lacks))}."


def has(program: str) -> bool:
    """Whether a program can be called by its name; a minimal Python has no `shutil`, which tells that too."""
    return any(os.access(f"{folder}/{program}", os.X_OK) for folder in os.get_exec_path())


def missing(libraries: set[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the libraries that cannot be loaded, each with its packages; all where none can be tried."""
    if not sys.platform.startswith("linux"):
        return []
    wanted: dict[str, tuple[str, ...]] = {}
    for key, named in (("qt", QT_LIBRARIES), ("x11", X11_LIBRARIES), ("wayland", WAYLAND_LIBRARIES)):
        if key in libraries:
            wanted |= named
    try:
        import ctypes  # noqa: PLC0415 - not where everything is set up
    except ImportError:  # python3-minimal of Debian, which lacks what sets up as well
        return [
            (
                "perhaps libraries that Qt loads",
                tuple(" ".join(names) for names in zip(*wanted.values(), strict=True)),
            )
        ]
    lacks = []
    for name, packages in wanted.items():
        try:
            ctypes.CDLL(name)
        except OSError:
            lacks.append((name, packages))
    return lacks


def last_line(said: str) -> str:
    """Return the line that tells most of what a program said: the last of its errors, else its last."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith(("ERROR", "Error", "E:"))]
    return (errors or lines or ["no reason given"])[-1]


def why_not(said: str) -> str:
    """Return why setting up failed, in words of ours where what was said has a cause that can be mended."""
    line = last_line(said)
    return next((f"{why} ({line})" for sign, why in _CAUSES.items() if sign in said), line)
