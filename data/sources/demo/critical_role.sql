SELECT role_code AS role_id, reviewed_day AS reviewed_on, unit_code AS unit_id, ready AS successor_ready
FROM role_review
