SELECT movement_no AS event_id, on_day AS on_date, unit_code AS unit_id, kind, filed_on
FROM movement
