"""Asks whether the addresses on other sites still answer, politely and with a memory; never part of check or build."""
