"""Pages of activities: the base class, look-up by activity, drafts, editions, the page tree."""
