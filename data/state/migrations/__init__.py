"""The versions of the application's own database, each a step from the one before; run by `data.state.open_state`.

To change a table: change its model in `data/state`, add `versions/<next number>_<what>.py` whose `revision` is its
own file name, and run the tests: they compare what the steps make with what the models say.
"""
