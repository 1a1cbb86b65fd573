"""What is refused of forecasts, plans, scenarios and staffing."""
