"""Set up this project and run it: the same command on Windows, macOS and Linux.

``python3 start.py`` says in words what it can do. Standard library only, and kept readable to any
Python, so that one that is too old can say so.
"""

from __future__ import print_function

import hashlib
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
OLDEST = (3, 11)
PAUSE = 10  # seconds between two words about a step that takes long
SMALLER_FIRST = ("", "workshop", "test")  # each set of libraries holds the one before it
EXTRA = {  # any other command: none
    "lab": "workshop",
    "room": "workshop",
    "self-test": "workshop",
    "test": "test",
}
MEGABYTES = {
    "": 900,
    "workshop": 1100,
    "test": 1500,
}  # on disk when installed, and some room to unpack
ON_ALL_PROCESSORS = ["-n", "auto", "--maxprocesses", "8"]
ON_ALL_PROCESSORS += ["--dist", "loadfile", "--no-loadscope-reorder"]  # tests/conftest.py orders
ENTRY = "import sys; sys.argv[0] = 'wcc'; from wcc_prioritise.cli import main; sys.exit(main())"

WORDS = """\
{start} demo    a whole workshop day on made-up data, and the paper it ends in
{start} room FILE   the pages of the day: one for the projector, one for you
{start} lab     the notebooks, in JupyterLab
{start} self-test   is this computer ready for the day?
{start} test    every test of this project
{start} ...     anything else is handed to the command wcc, for example
                    new my-workshop --short
                    wcc --help    (lists all it can do)

The first time, it makes a private Python in the folder .venv beside this file and installs
what is needed there: a minute or two, with the internet. After that it works without.
Nothing is installed anywhere else; to undo it all, delete the folder .venv.
"""

STEPS = (  # what pip's line begins with, and what a person reads
    ("Collecting ", "looking for "),
    ("Downloading ", "downloading "),
    ("Using cached ", "found on this computer: "),
    ("Installing build dependencies", "getting the tool that builds this project"),
    ("Preparing ", "preparing this project"),
    ("Building ", "preparing this project"),
    ("Installing collected packages", "unpacking the libraries (the longest step)"),
    ("WARNING: Retrying", "no answer from the package index yet, trying again"),
)

REASONS = (  # the first whose mark is in pip's output is the one told
    (
        ("no space left on device", "not enough space on the disk", "disk quota exceeded"),
        "The disk is full. Make room ({megabytes} MB are needed) and run the same command again.",
    ),
    (
        ("certificate_verify_failed", "certificate verify failed"),
        "The package index was reached, but its certificate was not trusted. Behind an\n"
        "employer's filter this is usual: ask IT which certificate file pip should use\n"
        "(pip's setting 'cert').",
    ),
    (
        (
            "failed to establish a new connection",
            "connection refused",
            "connection broken by",
            "connecttimeouterror",
            "read timed out",
            "name resolution",
            "nameresolutionerror",
            "getaddrinfo failed",
            "network is unreachable",
            "cannot connect to proxy",
            "proxyerror",
            "(from versions: none)",
        ),
        "No package index could be reached. Is this computer on the internet? Behind an\n"
        "employer's proxy, ask IT for pip's proxy or index setting. Then start again.",
    ),
    (
        ("permission denied", "access is denied", "read-only file system", "[errno 13]"),
        "A file could not be written. Close other windows that use this folder, or copy the\n"
        "folder to a place where you may write, and run the same command again.",
    ),
    (
        ("no matching distribution found", "resolutionimpossible"),
        "The package index was reached, but does not offer what this project needs for\n"
        "Python {python}. Try with another Python (3.11 to 3.13 are sure), or ask IT whether the\n"
        "index is complete.",
    ),
)
ERROR = re.compile(r"\s*(error:|[\w.]+(Error|Exception):)", re.IGNORECASE)
HOLLOW = re.compile(r"subprocess-exited-with-error|metadata-generation-failed")  # say nothing
OTHERWISE = "The installation did not finish, for a reason this script does not know."


class Stop(Exception):
    """What to tell the person at the keyboard when it cannot go on."""


def say(text):
    """Print now, so that nobody waits in silence."""
    print(text)
    sys.stdout.flush()


