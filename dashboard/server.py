"""What `scorecard dashboard` starts: the pages of `app.py`, and beside them what machines ask."""

from pathlib import Path

import streamlit as st

from dashboard.monitoring.routes import ROUTES

app = st.App(Path(__file__).with_name("app.py"), routes=ROUTES)
