"""What is made from the built site: printed sheets, short code pages, packs, checks. Nothing here knows MkDocs."""