def command_line():
    """How this person starts this script, by system."""
    return "py start.py" if os.name == "nt" else "python3 start.py"


def inside(*parts):
    """Where a file of the private Python stands."""
    return os.path.join(HERE, ".venv", *parts)


def private_python():
    """Where the private Python itself stands."""
    return inside("Scripts", "python.exe") if os.name == "nt" else inside("bin", "python")


def check_python():
    """Stop in words if this Python is too old."""
    if tuple(sys.version_info[:2]) < OLDEST:
        raise Stop(
            "This needs Python %d.%d or newer; this one is %s.\n"
            "Install a newer Python, then use its name, for example: python3.12 start.py"
            % (OLDEST + (".".join(str(part) for part in sys.version_info[:3]),))
        )


def check_folder():
    """Stop in words if this folder can't be written to."""
    try:
        with tempfile.TemporaryFile(dir=HERE):
            pass
    except (IOError, OSError):
        raise Stop(
            "This folder can't be written to:\n  %s\n"
            "Copy the whole folder to a place of your own and start it there." % HERE
        )


def check_disk(extra):
    """Stop in words if the disk can't take the private Python and what goes into it."""
    free = shutil.disk_usage(HERE).free // 10**6
    if free < MEGABYTES[extra]:
        raise Stop(
            "The disk is nearly full: %d MB are free and %d MB are needed."
            % (free, MEGABYTES[extra])
        )


def check_tools():
    """Stop in words if Python came without what makes a private Python."""
    for name in ("venv", "ensurepip"):
        try:
            importlib.import_module(name)
        except ImportError:
            raise Stop(
                "This Python came without '%s', which makes the private Python.\n"
                "On Debian or Ubuntu: sudo apt install python3-venv\n"
                "Elsewhere, install Python from its own installer. Then start again." % name
            )


def read_note():
    """Read what was installed last: empty when nothing was, or the note can't be read."""
    try:
        with open(inside("wcc-installed.json")) as note:
            found = json.load(note)
    except (IOError, OSError, ValueError):
        return {}
    sound = isinstance(found, dict) and found.get("extra", "") in SMALLER_FIRST
    return found if sound else {}


def write_note(note):
    """Write down what is installed, or that an installation is under way."""
    with open(inside("wcc-installed.json"), "w") as place:
        json.dump(note, place)


