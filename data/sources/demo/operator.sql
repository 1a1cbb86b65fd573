SELECT run_by_code AS operator_id, label_en AS name_en, label_fr AS name_fr
FROM run_by
