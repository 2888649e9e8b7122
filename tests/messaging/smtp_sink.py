"""A mail server for tests: keeps what it accepts, and answers, is silent or hangs up as told."""

import contextlib
import socketserver
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy

GREETING = "CONNECT"
END_OF_DATA = "."


class Sink(socketserver.ThreadingTCPServer):
    """`answers` replaces the reply to a verb ("RCPT", "." for the end of the letter, "CONNECT");
    "" hangs up instead. Verbs in `silent_at` get no reply until `speak` is called."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Session)
        self.letters = []
        self.answers: dict[str, str] = {}
        self.silent_at: set[str] = set()
        self.heard: list[str] = []
        self.may_speak = threading.Event()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def speak(self) -> None:
        self.silent_at.clear()
        self.may_speak.set()


class Session(socketserver.StreamRequestHandler):
    """One connection."""

    def handle(self):
        with contextlib.suppress(ConnectionError):
            self.converse()

    def converse(self) -> None:
        going_on = self.reply(GREETING, "220 sink")
        while going_on and (line := self.rfile.readline()):
            verb = line.decode().split()[0].upper()
            if verb == "DATA":
                going_on = self.reply("DATA", "354 go on") and self.take_letter()
            elif verb == "QUIT":
                going_on = self.reply("QUIT", "221 bye") and False
            else:
                going_on = self.reply(verb, "250 ok")

    def take_letter(self) -> bool:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        answer = self.server.answers.get(END_OF_DATA, "250 taken")
        if answer.startswith("2"):
            self.server.letters.append(message_from_bytes(b"".join(lines), policy=policy.default))
        return self.reply(END_OF_DATA, answer)

    def reply(self, verb: str, usual: str) -> bool:
        """Whether the conversation goes on."""
        self.server.heard.append(verb)
        if verb in self.server.silent_at:
            self.server.may_speak.wait(60)
        answer = self.server.answers.get(verb, usual)
        self.wfile.write(f"{answer}\r\n".encode() if answer else b"")
        return bool(answer)


@contextlib.contextmanager
def running_sink() -> Iterator[Sink]:
    with Sink() as sink:
        thread = threading.Thread(target=sink.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield sink
        sink.speak()
        sink.shutdown()
        thread.join()
