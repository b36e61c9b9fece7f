"""What a worker process may still do once it has opened its store: no sockets, and no more memory than it is given.

The guard refuses queries that would call out; this is the second lock, for a query that no one thought of. On Linux a
seccomp filter makes ``socket`` and ``io_uring_setup`` fail in every thread; elsewhere there is the guard alone.
"""

import ctypes
import platform
import resource
import struct
import sys
from pathlib import Path
from typing import Final

_NO_NEW_PRIVILEGES: Final = 38
_SET_FILTER: Final = 1
_ALL_THREADS: Final = 1
_LOAD: Final = 0x20  # BPF_LD | BPF_W | BPF_ABS
_EQUAL: Final = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_AT_LEAST: Final = 0x35  # BPF_JMP | BPF_JGE | BPF_K
_RETURN: Final = 0x06  # BPF_RET | BPF_K
_ALLOW: Final = 0x7FFF0000
_DENY: Final = 0x00050000 | 13  # SECCOMP_RET_ERRNO with EACCES
_OTHER_ABI: Final = 0x40000000  # x32 calls on x86-64

_MACHINES: Final = {
    # audit architecture, then the numbers of seccomp, socket, io_uring_setup
    "x86_64": (0xC000003E, 317, 41, 425),
    "aarch64": (0xC00000B7, 277, 198, 425),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def no_sockets() -> bool:
    """Take from this process, for good, the means to open a socket; whether that was possible here."""
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    architecture, seccomp, socket, io_uring = machine
    steps = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _DENY),
        (_LOAD, 0, 0, 0),
        (_AT_LEAST, 2, 0, _OTHER_ABI),
        (_EQUAL, 1, 0, socket),
        (_EQUAL, 0, 1, io_uring),
        (_RETURN, 0, 0, _DENY),
        (_RETURN, 0, 0, _ALLOW),
    ]
    code = b"".join(struct.pack("=HBBI", *step) for step in steps)
    program = _Program(len(steps), code)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.syscall(seccomp, _SET_FILTER, _ALL_THREADS, ctypes.byref(program)) == 0)


def limit_memory(spare: int) -> None:
    """Let this process map ``spare`` bytes more than it has now, where the system can tell how much that is."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return
    most = pages * resource.getpagesize() + spare
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def no_core_files() -> None:
    """Leave no image of memory behind when a query kills this process."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