def private_version():
    """Version of the private Python, as "3.11"; empty when it is absent, too old or half made."""
    probe = (
        "import importlib.util as u, sys; v = sys.version_info[:2];"
        "print('%%d.%%d' %% v if v >= %r and u.find_spec('pip') else '')" % (OLDEST,)
    )
    try:
        found = subprocess.check_output(
            [private_python(), "-c", probe], stderr=subprocess.STDOUT, env=environment()
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return found.decode("ascii", "replace").strip()


def environment():
    """Make the settings of every program started here: in UTF-8, and only in the private Python."""
    settings = dict(os.environ, PYTHONUTF8="1", PIP_USER="0")
    settings.pop("PYTHONHOME", None)
    return settings


def fingerprint(version):
    """Hash everything that decides what has to be installed, this folder's place included."""
    seen = hashlib.sha256(("%s\n%s\n" % (version, HERE)).encode("utf-8", "replace"))
    for name in ("pyproject.toml", "constraints.txt"):
        with open(os.path.join(HERE, name), "rb") as source:
            seen.update(source.read())
    return seen.hexdigest()


def step(lines):
    """Say in words what pip was at in its last telling line."""
    for line in reversed(lines):
        for begins, words in STEPS:
            if line.strip().startswith(begins):
                name = re.split(r"[<>=!~\[(; ]|-\d", line.strip()[len(begins) :])[0]
                return words + (name if words.endswith(" ") else "")
    return "still at work"


def watch(command):
    """Run a command and say every few seconds what it is at; give its exit code and its lines."""
    begun, told, lines = time.time(), 0.0, []
    child = subprocess.Popen(
        command,
        cwd=HERE,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )

    def read():
        for line in child.stdout:
            lines.append(line)

    reader = threading.Thread(target=read)
    reader.daemon = True
    reader.start()
    try:
        while reader.is_alive():
            reader.join(0.2)
            passed = time.time() - begun
            if passed - told >= PAUSE:
                told = passed
                say("  %3.0f s  %s" % (passed, step(lines)))
        return child.wait(), lines
    except KeyboardInterrupt:
        child.kill()
        child.wait()
        raise


def why(lines, extra=""):
    """Turn a tool's last words into what went wrong and what to do, with a short quote."""
    text = "".join(lines).lower()
    told = OTHERWISE
    for marks, words in REASONS:
        if any(mark in text for mark in marks):
            told = words.format(megabytes=MEGABYTES[extra], python="%d.%d" % sys.version_info[:2])
            break
    errors = [line.strip() for line in lines if ERROR.match(line) and not HOLLOW.search(line)]
    plain = [line.strip() for line in lines if line[:1].strip() and "Traceback" not in line]
    quote = "".join("\n  | " + line[:150] for line in (errors or plain)[-4:])
    return told + ("\nThe installer's last words:" + quote if quote else "")


def make_environment(extra):
    """Make the private Python, in place of a broken one if there is one; give its version."""
    check_tools()
    check_folder()
    check_disk(extra)
    if os.path.lexists(inside()):
        say("The private Python in .venv is half made or does not start: making it anew ...")
        try:
            shutil.rmtree(inside())
        except OSError:
            raise Stop(
                "The folder .venv could not be removed. Close every window that uses it\n"
                "(JupyterLab, a terminal), delete the folder .venv yourself, and start again."
            )
    else:
        say("First start: making a private Python in the folder .venv (some seconds) ...")
    code, lines = watch([sys.executable, "-m", "venv", inside()])
    version = "" if code else private_version()
    if not version:
        raise Stop("The private Python could not be made.\n" + why(lines, extra))
    return version


def install(extra):
    """Install this project and what it needs, as pinned; the note says so while it lasts."""
    before = read_note()
    check_folder()
    say("Installing what is needed (the first time one to three minutes, with the internet) ...")
    write_note({"installing": True})
    command = [private_python(), "-m", "pip", "install", "--disable-pip-version-check"]
    command += ["--no-input", "--progress-bar", "off", "-c", "constraints.txt"]
    code, lines = watch(command + ["-e", ".[%s]" % extra if extra else "."])
    if code:
        write_note(before)
        raise Stop(why(lines, extra))
    say("Installed.")


def prepare(extra):
    """See that the private Python holds what a command needs; do nothing when it does."""
    version = private_version()
    note = read_note()
    if not version or note.get("installing"):
        version, note = make_environment(extra), {}
    wanted = fingerprint(version)
    has = note.get("extra", "")
    if note.get("key") == wanted and SMALLER_FIRST.index(has) >= SMALLER_FIRST.index(extra):
        return
    extra = max(extra, has, key=SMALLER_FIRST.index)
    install(extra)
    write_note({"key": wanted, "extra": extra})


def run(command, rest):
    """Hand over to the tests or to the command wcc, and give its exit code."""
    settings = environment()
    if command == "test":
        line, folder = ["-m", "pytest"] + ON_ALL_PROCESSORS + rest, HERE
    else:
        line, folder = ["-P", "-c", ENTRY, command] + rest, None
        settings["WCC_COMMAND"] = command_line()  # how to type what it advises next
    child = subprocess.Popen([private_python()] + line, cwd=folder, env=settings)
    while True:
        try:
            code = child.wait()
        except KeyboardInterrupt:
            continue  # the command heard it too, and ends in its own words
        return code if code >= 0 else 128 - code


def start(arguments):
    """Do what the arguments ask; give the exit code."""
    check_python()
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(WORDS.replace("{start}", command_line()))
        return 0
    if arguments[0] == "wcc":
        arguments = arguments[1:] or ["--help"]
    prepare(EXTRA.get(arguments[0], ""))
    return run(arguments[0], arguments[1:])


def main(arguments):
    """Run, and say in words what stands in the way."""
    try:
        return start(arguments)
    except Stop as reason:
        sys.stdout.flush()
        print("\n%s" % reason, file=sys.stderr)
        return 2
    except (IOError, OSError) as reason:
        print("\nThis computer would not go on: %s" % reason, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped. The same command starts again where it can.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
