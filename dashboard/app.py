"""Streamlit entry: the router, and the frame that every page stands in."""

import streamlit as st

from dashboard.views import frame

frame.dress()
if frame.is_admitted():
    page = st.navigation(frame.pages(), position="top")
    if frame.data_is_published():
        page.run()
        frame.footer()
frame.language_choice()
