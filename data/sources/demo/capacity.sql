SELECT outlet_code AS location_id, on_day AS on_date, half_hour, people, planned_on
FROM roster
