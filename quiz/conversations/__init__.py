"""Conversations to practise asking in: a part of the engine that is fetched for them."""
