SELECT district_code AS region_id, label_en AS name_en, label_fr AS name_fr
FROM district
