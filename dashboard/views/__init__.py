"""Streamlit only: the frame, the filter bar, pages of cards. It computes no number."""
