"""A page with one constant Plotly chart: the yardstick for a filter change."""

import plotly.graph_objects as go
import streamlit as st

st.selectbox("Period", ["Last 12 months", "Last 6 months", "Last 24 months"])
st.html('<p class="tile">1</p>')
st.plotly_chart(go.Figure(go.Bar(x=["a", "b", "c"], y=[1, 2, 3])))
