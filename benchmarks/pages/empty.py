"""The least that a Streamlit page can be: what no dashboard can be faster than."""

import streamlit as st

st.selectbox("Period", ["Last 12 months", "Last 6 months", "Last 24 months"])
st.html('<p class="tile">1</p>')
