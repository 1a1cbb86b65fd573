SELECT
    review_no AS audit_id,
    interaction_no AS transaction_id,
    reviewed_at AS audited_at,
    channel,
    service_code AS service_id,
    outlet_code AS location_id,
    weight_millionths,
    faulty AS error_found,
    fault AS error_kind
FROM file_review
