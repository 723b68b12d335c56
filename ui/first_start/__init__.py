"""The first start: who am I, a passphrase, and the recovery key."""
