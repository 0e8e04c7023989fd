"""What names are looked up in: a theatre's lists, compiled from its files, and the world behind them."""
