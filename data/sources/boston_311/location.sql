SELECT DISTINCT TRIM(neighborhood) AS location_id, TRIM(neighborhood) AS name_en
FROM source
WHERE NULLIF(TRIM(neighborhood), '') IS NOT NULL
ORDER BY location_id
