"""Worlds with known truth. Nothing stands here yet."""
