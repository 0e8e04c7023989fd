"""What matters tell: views, tolls and control through time, silence, changes."""
