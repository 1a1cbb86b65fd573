"""What `scorecard dashboard` starts: the pages of `app.py`, beside them what machines ask, before both the gateway."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from dashboard.gateway.capacity import Capacity
from dashboard.gateway.data_links import routes as data_routes
from dashboard.gateway.headers import SecurityHeaders
from dashboard.gateway.hosts import HostCheck
from dashboard.gateway.messages import MessageFilter
from dashboard.gateway.missing import MissingPage
from dashboard.gateway.public_statement import routes as public_routes
from dashboard.gateway.sign_ins import SignInProblems
from dashboard.gateway.uploads import NoUploads
from dashboard.monitoring.routes import routes
from dashboard.shell.pages import PAGES
from data.settings import settings

PREFIX = str(st.get_option("server.baseUrlPath") or "").strip("/")

GATEWAY = [
    Middleware(SecurityHeaders),
    Middleware(HostCheck, names=settings().host_names),
    Middleware(NoUploads),
    Middleware(MissingPage, pages=[page.name for page in PAGES], prefix=PREFIX),
    Middleware(Capacity),
    Middleware(MessageFilter),
    Middleware(SignInProblems),
]

BESIDE = [*routes(PREFIX), *public_routes(PREFIX), *data_routes(PREFIX)]

app = st.App(Path(__file__).with_name("app.py"), routes=BESIDE, middleware=GATEWAY)
