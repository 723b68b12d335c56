"""A supervision session, from choosing how deeply each child is talked about to sealing."""
