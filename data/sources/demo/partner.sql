SELECT partner_code AS partner_id, label_en AS name_en, label_fr AS name_fr, signed AS signed_on
FROM partner
