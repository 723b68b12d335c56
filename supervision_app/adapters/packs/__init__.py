"""Files that carry the record from one vault to another, and the cards of those who may send them."""
