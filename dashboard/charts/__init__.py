"""Result frames drawn as Plotly figures (plain dicts), tiles and tables: pure functions without Streamlit."""
