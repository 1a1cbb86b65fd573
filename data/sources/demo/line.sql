SELECT line_code AS line_id, label_en AS name_en, label_fr AS name_fr
FROM business_line
