"""Three versions of the same things, and what one side changed since both agreed.

Comes in: items of the last common version (base), of the other side (theirs) and of the plan (ours). Goes
out: which are the same, what theirs changed, where both changed. It knows neither tables nor calendars nor
files: `import --into`, and whatever else comes back to a plan from outside, goes through it.
"""
