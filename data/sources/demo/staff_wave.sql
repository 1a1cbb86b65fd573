SELECT wave_code AS wave_id, unit_code AS unit_id, closed_day AS closed_on, invited
FROM survey_wave
