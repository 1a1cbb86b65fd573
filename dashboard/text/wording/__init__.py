"""Every text that a page shows, in English and French side by side: one module per page, `frame` for what all share.

`ctx.say(TEXT, n="3")` fills its gaps; tests check that both languages are there and have the same gaps.
"""
