from messaging.models.message import Message

__all__ = ["Message"]
