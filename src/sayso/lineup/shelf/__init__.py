"""A line-up kept between runs, of which an addition reads and writes a few records."""
