-- `changed_on` moves when a position is filled, so that a later run reads it again.
SELECT
    v.position_no AS vacancy_id,
    v.vacant_from AS opened_on,
    v.unit_code AS unit_id,
    v.fill_by AS due_on,
    f.filled_day AS filled_on,
    COALESCE(f.filled_day, v.vacant_from) AS changed_on
FROM vacancy AS v
LEFT JOIN vacancy_filled AS f ON f.position_no = v.position_no
