SELECT
    incident_no AS outage_id,
    on_day AS on_date,
    channel,
    system,
    minutes_down AS down_minutes,
    announced AS planned
FROM incident
