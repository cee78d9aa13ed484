"""The page and its interface. Nothing stands here yet; a brief is a page that opens from a file."""
