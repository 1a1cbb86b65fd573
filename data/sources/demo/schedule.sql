SELECT on_day AS on_date, channel, minutes_planned AS scheduled_minutes
FROM uptime_plan
