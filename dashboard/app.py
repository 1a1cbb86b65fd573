"""The dashboard: `scorecard dashboard` starts it. The pages are declared in `pages.py`, the frame is `frame.py`."""

from pathlib import Path

import streamlit as st

from dashboard.shell import frame
from dashboard.text.wording.frame import TITLE

st.set_page_config(page_title=TITLE.en, page_icon=str(Path(__file__).with_name("icon.png")), layout="wide")
st.html(Path(__file__).with_name("page.css"))
frame.navigation()()
