SELECT
    service_code AS service_id,
    line_code AS line_id,
    partner_code AS partner_id,
    label_en AS name_en,
    label_fr AS name_fr,
    client_kind AS customer_type,
    fee_cents,
    since AS launched_on,
    online_since AS online_from
FROM offering
