"""Commands of the person's own: what they print is harmless, what fails is told in a line, nothing hangs."""

from __future__ import annotations

from threading import Event

import pytest

from reader import piping
from reader.piping import Output, needs_terminal, run, run_in_terminal


def never() -> bool:
    return False


def test_the_text_goes_in_and_what_is_printed_comes_back() -> None:
    assert run("tr a-z A-Z", "the pier, é\n", never) == Output("THE PIER, é\n")


def test_the_shell_is_the_persons_own_command_line() -> None:
    """Pipes, quotes and variables mean what they mean in a shell."""
    assert run("x=2; head -n $x | tail -n 1 | sed 's/e/ee/'", "one\ntree\nthree\n", never).text == "treee\n"


def test_a_missing_command_is_one_clear_line() -> None:
    assert run("no-such-thing-here", "", never).problem == "no-such-thing-here: there is no such command here"


def test_a_failing_command_says_why() -> None:
    output = run("echo half; echo 'bad: \x1b[31mworse\x1b[0m' >&2; exit 3", "", never)
    assert output.text == "half\n"
    assert output.problem.endswith("failed with 3: bad: worse")
    assert "\n" not in output.problem


def test_what_is_said_on_the_side_is_shown_when_there_is_nothing_else() -> None:
    assert run("echo sent >&2", "", never) == Output("sent\n")
    assert run("echo out; echo sent >&2", "", never).text == "out\n"


def test_a_command_ended_by_a_signal_is_told() -> None:
    assert "SIGTERM" in run("kill -TERM $$", "", never).problem


def test_what_is_printed_cannot_harm_the_screen() -> None:
    text = run(r"printf 'a\033[2Jb\033]0;title\007c\302\233d\0e\377'", "", never).text
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in text)
    assert text.startswith("abc")


def test_a_command_that_does_not_read_its_input_does_not_hang() -> None:
    assert run("true", "words " * 1_000_000, never) == Output("")


def test_a_command_that_says_too_much_is_stopped_and_says_so() -> None:
    output = run("yes", "", never)
    assert "was stopped after 1 MB" in output.problem
    assert len(output.text) == piping.MOST_OUTPUT


def test_a_command_can_be_stopped_with_all_it_has_started() -> None:
    """The shell's children too: the sleep holds the file open that would otherwise be waited for."""
    stop = Event()
    stop.set()
    assert run("sleep 600 | sleep 600", "", stop.is_set).problem == "sleep 600 | sleep 600 was stopped"


def test_what_a_command_leaves_running_is_not_waited_for() -> None:
    """As a clipboard tool does that stays to hold what was copied."""
    assert run("sleep 600 & echo started; kill $!", "", never).text == "started\n"
    output = run("sleep 5 & echo $!", "", never)
    assert output.text.strip().isdigit()


def test_without_a_shell_a_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr("subprocess.Popen", none)
    with pytest.raises(piping.CommandError, match="cannot be run: No such file"):
        run("true", "", never)


@pytest.mark.parametrize(
    "command",
    ["less", "! wc", "grep pier | less -R", "/usr/bin/vim -", "LESS=R less", "fold; env PAGER=x nano"],
)
def test_pagers_and_editors_get_the_terminal(command: str) -> None:
    assert needs_terminal(command)


@pytest.mark.parametrize("command", ["wc -w", "less | wc", "fold -s", "grep less", "", "lessen"])
def test_others_do_not(command: str) -> None:
    assert not needs_terminal(command)


def test_on_the_terminal_a_failure_is_told() -> None:
    assert run_in_terminal("! grep -q pier", "the pier") == ""
    assert run_in_terminal("grep -q cod", "the pier") == "grep -q cod failed with 1"
