SELECT unit_code AS unit_id, above AS parent_unit_id, label_en AS name_en, label_fr AS name_fr
FROM org_unit
