"""WHAT PEOPLE SEE: paints values and tells wishes by signals. Knows neither the machine nor the files."""
