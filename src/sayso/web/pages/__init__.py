"""The pages: each a function from the desk and the query to plain data."""
