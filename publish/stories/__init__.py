"""Find what several papers tell: copies of one story, and one event in the words of several articles."""
