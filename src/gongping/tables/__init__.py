"""One office table (.csv, .xlsx, .parquet) read into columns of text, every fault with its place."""
