SELECT DISTINCT type AS service_id, reason AS line_id, type AS name_en
FROM source
ORDER BY service_id
