SELECT DISTINCT reason AS line_id, reason AS name_en
FROM source
ORDER BY line_id
