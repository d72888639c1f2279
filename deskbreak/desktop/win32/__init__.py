"""What Windows tells every program that has a window."""
