"""What comes back from a service, compared with what it should be: nobody is believed whose answer has another shape.

https://dbus.freedesktop.org/doc/dbus-specification.html#type-system
"""

from dataclasses import dataclass

from jeepney import HeaderFields, Message, MessageType

Signature = str
"""The types of an answer's or a signal's values ("as"; "": none). Several, where versions differ: "a(ss)|aas"."""


@dataclass(frozen=True, slots=True)
class BusReply:
    """What came back: ``body`` the answer's values, or ``None`` and ``fault``, a text, where there was no answer.

    ``sender``: the unique name of who answered, ``""`` where nobody did. ``strange``: something was answered, but not
    what it should have been. ``late``: nothing was, so far.
    """

    body: tuple[object, ...] | None
    fault: str = ""
    sender: str = ""
    strange: bool = False
    late: bool = False

    @property
    def refused(self) -> bool:
        """Whether it was answered by an error, of the service's or of the bus for one that is not there."""
        return self.body is None and bool(self.sender) and not self.strange

    @classmethod
    def of(cls, answer: Message | None, returns: Signature) -> "BusReply":
        """The reply in a message that should hold ``returns``; ``None``: none came in time."""
        if answer is None:
            return cls(None, "no answer in time", late=True)
        fields = answer.header.fields
        sender = str(fields.get(HeaderFields.sender, ""))
        if answer.header.message_type is MessageType.error:
            return cls(None, str(fields.get(HeaderFields.error_name, "an error")), sender)
        if fault := mismatch(signature_of(answer), returns):
            return cls(None, fault, sender, strange=True)
        return cls(tuple(answer.body), sender=sender)


def signature_of(message: Message) -> Signature:
    """The types of what ``message`` holds."""
    return str(message.header.fields.get(HeaderFields.signature, ""))


def mismatch(found: Signature, expected: Signature) -> str:
    """Why ``found`` is no answer where ``expected`` is expected; ``""`` if it is one."""
    if found in expected.split("|"):
        return ""
    return f"unexpected answer: {found or 'nothing'} instead of {expected or 'nothing'}"
