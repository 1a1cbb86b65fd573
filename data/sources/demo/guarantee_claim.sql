SELECT
    claim_no AS claim_id,
    interaction_no AS transaction_id,
    claimed_at,
    channel,
    service_code AS service_id,
    days_late AS breach_days,
    decision,
    paid_cents AS amount_cents
FROM claim
