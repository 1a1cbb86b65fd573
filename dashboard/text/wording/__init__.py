"""Every text that a page shows, English and French side by side: one module per page, and `frame` for what all share.

A text is a `Text` constant; `place.say(TEXT, n="3")` fills its gaps with what `formats` has already written in the
reader's language. Tests walk these modules: both languages are there, and have the same gaps.
"""
