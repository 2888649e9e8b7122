"""Kinds of message of this room, and what they say."""
