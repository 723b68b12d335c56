"""The page on which packs, cards and receipts are sent and received."""
