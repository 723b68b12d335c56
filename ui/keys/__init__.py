"""The pages of the recovery key: kept where nobody is known to have it, and used when the passphrase is gone."""
